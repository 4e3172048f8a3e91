"""Which municipality and language an address belongs to."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from tests.factories.municipalities import DomainFactory
from verkstad.core.translated import preferred
from verkstad.municipalities.middleware import MunicipalityMiddleware
from verkstad.municipalities.models import Municipality
from verkstad.municipalities.requests import PortalRequest


@pytest.fixture
def host(bjorkhamn: Municipality) -> str:
    return DomainFactory(municipality=bjorkhamn, host="bjorkhamn.example.org").host


def test_host_name_finds_the_municipality(client: Client, host: str) -> None:
    response = client.get("/sv/about/", headers={"host": host})
    assert (response.status_code, response.context["municipality"].slug) == (200, "bjorkhamn")


def test_host_name_is_found_whatever_its_case_and_port(client: Client, host: str) -> None:
    assert client.get("/sv/about/", headers={"host": "Bjorkhamn.Example.ORG:8000"}).status_code == 200


def test_first_part_of_the_path_finds_the_municipality_in_the_demo(client: Client, bjorkhamn: Municipality) -> None:
    assert client.get("/bjorkhamn/sv/about/").context["municipality"] == bjorkhamn


def test_first_part_of_the_path_is_nothing_in_production(client: Client, bjorkhamn: Municipality, settings) -> None:
    settings.DEMO = False
    assert client.get("/bjorkhamn/sv/about/").status_code == 404


def test_links_of_a_page_keep_municipality_and_language(client: Client, bjorkhamn: Municipality) -> None:
    assert 'href="/bjorkhamn/da/contact/"' in client.get("/bjorkhamn/da/about/").text


def test_links_of_a_page_found_by_host_name_begin_with_the_language(client: Client, host: str) -> None:
    assert 'href="/da/contact/"' in client.get("/da/about/", headers={"host": host}).text


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("/bjorkhamn", "/bjorkhamn/sv/"),
        ("/bjorkhamn/", "/bjorkhamn/sv/"),
        ("/bjorkhamn/about/", "/bjorkhamn/sv/about/"),
        ("/bjorkhamn/fi/about/", "/bjorkhamn/sv/fi/about/"),
        ("/bjorkhamn/search/?q=dagis&page=2", "/bjorkhamn/sv/search/?q=dagis&page=2"),
    ],
)
def test_address_without_language_leads_to_the_main_one(client: Client, bjorkhamn, asked: str, answered: str) -> None:
    assert client.get(asked).headers["Location"] == answered


def test_address_of_two_slashes_leads_to_no_other_host(client: Client, host: str) -> None:
    response = client.get("/", headers={"host": host}, PATH_INFO="//evil.example.org")
    assert response.headers["Location"] == "/sv/evil.example.org"


def test_page_says_which_language_it_is_in(client: Client, bjorkhamn: Municipality) -> None:
    response = client.get("/bjorkhamn/da/about/")
    assert (response.headers["Content-Language"], '<html lang="da"' in response.text) == ("da", True)


def test_page_links_to_itself_in_each_language(client: Client, bjorkhamn: Municipality) -> None:
    languages = client.get("/bjorkhamn/sv/about/?a=1").context["page_languages"]
    assert [(language["name"], language["url"], language["is_current"]) for language in languages] == [
        ("Svenska", "/bjorkhamn/sv/about/?a=1", True),
        ("Dansk", "/bjorkhamn/da/about/?a=1", False),
        ("English", "/bjorkhamn/en/about/?a=1", False),
    ]


def test_unknown_host_lists_the_municipalities_in_the_demo(client: Client, bjorkhamn, egesund) -> None:
    response = client.get("/", headers={"host": "nobody.example.org"})
    assert (response.status_code, list(response.context["municipalities"])) == (200, [bjorkhamn, egesund])


def test_unknown_host_is_a_plain_404_in_production(client: Client, bjorkhamn: Municipality, settings) -> None:
    settings.DEMO = False
    response = client.get("/", headers={"host": "nobody.example.org"})
    assert (response.status_code, response.headers["Content-Type"]) == (404, "text/plain; charset=utf-8")


def test_host_that_is_no_host_name_is_refused(client: Client, bjorkhamn: Municipality) -> None:
    assert client.get("/", headers={"host": "a b/c"}).status_code == 400


def test_view_has_the_time_zone_and_the_languages_of_the_municipality(
    rf: RequestFactory, egesund: Municipality
) -> None:
    def view(request: PortalRequest) -> HttpResponse:
        return HttpResponse(f"{timezone.get_current_timezone_name()} {preferred()} {reverse('portal:about')}")

    answer = MunicipalityMiddleware(view)
    assert answer(rf.get("/egesund/sv/")).text == "Europe/Copenhagen ('sv', 'da') /egesund/sv/about/"


def test_nothing_of_a_request_is_left_for_the_next(client: Client, bjorkhamn: Municipality) -> None:
    before = (timezone.get_current_timezone_name(), preferred(), reverse("portal:about"))
    client.get("/bjorkhamn/da/about/")
    assert (timezone.get_current_timezone_name(), preferred(), reverse("portal:about")) == before


def test_odd_letters_of_an_address_survive_the_redirect(client: Client, bjorkhamn: Municipality) -> None:
    assert client.get("/bjorkhamn/a%3Fb%23c/").headers["Location"] == "/bjorkhamn/sv/a%3Fb%23c/"


@pytest.mark.parametrize("colour", ["0b5c5b", "0b5c5", "red"])
def test_look_is_there_only_for_colours_in_use(client: Client, bjorkhamn: Municipality, colour: str) -> None:
    assert client.get(f"/look/{colour}.css").status_code == 404


def test_look_is_a_style_sheet_that_may_be_kept_for_ever(client: Client, bjorkhamn: Municipality) -> None:
    response = client.get("/look/0b5c5a.css")
    assert (response.headers["Content-Type"], "immutable" in response.headers["Cache-Control"]) == (
        "text/css; charset=utf-8",
        True,
    )


@pytest.mark.parametrize(
    ("is_demo", "closed"), [(True, "Disallow: /\n"), (False, "Disallow: /*/search/\nDisallow: /api/\n")]
)
def test_search_engines_are_kept_from_answers_and_from_the_demo(client: Client, settings, is_demo, closed) -> None:
    settings.DEMO = is_demo
    response = client.get("/robots.txt")
    assert (response.status_code, response.headers["Content-Type"], response.text) == (
        200,
        "text/plain; charset=utf-8",
        f"User-agent: *\n{closed}",
    )


def test_address_without_a_slash_belongs_to_nobody(client: Client, bjorkhamn: Municipality) -> None:
    assert client.get("/", PATH_INFO="*").status_code == 404
