"""The list of places, for staff."""

import pytest

from tests.factories.places import ConfirmedHolidayFactory, PlaceFactory, week
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.places import actions

PAGE = "/bjorkhamn/en/staff/places/"


@pytest.fixture(autouse=True)
def now(at):
    return at("2026-11-23 12:00")


@pytest.fixture
def places(bjorkhamn, egesund, now):
    PlaceFactory(municipality=bjorkhamn, name={"sv": "Örnen"}, street="Storgatan 1", periods=[])
    PlaceFactory(municipality=bjorkhamn, name={"sv": "biblioteket"}, is_published=False)
    changed = PlaceFactory(municipality=bjorkhamn, name={"sv": "Kontoret"}, district="Sunnanby")
    actions.change_today(changed, closed=True, by="anna", now=now)
    PlaceFactory(municipality=bjorkhamn, name={"sv": "Mötet"}, periods=[week()])
    PlaceFactory(municipality=egesund, name={"sv": "Elsewhere"})


def names(client, **query):
    return [str(row["place"].name) for row in client.get(PAGE, query).context["rows"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["biblioteket", "Kontoret", "Mötet", "Örnen"]),
        ({"words": "ÖRN"}, ["Örnen"]),
        ({"words": "storgatan"}, ["Örnen"]),
        ({"words": "sunnanby"}, ["Kontoret"]),
        ({"shown": "open"}, ["Mötet"]),
        ({"shown": "hidden"}, ["biblioteket"]),
        ({"shown": "published"}, ["Kontoret", "Mötet", "Örnen"]),
        ({"shown": "no_hours"}, ["Örnen"]),
        ({"shown": "changed_today"}, ["Kontoret"]),
        ({"shown": "nonsense"}, ["biblioteket", "Kontoret", "Mötet", "Örnen"]),
        ({"words": "x" * 200}, ["biblioteket", "Kontoret", "Mötet", "Örnen"]),
    ],
)
def test_places_are_found(client, editor, places, query, found):
    assert names(client, **query) == found


def test_each_place_says_what_residents_read(client, editor, places):
    rows = client.get(PAGE).context["rows"]
    assert [row["open_text"] for row in rows] == [
        "",
        "Closed now. Opens tomorrow at 10:00",
        "Open now until 16:00",
        "Closed now.",
    ]


def test_unconfirmed_holidays_of_next_year_are_told_until_they_are_confirmed(client, editor, bjorkhamn):
    assert client.get(PAGE).context["to_confirm"]
    ConfirmedHolidayFactory(municipality=bjorkhamn, date="2027-06-06")
    assert not client.get(PAGE).context["to_confirm"]


@pytest.mark.parametrize(
    ("role", "may"), [(Role.READER, (False, False)), (Role.HELPER, (False, True)), (Role.EDITOR, (True, True))]
)
def test_ways_to_change_are_shown_to_those_who_may(client, bjorkhamn, role, may):
    sign_in(client, role, bjorkhamn)
    context = client.get(PAGE).context
    assert (context["may_edit"], context["may_change_today"]) == may


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_the_same_queries_whatever_the_number(client, editor, bjorkhamn, number, django_assert_num_queries):
    for _ in range(number):
        PlaceFactory(municipality=bjorkhamn)
    client.get(PAGE)
    with django_assert_num_queries(7):
        client.get(PAGE)
