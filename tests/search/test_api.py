"""The open API answers as the page does, and its description is true."""

from datetime import date

import pytest
from openapi_spec_validator import validate

from tests.factories.search import document_data, make_documents, make_service
from tests.factories.services import ChannelFactory
from verkstad.search import actions
from verkstad.search.answers import Answer, Group
from verkstad.search.api import api, as_json
from verkstad.search.models import Kind, Search


@pytest.fixture
def town(bjorkhamn):
    make_service("Hyra bastu", summary="Vid sjön.", municipality=bjorkhamn)
    make_documents(bjorkhamn, document_data("Bastun", date=date(2026, 3, 12), text="Om bastu."))
    actions.rebuild_index()
    return bjorkhamn


def ask(client, **parameters):
    return client.get("/api/v1/search", parameters)


def test_the_groups_come_as_json(client, town):
    answer = ask(client, q="bastu", municipality="bjorkhamn", language="sv").json()
    service, document = answer["groups"]
    [hit] = service.pop("hits")
    assert service == {"kind": "service", "total": 1, "has_more": False}
    assert (hit["name"], hit["summary"], hit["facts"], hit["confidence"]) == (
        {"text": "Hyra bastu", "language": "sv"}, {"text": "Vid sjön.", "language": "sv"}, ["no_eid", "resident"], 1.0,
    )  # fmt: skip
    [paper] = document.pop("hits")
    assert (paper["title"]["text"], paper["date"], paper["snippet"][1]) == (
        "Bastun", "2026-03-12", {"text": "bastu", "matches": True},
    )  # fmt: skip
    assert (answer["is_weak"], answer["nearest"], answer["page"]) == (False, [], 1)


@pytest.mark.parametrize(
    ("page", "total", "has_more"), [(1, 10, False), (1, 11, True), (2, 20, False), (2, 21, True), (20, 5_000, False)]
)
def test_there_is_more_until_the_last_hit_or_the_last_page(page, total, has_more):
    [group] = as_json(Answer("x", [Group(Kind.PLACE, [], total)], page=page)).groups
    assert group.has_more is has_more


def test_a_service_tells_its_phone_to_who_asks(client, town):
    service = make_service("Ansök om bygglov", municipality=town)
    ChannelFactory(service=service, kind="phone", url="", number="+46 40 12 34")
    actions.rebuild_index()
    asked, not_asked = (ask(client, q=words, municipality="bjorkhamn").json() for words in ("tel bygglov", "bygglov"))
    told = [(answer["intent"], answer["groups"][0]["hits"][0]["phone"]) for answer in (asked, not_asked)]
    assert told == [("contact", "+46 40 12 34"), ("", "")]


def test_filters_hold(client, town):
    kinds = [
        group["kind"] for group in ask(client, q="bastu", municipality="bjorkhamn", business=True).json()["groups"]
    ]
    assert kinds == ["document"]


def test_a_search_is_counted_without_anything_personal(client, town):
    ask(client, q="bastu 19121212-1212", municipality="bjorkhamn", language="en", no_eid=True)
    [row] = Search.objects.values("municipality", "language", "words", "filters", "services_found", "documents_found")
    assert row == {
        "municipality": town.pk,
        "language": "en",
        "words": "bastu …",
        "filters": ["no_eid"],
        "services_found": 1,
        "documents_found": 1,
    }


@pytest.mark.parametrize("parameters", [{"q": "  "}, {"q": "bastu", "page": 9}, {"q": "bastu", "language": "fr"}])
def test_what_the_page_does_not_count_is_not_counted(client, town, parameters):
    ask(client, municipality="bjorkhamn", **parameters)
    assert Search.objects.count() == 0


def test_other_sites_may_ask(client, town):
    assert ask(client, q="bastu", municipality="bjorkhamn").headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("parameters", "status", "detail"),
    [
        ({"q": "x", "municipality": "atlantis"}, 404, "There is no municipality “atlantis”."),
        (
            {"q": "x", "municipality": "bjorkhamn", "language": "fr"},
            422,
            "The municipality has no language “fr”; it has sv, da, en.",
        ),
        ({"municipality": "bjorkhamn"}, 422, "q: Field required"),
        ({"q": "x", "municipality": "\x00"}, 422, r"municipality: String should match pattern '^[-\w]{1,50}$'"),
        ({"q": "x", "municipality": "bjorkhamn", "page": "0"}, 422, "page: Input should be greater than or equal to 1"),
    ],
)
def test_errors_are_one_clear_sentence(client, town, parameters, status, detail):
    answer = client.get("/api/v1/search", parameters)
    assert (answer.status_code, answer.json()) == (status, {"detail": detail})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_description_is_valid_and_complete(client, db):
    description = client.get("/api/v1/openapi.json").json()
    validate(description)
    operation = description["paths"]["/api/v1/search"]["get"]
    assert all(
        parameter["schema"].get("description") or parameter.get("description") for parameter in operation["parameters"]
    )
    assert sorted(operation["responses"]) == ["200", "404", "422"]


def test_no_page_of_documentation_loads_from_elsewhere(client, db):
    assert (api.docs_url, client.get("/api/v1/docs").status_code) == (None, 404)
