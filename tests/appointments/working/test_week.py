"""What working patterns come to on the days, and what lies outside of them."""

from datetime import date, time

import pytest

from tests.factories.appointments import AbsenceFactory, HelperFactory, WorkingPatternFactory
from tests.factories.places import ConfirmedHolidayFactory, PlaceFactory, moment, span, week
from verkstad.appointments.models import WorkingPattern
from verkstad.appointments.queries.week import clashes, next_date, outside_working_time, staffed_places, week_of
from verkstad.appointments.queries.working import patterns_of

MONDAY = date(2026, 11, 23)


def clocks(times):
    return [f"{starts:%H:%M}-{ends:%H:%M}" for starts, ends in times]


def away(helper, starts, ends):
    return AbsenceFactory(helper=helper, span=(moment(starts), moment(ends)))


def exception(helper, place, kinds=(), **values):
    days = {"days": list(range(7)), "starts_on": MONDAY, "ends_on": MONDAY, "is_exception": True}
    return WorkingPatternFactory(helper=helper, place=place, kinds=kinds, **days | values)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, date(2026, 11, 23)),
        ({"days": [6]}, date(2026, 11, 29)),
        ({"days": [0], "every_weeks": 2, "starts_on": date(2026, 11, 16)}, date(2026, 11, 30)),
        ({"starts_on": date(2027, 1, 9), "days": [0]}, date(2027, 1, 11)),
        ({"ends_on": date(2026, 11, 1)}, None),
    ],
)
def test_next_date_of_a_pattern(values, expected):
    row = WorkingPattern(**{"days": [0], "starts": time(10), "ends": time(16), "starts_on": date(2026, 1, 5)} | values)
    assert next_date(row, MONDAY) == expected


def test_week_tells_hours_helpers_and_when_nobody_is_there(library, kim, kind):
    WorkingPatternFactory(helper=kim, place=library, kinds=[kind], days=[0], starts=time(12), ends=time(17))
    found = week_of(library, MONDAY)
    assert (found.days[0], clocks(found.hours[0])) == (MONDAY, ["10:00-16:00"])
    assert [(helper, clocks(days[0].times), days[1].times) for helper, days in found.helpers] == [
        (kim, ["12:00-17:00"], [])
    ]
    assert [clocks(times) for times in found.uncovered[:2]] == [["10:00-12:00"], ["10:00-16:00"]]


def test_absence_shows_in_the_week(library, kim, weekdays):
    away(kim, "2026-11-23 09:00", "2026-11-23 12:00")
    found = week_of(library, MONDAY)
    monday, tuesday = found.helpers[0][1][:2]
    assert (clocks(monday.times), monday.is_away, tuesday.is_away) == (["12:00-16:00"], True, False)
    assert clocks(found.uncovered[0]) == ["10:00-12:00"]


def test_helpers_elsewhere_and_of_other_weeks_are_not_in_the_week(library, kim, kind, bjorkhamn):
    other = PlaceFactory(municipality=bjorkhamn)
    WorkingPatternFactory(helper=kim, place=other, kinds=[kind])
    for values in ({"starts_on": date(2026, 12, 1)}, {"ends_on": date(2026, 11, 22)}):
        late = HelperFactory(municipality=bjorkhamn)
        WorkingPatternFactory(helper=late, place=library, kinds=[kind], **values)
    retired = HelperFactory(municipality=bjorkhamn, is_active=False)
    WorkingPatternFactory(helper=retired, place=library, kinds=[kind])
    assert (week_of(library, MONDAY).helpers, staffed_places(bjorkhamn)) == ([], sorted([other, library], key=str))


def test_hours_without_people_are_not_for_booking(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn, periods=[week(span(state="self_service"))])
    assert week_of(place, MONDAY).hours == [[]] * 7


@pytest.mark.parametrize("number", [1, 3])
def test_week_takes_the_same_queries_whatever_the_number(library, kind, number, django_assert_num_queries):
    for _ in range(number):
        helper = HelperFactory(municipality=library.municipality)
        WorkingPatternFactory(helper=helper, place=library, kinds=[kind])
        away(helper, "2026-11-23 09:00", "2026-11-23 12:00")
    with django_assert_num_queries(8):
        week_of(library, MONDAY)


def test_helper_at_two_places_at_once_is_told_once_for_each_two(kim, weekdays, bjorkhamn, library, kind):
    other, beside = PlaceFactory(municipality=bjorkhamn), PlaceFactory(municipality=bjorkhamn)
    for days in ([1], [3]):
        WorkingPatternFactory(helper=kim, place=other, kinds=[kind], days=days, starts=time(15), ends=time(18))
    WorkingPatternFactory(helper=kim, place=beside, kinds=[kind], starts=time(8), ends=time(10))
    [clash] = clashes(patterns_of(kim, MONDAY), bjorkhamn, MONDAY)
    times = moment("2026-11-24 15:00"), moment("2026-11-24 16:00")
    assert ((clash.starts, clash.ends), clash.places) == (times, [library, other])


def test_helper_who_is_elsewhere_every_other_week_or_instead_is_at_one_place(kim, bjorkhamn, library, kind):
    other = PlaceFactory(municipality=bjorkhamn)
    for place, starts_on in ((library, date(2026, 1, 5)), (other, date(2026, 1, 12))):
        WorkingPatternFactory(helper=kim, place=place, kinds=[kind], starts_on=starts_on, every_weeks=2)
    exception(kim, other, [kind], starts=time(8), ends=time(18))
    assert clashes(patterns_of(kim, MONDAY), bjorkhamn, MONDAY) == []


def test_helper_whose_patterns_overlap_at_one_place_is_at_one_place(kim, weekdays, bjorkhamn, library, kind):
    WorkingPatternFactory(helper=kim, place=library, kinds=[kind], starts=time(15), ends=time(18))
    WorkingPatternFactory(helper=kim, place=PlaceFactory(municipality=bjorkhamn), kinds=[kind], days=[6])
    assert clashes(patterns_of(kim, MONDAY), bjorkhamn, MONDAY) == []


def test_booked_time_within_working_hours_is_fine(kim, weekdays, booked, now):
    booked("2026-11-23 15:30")
    assert outside_working_time(kim, now) == []


def test_nothing_booked_is_fine(kim, now):
    assert outside_working_time(kim, now) == []


@pytest.mark.parametrize("way", ["on_site", "phone"])
def test_booked_time_outside_the_patterns_is_told(kim, weekdays, booked, now, way):
    early, weekend = booked("2026-11-24 09:45", way=way), booked("2026-11-28 12:00", way=way)
    booked("2026-11-24 10:15", way=way, cancelled_at=now)
    assert outside_working_time(kim, now) == [early, weekend]


def test_booked_time_at_another_place_is_told(kim, weekdays, booked, bjorkhamn, now):
    row = booked("2026-11-24 12:00", place=PlaceFactory(municipality=bjorkhamn))
    assert outside_working_time(kim, now) == [row]


def test_booked_visit_when_the_place_is_closed_is_told_but_no_call(kim, weekdays, booked, bjorkhamn, kind, now):
    closed = PlaceFactory(municipality=bjorkhamn, periods=[week(span(hours=(time(13), time(16))))])
    WorkingPatternFactory(helper=kim, place=closed, kinds=[kind])
    visit = booked("2026-11-24 12:00", place=closed)
    booked("2026-11-25 12:00", place=closed, way="phone")
    assert outside_working_time(kim, now) == [visit]


def test_booked_time_on_a_new_holiday_or_exception_is_told(kim, weekdays, booked, library, kind, bjorkhamn, now):
    holiday, moved, kept = booked("2026-11-24 12:00"), booked("2026-11-25 12:00"), booked("2026-11-25 14:00")
    off = booked("2026-11-26 12:00")
    ConfirmedHolidayFactory(municipality=bjorkhamn, date=date(2026, 11, 24))
    wednesday, thursday = date(2026, 11, 25), date(2026, 11, 26)
    exception(kim, library, [kind], starts=time(14), ends=time(15), starts_on=wednesday, ends_on=wednesday)
    exception(kim, library, starts=None, ends=None, starts_on=thursday, ends_on=thursday)
    assert (outside_working_time(kim, now), kept.pk > 0) == ([holiday, moved, off], True)
