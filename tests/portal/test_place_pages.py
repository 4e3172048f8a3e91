from datetime import time

import pytest
from django.utils import timezone

from tests.factories.places import ConfirmedHolidayFactory, PlaceFactory, span, week
from verkstad.places.opening_hours.model import State

ROUND_THE_CLOCK = week(span(hours=(time(0), time(0))))


@pytest.fixture
def places(bjorkhamn):
    PlaceFactory(
        municipality=bjorkhamn, slug="norra", name={"sv": "Norra"}, latitude=57, longitude=12, periods=(),
        helps_with=["eid", "forms"], equipment=["wifi"], accessibility=["lift"], languages=["sv", "ar"],
    )  # fmt: skip
    PlaceFactory(
        municipality=bjorkhamn, slug="sodra", name={"sv": "Södra"}, latitude=55, longitude=12, district="Sunnanby",
        helps_with=["eid"], periods=(ROUND_THE_CLOCK,),
    )  # fmt: skip
    return bjorkhamn


def names(response):
    return [card["name"] for card in response.context["cards"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Södra", "Norra"]),
        ({"lat": "56.9", "lon": "12"}, ["Norra", "Södra"]),
        ({"district": "sunnanby"}, ["Södra", "Norra"]),
        ({"open": "1"}, ["Södra"]),
        ({"theme": "forms"}, ["Norra"]),
        ({"theme": ["eid", "forms"]}, ["Norra"]),
        ({"theme": "unknown"}, ["Södra", "Norra"]),
        ({"theme": "translation"}, []),
    ],
)
def test_list_is_soonest_or_nearest_first_and_filtered(get, places, query, found):
    assert names(get("places/", **query)) == found


def test_list_tells_distance_and_draws_the_map(get, places):
    context = get("places/", lat="55", lon="12").context
    assert [card["distance"] for card in context["cards"]] == ["50 m", "222 km"]
    assert ([pin.number for pin in context["sketch"].pins], context["sketch"].you is None) == ([1, 2], False)


def test_unknown_district_is_said_and_kept_in_the_box(get, places):
    response = get("places/", "en", district="Atlantis")
    assert "We do not know where “Atlantis” is." in response.text
    assert 'name="district" value="Atlantis"' in response.text


def test_list_is_paged_and_numbered_on(get, bjorkhamn):
    PlaceFactory.create_batch(21, municipality=bjorkhamn)
    second = get("places/", page=2)
    assert [card["number"] for card in second.context["cards"]] == [21]
    assert get("places/", page="last").context["page_obj"].number == 1


def test_empty_list_offers_the_phone(get, bjorkhamn):
    assert f'href="tel:{bjorkhamn.phone.replace(" ", "")}"' in get("places/").text.split("<main")[1].split("</main")[0]


def test_page_tells_what_a_place_offers(get, places):
    context = get("places/norra/", "en").context
    assert {name: context[name] for name in ("themes", "equipment", "accessibility", "languages", "open_text")} == {
        "themes": ["Getting and using e-ID", "Filling in forms"],
        "equipment": ["Free wifi"],
        "accessibility": ["Lift"],
        "languages": ["Swedish", "Arabic"],
        "open_text": "Closed now.",
    }


def test_page_has_the_hours_of_the_week_and_the_holidays_ahead(get, places):
    ConfirmedHolidayFactory(municipality=places, date=timezone.localdate(), name={"sv": "Dagen"})
    hours = get("places/sodra/").context["hours"]
    assert (len(hours["week"]), [row["note"] for row in hours["ahead"]]) == (7, ["Dagen"])


def test_name_in_another_language_is_marked(get, places):
    assert '<h1><span lang="sv">Norra</span></h1>' in get("places/norra/", "en").text
    assert 'lang="sv">Norra</a>' in get("places/", "en").text


def test_place_that_is_not_published_is_not_found(get, places):
    places.places.update(is_published=False)
    assert get("places/norra/").status_code == 404


def test_self_service_is_not_called_open(get, bjorkhamn):
    alone = week(span(hours=(time(0), time(0)), state=State.SELF_SERVICE))
    PlaceFactory(municipality=bjorkhamn, slug="alone", periods=(alone,))
    assert get("places/alone/").context["state"] == "limited"
