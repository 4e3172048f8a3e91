"""How far units have come, and what was counted."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.factories.measurement import CountingUnitFactory, CountingWeekFactory, EnquiryFactory
from tests.factories.places import ConfirmedHolidayFactory, PlaceFactory
from tests.measurement.counting.conftest import DAY, TODAY
from verkstad.measurement.actions.counting import SheetData, close_counting_week, save_sheets
from verkstad.measurement.models import CountingWeek
from verkstad.measurement.queries.counting import (
    OTHER,
    UnitState,
    counted_in,
    counting_days,
    progress_of,
    services_by_word,
    sheet_numbers,
    unit_at_desk,
    week_before,
)

MONDAY = date(2030, 3, 4)
WEDNESDAY = MONDAY + 2 * DAY
FRIDAY = MONDAY + 4 * DAY


def at(day, hour=12):
    return datetime.combine(day, time(hour), UTC)


@pytest.fixture
def spring(bjorkhamn):
    return CountingWeekFactory(municipality=bjorkhamn, first_day=MONDAY, last_day=FRIDAY + 2 * DAY)


@pytest.fixture
def exchange(spring):
    return CountingUnitFactory(week=spring, channels=["phone"])


def state(week, day):
    [progress] = progress_of(week, at(day))
    return progress.state


def count(unit, *days):
    save_sheets(unit, [SheetData(day, "phone", {(OTHER, "information"): 2}) for day in days])


class TestProgress:
    def test_unit_waits_until_the_week_begins(self, spring, exchange):
        assert state(spring, MONDAY - DAY) is UnitState.WAITING

    def test_it_counts_while_no_day_is_missing(self, spring, exchange):
        count(exchange, MONDAY, MONDAY + DAY)
        assert state(spring, WEDNESDAY) is UnitState.COUNTING

    def test_it_is_behind_when_a_day_has_gone_by_without_numbers(self, spring, exchange):
        count(exchange, MONDAY)
        [progress] = progress_of(spring, at(WEDNESDAY))
        assert (progress.state, progress.blank, progress.number) == (UnitState.BEHIND, [MONDAY + DAY], 2)

    def test_it_is_late_when_the_week_is_over_and_it_has_not_handed_in(self, spring, exchange):
        assert state(spring, spring.last_day + DAY) is UnitState.LATE

    def test_it_is_missing_when_no_numbers_are_taken_any_more(self, spring, exchange):
        assert state(spring, spring.hand_in_by + DAY) is UnitState.MISSING

    def test_who_has_handed_in_is_done(self, spring, exchange):
        exchange.handed_in_at = at(WEDNESDAY)
        exchange.save()
        assert state(spring, spring.last_day + DAY) is UnitState.DONE

    def test_desk_that_has_logged_needs_not_hand_in(self, spring, bjorkhamn):
        place = PlaceFactory(municipality=bjorkhamn)
        CountingUnitFactory(week=spring, place=place, counts_at_desk=True)
        EnquiryFactory(municipality=bjorkhamn, place=place, day=MONDAY)
        assert state(spring, spring.last_day + DAY) is UnitState.DONE

    def test_desk_that_has_logged_nothing_is_late(self, spring, bjorkhamn):
        CountingUnitFactory(week=spring, place=PlaceFactory(municipality=bjorkhamn), counts_at_desk=True)
        assert state(spring, spring.last_day + DAY) is UnitState.LATE

    def test_empty_sheet_is_a_day_that_was_counted(self, spring, exchange):
        save_sheets(exchange, [SheetData(MONDAY, "phone", {})])
        [progress] = progress_of(spring, at(MONDAY + DAY))
        assert (progress.state, dict(progress.sheets)) == (UnitState.COUNTING, {(MONDAY, "phone"): 0})

    def test_nobody_is_expected_to_count_at_weekends_and_on_holidays(self, spring, bjorkhamn):
        ConfirmedHolidayFactory(municipality=bjorkhamn, date=WEDNESDAY)
        assert counting_days(spring) == [MONDAY, MONDAY + DAY, MONDAY + 3 * DAY, FRIDAY]

    def test_queries_do_not_grow_with_units(self, spring, exchange, django_assert_num_queries):
        for _ in range(5):
            count(CountingUnitFactory(week=spring, channels=["phone"]), MONDAY)
        with django_assert_num_queries(4):
            progress_of(spring, at(WEDNESDAY))


class TestCounted:
    def test_desk_has_what_was_logged_at_its_place_in_its_channels_on_these_days(self, week, desk, bjorkhamn, parking):
        for values in (
            {"service": parking, "number": 3},
            {"theme": "eid", "channel": "phone", "number": 4},
            {"channel": "email", "number": 50},
            {"day": week.first_day - DAY, "number": 60},
        ):
            EnquiryFactory(municipality=bjorkhamn, **{"place": desk.place, "day": TODAY} | values)
        EnquiryFactory(municipality=bjorkhamn, place=PlaceFactory(municipality=bjorkhamn), day=TODAY, number=70)
        found = [(one.channel, one.topic, one.number) for one in counted_in(week)]
        assert sorted(found) == [("desk", (parking.pk, ""), 3), ("phone", (None, "eid"), 4)]

    def test_what_is_not_counted_by_itself_is_something_else(self, week, desk, bjorkhamn):
        EnquiryFactory(municipality=bjorkhamn, place=desk.place, day=TODAY, theme="forms")
        EnquiryFactory(municipality=bjorkhamn, place=desk.place, day=TODAY)
        assert {one.topic for one in counted_in(week)} == {OTHER}

    def test_service_that_is_gone_has_become_something_else(self, week, switchboard, parking):
        save_sheets(switchboard, [SheetData(TODAY, "phone", {((parking.pk, ""), "information"): 3})])
        parking.delete()
        assert [(one.topic, one.number) for one in counted_in(week)] == [(OTHER, 3)]

    def test_what_is_not_counted_by_itself_any_more_has_become_something_else(self, week, switchboard, parking):
        about = {((parking.pk, ""), "information"): 3, (OTHER, "information"): 4}
        save_sheets(switchboard, [SheetData(TODAY, "phone", about)])
        week.services.remove(parking)
        counted = sum(one.number for one in counted_in(week) if one.topic == OTHER)
        assert (counted, sheet_numbers(switchboard, TODAY, "phone")) == (7, {(OTHER, "information"): 7})

    def test_earlier_week_to_compare_with_is_the_latest_that_closed(self, week, bjorkhamn):
        weeks = [
            CountingWeekFactory(municipality=bjorkhamn, last_day=TODAY - ago * DAY, hand_in_by=TODAY - ago * DAY)
            for ago in (300, 200, 100)
        ]
        close_counting_week(weeks[0])
        close_counting_week(weeks[1])
        assert week_before(week) == weeks[1]


class TestDesk:
    def test_unit_of_the_place_and_day_is_known_at_the_desk(self, week, desk, bjorkhamn):
        assert unit_at_desk(bjorkhamn, desk.place, TODAY) == desk

    def test_elsewhere_and_at_other_times_nobody_counts(self, week, desk, bjorkhamn):
        other = PlaceFactory(municipality=bjorkhamn)
        found = [unit_at_desk(bjorkhamn, *ask) for ask in ((None, TODAY), (other, TODAY), (desk.place, TODAY + DAY))]
        assert found == [None, None, None]


def test_services_are_known_by_name_address_and_kle_number(week, bjorkhamn, parking):
    words = services_by_word(bjorkhamn, None)
    assert [words[word] for word in ("parking (sv)", "parking", "05.09.04")] == [{parking.pk}] * 3


def test_service_of_the_week_is_known_after_it_was_taken_down(week, bjorkhamn, parking):
    parking.status = "archived"
    parking.save()
    assert ("parking" in services_by_word(bjorkhamn, None), "parking" in services_by_word(bjorkhamn, week)) == (
        False, True,
    )  # fmt: skip


def test_last_day_is_over_at_midnight_where_it_is_counted(bjorkhamn):
    week = CountingWeek(municipality=bjorkhamn, hand_in_by=MONDAY)
    late = datetime.combine(MONDAY, time(22, 59), UTC)
    assert [week.takes_numbers(late), week.takes_numbers(late + timedelta(minutes=1))] == [True, False]
