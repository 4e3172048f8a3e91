import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory

from tests.factories.places import PlaceFactory
from verkstad.portal.views import errors


@pytest.mark.parametrize(
    ("handler", "status", "heading"),
    [
        (errors.bad_request, 400, "That did not work"),
        (errors.forbidden, 403, "You may not see this page"),
        (errors.not_found, 404, "We cannot find the page"),
    ],
)
def test_error_page_says_what_is_wrong_and_offers_search_and_help(client, bjorkhamn, handler, status, heading):
    PlaceFactory(municipality=bjorkhamn, name={"sv": "Biblioteket"})
    request = client.get("/bjorkhamn/en/about/").wsgi_request
    response = handler(request, Exception())
    assert response.status_code == status
    for offered in (f"<h1>{heading}</h1>", 'role="search"', ">Biblioteket</a>"):
        assert offered in response.text


@pytest.mark.parametrize(
    ("handler", "status", "heading"),
    [
        (errors.bad_request, 400, "We do not understand what was sent to us"),
        (errors.forbidden, 403, "You may not see this page"),
        (errors.not_found, 404, "We cannot find the page"),
    ],
)
def test_error_page_without_a_municipality_is_plain_and_blames_nobody_wrongly(handler, status, heading):
    response = handler(RequestFactory().get("/"), Exception())
    said = [words in response.text for words in (f"{heading}</h1>", "our side", "role=")]
    assert (response.status_code, said) == (status, [True, False, False])


def break_database(*_):
    raise OperationalError("gone")


def test_broken_database_gives_the_plain_page_in_three_languages(client, bjorkhamn):
    client.raise_request_exception = False
    with connection.execute_wrapper(break_database):
        response = client.get("/bjorkhamn/sv/")
    assert response.status_code == 500
    assert [words in response.text for words in ("Något gick fel", "Noget gik galt", "Something went wrong")] == [
        True
    ] * 3
    assert "Content-Security-Policy" in response.headers


def test_page_that_breaks_in_the_middle_is_answered_without_the_database(client, bjorkhamn):
    client.raise_request_exception = False
    asked = []

    def break_after_the_municipality(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context) if len(asked) == 1 else break_database()

    with connection.execute_wrapper(break_after_the_municipality):
        assert client.get("/bjorkhamn/sv/").status_code == 500
    assert len(asked) == 2


def test_error_in_a_page_is_in_the_readers_language(get):
    assert 'lang="da"' in get("nothing/", "da").text


def test_address_of_a_button_says_to_press_it_in_the_readers_language(get):
    page = get("queue/ticket/6f1c1c6e-1111-4222-8333-444455556666/leave/", "da")
    assert (page.status_code, page["Allow"], 'lang="da"' in page.text) == (405, "POST", True)
    assert "<h1>Tryk på knappen en gang til</h1>" in page.text


def test_form_that_was_open_too_long_says_to_press_again(bjorkhamn):
    page = Client(enforce_csrf_checks=True).post("/bjorkhamn/en/staff/sign-in/")
    assert (page.status_code, "<h1>Press the button once more</h1>" in page.text) == (403, True)


def test_program_that_may_not_ask_so_is_given_no_page(client, bjorkhamn):
    answers = [client.get("/api/v1/digital-use"), client.delete("/bjorkhamn/sv/book/")]
    assert [(answer.status_code, "<html" in answer.text) for answer in answers] == [(405, False)] * 2
