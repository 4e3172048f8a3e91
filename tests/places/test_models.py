from datetime import date, time

import pytest
from django.db import IntegrityError

from tests.factories.places import (
    ConfirmedHolidayFactory,
    OpeningHoursFactory,
    OpeningPeriodFactory,
    OpeningSpanFactory,
    PlaceFactory,
)
from verkstad.places.models import PlacePicture


def refused(constraint):
    return pytest.raises(IntegrityError, match=f'"{constraint}"')


@pytest.fixture
def period(bjorkhamn):
    return OpeningPeriodFactory(opening_hours=OpeningHoursFactory(municipality=bjorkhamn))


def test_slug_is_taken_once_in_a_municipality(bjorkhamn):
    PlaceFactory(municipality=bjorkhamn, slug="biblioteket")
    with refused("place_slug_in_municipality"):
        PlaceFactory(municipality=bjorkhamn, slug="biblioteket")


def test_two_municipalities_may_use_the_same_slug(bjorkhamn, egesund):
    places = [PlaceFactory(municipality=where, slug="bibliotek") for where in (bjorkhamn, egesund)]
    assert [place.slug for place in places] == ["bibliotek", "bibliotek"]


@pytest.mark.parametrize(("latitude", "longitude"), [(56.0, None), (None, 12.0), (91.0, 12.0), (56.0, 181.0)])
def test_position_is_whole_and_on_earth(bjorkhamn, latitude, longitude):
    with refused("place_position_whole"):
        PlaceFactory(municipality=bjorkhamn, latitude=latitude, longitude=longitude)


def test_phone_line_has_a_number(bjorkhamn):
    with refused("place_phone_line_has_phone"):
        PlaceFactory(municipality=bjorkhamn, kind="phone_line")


def test_hours_belong_to_one_place(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn)
    with refused("places_place_opening_hours_id_key"):
        PlaceFactory(municipality=bjorkhamn, opening_hours=place.opening_hours)


def test_period_does_not_end_before_it_starts(period):
    with refused("openingperiod_ends_after_start"):
        OpeningPeriodFactory(opening_hours=period.opening_hours, starts_on=date(2026, 12, 2), ends_on=date(2026, 12, 1))


@pytest.mark.parametrize(("closes", "closes_next_day"), [(time(9), False), (time(10), False), (time(11), True)])
def test_span_ends_after_it_begins_and_within_a_day(period, closes, closes_next_day):
    with refused("openingspan_closes_after_opening"):
        OpeningSpanFactory(period=period, opens=time(10), closes=closes, closes_next_day=closes_next_day)


@pytest.mark.parametrize("days", [[], [8]])
def test_span_is_on_days_that_exist(period, days):
    with refused("openingspan_days_known"):
        OpeningSpanFactory(period=period, days=days)


def test_holiday_is_confirmed_once(bjorkhamn):
    ConfirmedHolidayFactory(municipality=bjorkhamn, date=date(2026, 12, 24))
    with refused("confirmedholiday_once"):
        ConfirmedHolidayFactory(municipality=bjorkhamn, date=date(2026, 12, 24))


@pytest.mark.parametrize(("kind", "has_door"), [("library", True), ("phone_line", False), ("online_desk", False)])
def test_what_is_on_the_phone_or_online_has_no_door(bjorkhamn, kind, has_door):
    assert PlaceFactory(municipality=bjorkhamn, kind=kind, phone="0123").has_door is has_door


def test_rows_are_shown_by_what_people_call_them(bjorkhamn, period):
    place = PlaceFactory(municipality=bjorkhamn, name={"sv": "Biblioteket"})
    rows = [
        place,
        PlacePicture(place=place, alt={"sv": "Ett hus"}),
        OpeningSpanFactory(period=period),
        OpeningPeriodFactory(opening_hours=place.opening_hours, starts_on=date(2026, 12, 1)),
        ConfirmedHolidayFactory(municipality=bjorkhamn, date=date(2026, 12, 24)),
    ]
    assert [str(row) for row in rows] == ["Biblioteket", "Ett hus", "10:00–16:00", "2026-12-01–", "2026-12-24 Helgdag"]
    assert str(place.opening_hours) == f"Opening hours {place.opening_hours.pk}"
