"""The e-services that recording is tested on behave as e-services do."""

import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode

import pytest

from tests.practice.services import bin_move, plot, server
from verkstad.practice import reserved


@pytest.fixture
def visit():
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def fetch(path: str, **typed: str) -> tuple[str, str]:
        body = urlencode(typed).encode() if typed else None
        with opener.open(path, data=body) as answer:
            return answer.url, answer.read().decode()

    with server.running() as address:
        opener.open(f"{address}/signed-in?person=ingegerd&to=/plot/area").close()
        yield lambda path, **typed: fetch(address + path, **typed)


def test_a_right_answer_leads_to_the_next_screen(visit):
    address, _ = visit("/plot/area", area="kvarnen")
    assert address.endswith("/plot/date")


def test_a_wrong_answer_shows_what_is_wrong_and_keeps_what_was_typed(visit):
    _, page = visit("/plot/contact", phone="070-174 06 10", email="fel")
    assert "Skriv en e-postadress" in page
    assert 'value="070-174 06 10"' in page


def test_who_signed_in_is_fetched(visit):
    _, person = visit("/api/person")
    assert '"given_name": "Ingegerd"' in person


def test_no_file_outside_the_packages_is_served(visit):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        visit("/npm/../../pyproject.toml")


@pytest.mark.parametrize(("service", "country"), [(plot, "SE"), (bin_move, "DK")])
def test_the_people_of_the_services_are_nobody(service, country):
    for person in service.PEOPLE.values():
        assert reserved.is_nobodys_number(person["number"], country)
        assert reserved.is_nobodys_phone(person["phone"], country)
        assert reserved.is_nobodys_postcode(person["postcode"], country)
        assert reserved.is_nobodys_email(person["email"])
