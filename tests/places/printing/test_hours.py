"""Hours as sheets say them."""

from datetime import date, time

import pytest
from django.utils.translation import override

from tests.factories.places import ConfirmedHolidayFactory, PlaceFactory, exception, span, week
from tests.places.printing.conftest import MONDAY
from verkstad.places import queries
from verkstad.places.opening_hours.model import Period, State
from verkstad.places.printing.hours import ahead_of, by_state, columns_of, usual_week, week_of

WEDNESDAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _in_swedish():
    with override("sv"):
        yield


def schedule(bjorkhamn, *periods):
    return queries.schedule_of(PlaceFactory(municipality=bjorkhamn, periods=periods))


def plain(lines):
    return [
        (line.name, [span.hours.replace("\N{WORD JOINER}", "") for span in line.spans], line.note) for line in lines
    ]


def test_days_that_are_alike_stand_together_and_self_service_is_no_help(bjorkhamn):
    hours = schedule(
        bjorkhamn,
        week(
            span(range(7), (time(7), time(22)), State.SELF_SERVICE),
            span(range(4), (time(10), time(19))),
            span([4], (time(10), time(18))),
        ),
        exception(MONDAY, None),
    )
    assert plain(usual_week(hours, MONDAY)) == [
        ("Måndag–torsdag", ["10:00–19:00"], ""),
        ("Fredag", ["10:00–18:00"], ""),
        ("Lördag–söndag", [], ""),
    ]


@pytest.mark.parametrize(
    ("name", "is_holiday", "note"),
    [
        ({"sv": "Inventering"}, True, "Inventering"),
        ({}, True, "Helgdag"),
        ({}, False, "Inte som vanligt"),
    ],
)
def test_exception_is_said_in_words(bjorkhamn, name, is_holiday, note):
    if is_holiday:
        ConfirmedHolidayFactory(municipality=bjorkhamn, date=WEDNESDAY)
    hours = schedule(bjorkhamn, week(), Period(WEDNESDAY, WEDNESDAY, (), is_override=True, name=name))
    holidays = queries.holidays_between(bjorkhamn, MONDAY, date(2026, 11, 29))
    assert plain(week_of(hours, MONDAY, holidays))[2] == ("Onsdag 25 november", [], note)
    assert columns_of(MONDAY, holidays, hours)[2].note == note


def test_holiday_is_named_and_other_days_say_nothing(bjorkhamn):
    ConfirmedHolidayFactory(municipality=bjorkhamn, date=WEDNESDAY)
    holidays = queries.holidays_between(bjorkhamn, MONDAY, date(2026, 11, 29))
    days = week_of(schedule(bjorkhamn, week()), MONDAY, holidays)
    assert [day.note for day in days] == ["", "", "Helgdag", "", "", "", ""]


def test_what_differs_after_the_week_is_told_soonest_first(bjorkhamn):
    place = PlaceFactory(
        municipality=bjorkhamn,
        periods=[
            week(),
            exception(WEDNESDAY, WEDNESDAY),
            exception(date(2026, 12, 7), date(2026, 12, 7)),
            exception(date(2026, 11, 28), date(2026, 12, 1)),
        ],
    )
    lines = ahead_of(queries.hours_of(place, MONDAY), date(2026, 11, 29))
    assert [line.name for line in lines] == ["Lördag 28 november – tisdag 1 december", "Måndag 7 december"]


@pytest.mark.parametrize(("kind", "opened"), [("library", "Öppet, kom utan att boka"), ("phone_line", "Någon svarar")])
def test_week_of_a_place_has_a_row_for_each_thing_to_come_for(bjorkhamn, kind, opened):
    periods = [week(span([0]), span([1], state=State.BY_APPOINTMENT), span([2]))]
    place = PlaceFactory(municipality=bjorkhamn, kind=kind, phone="112", periods=periods)
    rows = by_state(place, queries.schedule_of(place), MONDAY)
    assert [(row.name, [len(day.spans) for day in row.days]) for row in rows] == [
        (opened, [1, 0, 1, 0, 0, 0, 0]),
        ("Bokad tid", [0, 1, 0, 0, 0, 0, 0]),
    ]
