import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from tests.factories.core import HeartbeatFactory
from verkstad.core.http import KEPT_PRIVATE, CountedResponse, ReadOnlyGetMiddleware, WriteInGet, kept_private
from verkstad.core.models import Heartbeat


def answer(method: str, view) -> HttpResponse:
    request = RequestFactory().generic(method, "/")
    return ReadOnlyGetMiddleware(view)(request)


def write(request) -> HttpResponse:
    HeartbeatFactory()
    return HttpResponse("written")


def read(request) -> HttpResponse:
    return HttpResponse(Heartbeat.objects.count())


def run(sql: str):
    def view(request) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return HttpResponse(cursor.fetchone()[0])

    return view


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_looking_cannot_write(db, method):
    with pytest.raises(WriteInGet, match="INSERT INTO"), transaction.atomic():
        answer(method, write)
    assert not Heartbeat.objects.exists()


def test_looking_can_read(db):
    assert answer("GET", read).content == b"0"


def test_posting_can_write(db):
    assert answer("POST", write).content == b"written"


def test_reading_with_a_named_query_is_reading(db):
    assert answer("GET", run("\n\tWITH two AS (SELECT 2) SELECT * FROM two")).content == b"2"


@pytest.mark.parametrize(
    "sql", ["WITH x AS (DELETE FROM core_heartbeat RETURNING 1) SELECT 1", "TRUNCATE core_heartbeat"]
)
def test_writing_in_disguise_is_refused(db, sql):
    with pytest.raises(WriteInGet):
        answer("GET", run(sql))


def test_counting_happens_after_the_answer_and_may_write(transactional_db):
    def view(request) -> HttpResponse:
        return CountedResponse("page", count=HeartbeatFactory)

    response = answer("GET", view)
    assert not Heartbeat.objects.exists()
    response.close()
    assert Heartbeat.objects.count() == 1


def test_response_is_closed_even_when_counting_fails(transactional_db):
    def fail() -> None:
        raise ValueError("cannot count")

    response = CountedResponse("page", count=fail)
    with pytest.raises(ValueError, match="cannot count"):
        response.close()
    assert response.closed


@pytest.mark.parametrize("address", ["/api/v1/openapi.json", "/api/v1/search?q=bygglov&municipality=bjorkhamn"])
def test_api_does_not_lead_programs_from_http_to_https(client, settings, address):
    settings.SECURE_SSL_REDIRECT = True
    assert (client.get(address).status_code, "Location" in client.get(address)) == (403, False)


def test_pages_lead_browsers_from_http_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/sv/search/?q=bygglov").url == "https://testserver/sv/search/?q=bygglov"


def test_health_is_answered_over_http(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/health/live").status_code == 200


def test_api_is_answered_over_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/api/v1/openapi.json", secure=True).status_code == 200


ADDRESSES = ["/health/live", "/robots.txt", "/nothing/", "/bjorkhamn/sv/", "/bjorkhamn/sv/nothing/", "/media/nothing"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_text_names_its_encoding(client, bjorkhamn, address):
    assert client.get(address)["Content-Type"].partition("; ")[2] == "charset=utf-8"


def test_text_about_an_unknown_host_names_its_encoding(client, db, settings):
    settings.DEMO = False
    assert client.get("/", headers={"host": "unknown.example"})["Content-Type"] == "text/plain; charset=utf-8"


def test_page_that_its_address_opens_is_kept_found_and_told_to_others_by_nobody():
    page = kept_private(lambda: HttpResponse("mine", headers={"Cache-Control": "public"}))()
    assert {name: page.headers[name] for name in KEPT_PRIVATE} == KEPT_PRIVATE
