"""Which times are free, out of the tables."""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from tests.appointments.conftest import NOW
from tests.factories.appointments import (
    AbsenceFactory,
    AppointmentFactory,
    AppointmentKindFactory,
    HelperFactory,
    ParticipantFactory,
    ResourceFactory,
    WorkingPatternFactory,
)
from tests.factories.places import ConfirmedHolidayFactory, PlaceFactory, exception, moment, span, week
from verkstad.appointments.queries import Ask, free_times
from verkstad.places.opening_hours.model import State

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def clocks(kind, day=MONDAY, now=NOW, way="on_site", **asked):
    """The times of one day as people read them."""
    found = free_times(Ask(kind, way, first=day, last=day, **asked), now)
    return [f"{free.starts.astimezone(NOW.tzinfo):%H:%M}" for free in found]


def booked(kind, helper, place, starts, people=1, **values):
    appointment = AppointmentFactory(kind=kind, helper=helper, place=place, starts=moment(starts), **values)
    for seat in range(1, people + 1):
        ParticipantFactory(appointment=appointment, seat=seat)
    return appointment


@pytest.fixture
def short(weekdays):
    """Kim works from ten to noon only."""
    weekdays.ends = time(12)
    weekdays.save()
    return weekdays


@pytest.mark.usefixtures("short")
class TestOneHelper:
    def test_a_shift_is_offered_in_pieces(self, kind):
        assert clocks(kind) == ["10:00", "10:30", "11:00", "11:30"]

    def test_time_is_with_the_helper_at_the_place(self, kind, kim, library):
        assert {(free.place, free.helpers) for free in free_times(Ask(kind, "on_site"), NOW)} == {
            (library.pk, (kim.pk,))
        }

    def test_what_is_booked_is_not_offered(self, kind, kim, library):
        booked(kind, kim, library, "2026-11-23 10:30")
        assert clocks(kind) == ["10:00", "11:00", "11:30"]

    def test_what_is_left_after_a_booking_of_another_length_is_offered_from_its_end(self, kind, kim, library):
        booked(AppointmentKindFactory(municipality=library.municipality, minutes=45), kim, library, "2026-11-23 10:00")
        assert clocks(kind) == ["10:45", "11:15"]

    def test_what_was_cancelled_is_offered_again(self, kind, kim, library):
        booked(kind, kim, library, "2026-11-23 10:30", people=0, cancelled_at=NOW)
        assert clocks(kind) == ["10:00", "10:30", "11:00", "11:30"]

    def test_nothing_is_offered_while_the_helper_is_away(self, kind, kim):
        AbsenceFactory(helper=kim, span=DateTimeTZRange(moment("2026-11-23 10:15"), moment("2026-11-23 11:00")))
        assert clocks(kind) == ["11:00", "11:30"]

    def test_nothing_is_offered_to_residents_on_too_short_notice(self, kind):
        kind.notice_minutes = 150
        assert clocks(kind) == ["10:30", "11:00", "11:30"]
        assert clocks(kind, is_staff=True) == ["10:00", "10:30", "11:00", "11:30"]

    def test_nothing_is_offered_to_residents_too_far_ahead(self, kind):
        assert clocks(kind, day=MONDAY + timedelta(days=7)) == ["10:00", "10:30", "11:00", "11:30"]
        assert clocks(kind, day=MONDAY + timedelta(days=8)) == []
        assert len(clocks(kind, day=MONDAY + timedelta(days=8), is_staff=True)) == 4

    def test_nothing_is_offered_in_the_past(self, kind):
        assert clocks(kind, now=moment("2026-11-23 11:10"), is_staff=True) == ["11:30"]
        assert clocks(kind, now=moment("2026-11-24 09:00"), is_staff=True) == []

    def test_retired_helper_is_not_offered(self, kind, kim):
        kim.is_active = False
        kim.save()
        assert clocks(kind) == []

    def test_other_kinds_are_not_offered(self, bjorkhamn):
        assert clocks(AppointmentKindFactory(municipality=bjorkhamn)) == []

    def test_place_and_helper_can_be_asked_for(self, kind, kim, library):
        assert len(clocks(kind, place=library.pk, helper=kim.pk)) == 4
        assert clocks(kind, place=library.pk + 1) == []
        assert clocks(kind, helper=kim.pk + 1) == []

    def test_language_can_be_asked_for(self, kind):
        assert len(clocks(kind, language="sv")) == 4
        assert clocks(kind, language="ar") == []

    def test_kind_held_in_some_languages_needs_a_helper_who_speaks_one(self, kind):
        kind.languages = ["ar", "so"]
        assert clocks(kind) == []


class TestThePlace:
    def test_nobody_is_asked_to_come_when_the_place_is_closed(self, kind, weekdays, library):
        library.opening_hours.periods.all().delete()
        assert clocks(kind) == []

    def test_hours_by_appointment_are_for_that(self, bjorkhamn, kim, kind):
        place = PlaceFactory(
            municipality=bjorkhamn,
            periods=[week(span(hours=(time(14), time(15)), state=State.BY_APPOINTMENT))],
        )
        WorkingPatternFactory(helper=kim, place=place, kinds=[kind])
        assert clocks(kind) == ["14:00", "14:30"]

    def test_self_service_is_not(self, bjorkhamn, kim, kind):
        place = PlaceFactory(municipality=bjorkhamn, periods=[week(span(state=State.SELF_SERVICE))])
        WorkingPatternFactory(helper=kim, place=place, kinds=[kind])
        assert clocks(kind) == []

    def test_early_closing_holds_at_once(self, bjorkhamn, kim, kind):
        early = exception(MONDAY, MONDAY, span(hours=(time(10), time(11))))
        place = PlaceFactory(municipality=bjorkhamn, periods=[week(), early])
        WorkingPatternFactory(helper=kim, place=place, kinds=[kind])
        assert clocks(kind) == ["10:00", "10:30"]

    def test_one_that_is_not_published_takes_nobody(self, kind, weekdays, library):
        library.is_published = False
        library.save()
        assert clocks(kind) == []

    def test_by_phone_its_hours_do_not_matter(self, bjorkhamn, kim, kind):
        place = PlaceFactory(municipality=bjorkhamn, periods=())
        WorkingPatternFactory(helper=kim, place=place, kinds=[kind], ends=time(11))
        assert clocks(kind, way="phone") == ["10:00", "10:30"]


class TestHolidays:
    @pytest.fixture(autouse=True)
    def holiday(self, bjorkhamn):
        return ConfirmedHolidayFactory(municipality=bjorkhamn, date=MONDAY)

    def test_nobody_works_by_pattern(self, kind, weekdays):
        assert clocks(kind, way="phone") == []

    def test_who_says_so_works_all_the_same(self, kind, kim, library):
        dates = {"starts_on": MONDAY, "ends_on": MONDAY, "is_exception": True}
        WorkingPatternFactory(helper=kim, place=library, kinds=[kind], ends=time(11), **dates)
        assert clocks(kind, way="phone") == ["10:00", "10:30"]


class TestPatterns:
    def test_every_other_week(self, kim, library, kind):
        WorkingPatternFactory(helper=kim, place=library, kinds=[kind], every_weeks=2, starts_on=date(2026, 11, 12))
        weeks = [bool(clocks(kind, MONDAY + timedelta(weeks=number), is_staff=True)) for number in range(4)]
        assert weeks == [True, False, True, False]

    def test_it_holds_between_its_dates(self, kim, library, kind):
        WorkingPatternFactory(helper=kim, place=library, kinds=[kind], starts_on=TUESDAY, ends_on=TUESDAY)
        days = [bool(clocks(kind, MONDAY + timedelta(days=number))) for number in range(3)]
        assert days == [False, True, False]

    def test_exception_holds_alone_on_its_dates(self, kind, weekdays, kim, library):
        dates = {"starts_on": MONDAY, "ends_on": MONDAY, "is_exception": True}
        WorkingPatternFactory(helper=kim, place=library, kinds=[kind], starts=time(15), **dates)
        assert clocks(kind) == ["15:00", "15:30"]
        assert clocks(kind, TUESDAY)[0] == "10:00"

    def test_day_off_is_an_exception_without_times(self, kind, weekdays, kim, library):
        dates = {"starts_on": MONDAY, "ends_on": MONDAY, "is_exception": True}
        WorkingPatternFactory(helper=kim, place=library, starts=None, ends=None, **dates)
        assert clocks(kind) == []

    def test_exceptions_of_others_change_nothing(self, bjorkhamn, kind, weekdays, library):
        dates = {"starts_on": MONDAY, "ends_on": MONDAY, "is_exception": True}
        other = HelperFactory(municipality=bjorkhamn)
        WorkingPatternFactory(helper=other, place=library, starts=None, ends=None, **dates)
        assert len(clocks(kind)) == 12

    def test_two_who_are_free_at_once_are_one_time(self, bjorkhamn, kind, weekdays, kim, library):
        other = HelperFactory(municipality=bjorkhamn)
        WorkingPatternFactory(helper=other, place=library, kinds=[kind])
        first = free_times(Ask(kind, "on_site"), NOW)[0]
        assert sorted(first.helpers) == [kim.pk, other.pk]

    def test_helper_whose_patterns_overlap_is_one_helper(self, kind, weekdays, kim, library):
        WorkingPatternFactory(helper=kim, place=library, kinds=[kind], ends=time(11))
        assert [free.helpers for free in free_times(Ask(kind, "on_site"), NOW)[:3]] == [(kim.pk,)] * 3

    def test_clock_change_moves_nothing_on_the_wall(self, kind, kim, library):
        WorkingPatternFactory(helper=kim, place=library, kinds=[kind], days=[*range(7)], starts=time(1), ends=time(5))
        night = moment("2026-10-25 00:00")
        found = free_times(Ask(kind, "phone", first=night.date(), last=night.date()), night)
        assert [f"{free.starts.astimezone(NOW.tzinfo):%H:%M}" for free in found] == [
            "01:00", "01:30", "02:00", "02:30", "02:00", "02:30", "03:00", "03:30", "04:00", "04:30",
        ]  # fmt: skip


class TestChoosing:
    @pytest.fixture
    def branch(self, bjorkhamn, kind, weekdays):
        branch = PlaceFactory(municipality=bjorkhamn)
        helper = HelperFactory(municipality=bjorkhamn)
        WorkingPatternFactory(helper=helper, place=branch, kinds=[kind], starts=time(9), ends=time(11))
        return branch

    def test_each_place_has_its_first(self, kind, library, branch):
        firsts = free_times(Ask(kind, "on_site"), NOW).first_at_places()
        assert [(free.place, f"{free.starts:%H}") for free in firsts] == [(library.pk, "09"), (branch.pk, "09")]

    def test_a_moment_that_two_places_have_is_there_once(self, kind, library, branch):
        everywhere = free_times(Ask(kind, "phone", first=MONDAY, last=MONDAY), NOW)
        once = everywhere.at_one_place()
        assert [free.starts for free in once] == sorted({free.starts for free in everywhere})
        assert once[2].place == library.pk

    def test_none_is_none_everywhere(self, kind):
        none = free_times(Ask(kind, "on_site"), NOW)
        assert (list(none), none.first_at_places(), list(none.at_one_place())) == ([], [], [])

    def test_parts_are_lists(self, kind, weekdays):
        found = free_times(Ask(kind, "on_site"), NOW)
        assert (found[:2], found[-1]) == ([found[0], found[1]], list(found)[-1])


class TestResources:
    @pytest.fixture
    def room(self, library, kind):
        room = ResourceFactory(place=library)
        kind.resources.add(room)
        return room

    def test_a_time_needs_a_free_room(self, bjorkhamn, kind, weekdays, kim, library, room):
        other = HelperFactory(municipality=bjorkhamn)
        booked(kind, other, library, "2026-11-23 10:30", resource=room)
        assert clocks(kind)[:3] == ["10:00", "11:00", "11:30"]
        assert clocks(kind, way="phone")[:3] == ["10:00", "10:30", "11:00"]

    def test_any_of_the_rooms_will_do(self, bjorkhamn, kind, weekdays, library, room):
        kind.resources.add(ResourceFactory(place=library))
        booked(kind, HelperFactory(municipality=bjorkhamn), library, "2026-11-23 10:30", resource=room)
        assert clocks(kind)[:2] == ["10:00", "10:30"]

    def test_rooms_elsewhere_and_rooms_closed_do_not_help(self, bjorkhamn, kind, weekdays, room):
        room.is_active = False
        room.save()
        kind.resources.add(ResourceFactory(place=PlaceFactory(municipality=bjorkhamn)))
        assert clocks(kind) == []


class TestGroups:
    @pytest.fixture
    def course(self, bjorkhamn, weekdays):
        course = AppointmentKindFactory(municipality=bjorkhamn, seats=2, minutes=180)
        weekdays.kinds.add(course)
        return course

    def test_one_with_seats_left_is_offered(self, course, kim, library):
        booked(course, kim, library, "2026-11-23 10:00")
        assert clocks(course) == ["10:00", "13:00"]
        assert clocks(course, place=library.pk) == ["10:00", "13:00"]
        assert clocks(course, place=library.pk + 1) == []

    def test_one_that_is_full_is_not(self, course, kim, library):
        booked(course, kim, library, "2026-11-23 10:00", people=2)
        assert clocks(course) == ["13:00"]

    def test_a_seat_that_was_given_back_is(self, course, kim, library):
        full = booked(course, kim, library, "2026-11-23 10:00", people=2)
        full.participants.filter(seat=1).update(state="cancelled")
        assert clocks(course) == ["10:00", "13:00"]

    def test_one_that_has_begun_is_not(self, course, kim, library):
        booked(course, kim, library, "2026-11-23 10:00")
        assert clocks(course, now=moment("2026-11-23 10:30")) == ["13:00"]


def test_number_of_queries_does_not_grow(bjorkhamn, kind, library, django_assert_num_queries):
    for number in range(20):
        helper = HelperFactory(municipality=bjorkhamn)
        place = PlaceFactory(municipality=bjorkhamn)
        WorkingPatternFactory(helper=helper, place=place, kinds=[kind])
        booked(kind, helper, place, f"2026-11-23 {10 + number // 5}:00")
    free_times(Ask(kind, "on_site"), NOW)
    with django_assert_num_queries(6):
        found = free_times(Ask(kind, "on_site"), NOW)
    assert all(before <= after for before, after in pairwise(found))
    assert len(found) > 20
