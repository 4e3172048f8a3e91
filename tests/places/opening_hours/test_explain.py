"""What is said of schedules that contradict themselves, and that nothing is said of others."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.places import exception, span, week
from tests.places.opening_hours.test_properties import schedules
from verkstad.places.opening_hours.evaluate import intervals
from verkstad.places.opening_hours.explain import Code, explain
from verkstad.places.opening_hours.model import PUBLIC_HOLIDAY, Period, Schedule, Span, State

TODAY = date(2026, 11, 23)  # a Monday
DAY = TODAY + timedelta(7)
OFFICE = week(span(range(5), (time(9), time(17))))
EVE = date(2026, 12, 24)  # a Thursday


def hours(opens, closes, days=(0,), state=State.OPEN):
    return span(days, (time.fromisoformat(opens), time.fromisoformat(closes)), state)


def schedule(*periods, holidays=(), closed_on_holidays=True):
    return Schedule(periods, "Europe/Stockholm", closed_on_holidays, frozenset(holidays))


def codes(*periods, **choices):
    return [complaint.code for complaint in explain(schedule(*periods, **choices), TODAY)]


@pytest.mark.parametrize(
    ("spans", "code"),
    [
        ([hours("09:00", "13:00"), hours("12:00", "17:00")], Code.OVERLAP),
        ([hours("09:00", "13:00"), hours("12:00", "17:00", state=State.SELF_SERVICE)], Code.OVERLAP),
        ([hours("17:00", "09:00")], Code.BACKWARDS),
        ([hours("22:00", "04:00"), hours("02:00", "05:00", [1])], Code.NIGHT_INTO_DAY),
        ([hours("22:00", "04:00", [6]), hours("02:00", "05:00", [0])], Code.NIGHT_INTO_DAY),
        ([hours("03:00", "12:00"), hours("20:00", "04:00")], Code.TOO_LONG),
        ([hours("09:00", "12:00"), hours("12:10", "17:00")], Code.SHORT_GAP),
    ],
)
def test_hours_of_a_day_that_were_hardly_meant_are_told(spans, code):
    assert codes(week(*spans)) == [code]


@pytest.mark.parametrize(
    "spans",
    [
        [hours("09:00", "12:00"), hours("12:15", "17:00")],
        [hours("07:00", "10:00", state=State.SELF_SERVICE), hours("10:00", "17:00")],
        [hours("09:00", "17:00"), hours("12:00", "12:10", state=State.CLOSED)],
        [hours("20:00", "02:00", [4, 5])],
        [hours("00:00", "00:00", range(7))],
    ],
)
def test_usual_hours_of_a_day_are_fine(spans):
    assert codes(week(*spans)) == []


def test_the_same_on_several_days_is_said_once():
    (complaint,) = explain(schedule(week(hours("09:00", "13:00", range(5)), hours("12:00", "17:00", [0, 2]))), TODAY)
    assert complaint.values == {"days": (0, 2), "first": (time(9), time(13)), "second": (time(12), time(17))}


def test_weeks_that_hold_at_once_and_overlap_are_told():
    summer = Period(date(2027, 6, 1), date(2027, 8, 31), (hours("10:00", "15:00"),))
    (complaint,) = explain(schedule(OFFICE, summer), TODAY)
    assert (complaint.code, complaint.values) == (Code.OVERLAP, {"first": OFFICE, "second": summer})


@pytest.mark.parametrize("periods", [(), (week(hours("09:00", "17:00", state=State.CLOSED)),)])
def test_empty_week_is_told(periods):
    assert codes(*periods) == [Code.EMPTY_WEEK]


def test_exception_over_is_told_but_not_what_was_sudden():
    past = exception(TODAY - timedelta(1), TODAY - timedelta(1))
    assert codes(OFFICE, past, replace(past, is_sudden=True)) == [Code.PAST]


@pytest.mark.parametrize(
    "useless",
    [exception(DAY, DAY, hours("09:00", "17:00", [DAY.weekday()])), exception(DAY + timedelta(5), DAY + timedelta(5))],
)
def test_exception_that_changes_nothing_is_told(useless):
    assert codes(OFFICE, useless) == [Code.CHANGES_NOTHING]


def test_closing_on_a_holiday_that_is_closed_changes_nothing():
    assert codes(OFFICE, exception(EVE, EVE), holidays=[EVE]) == [Code.CHANGES_NOTHING]


def test_hours_on_weekdays_outside_the_exception_are_told():
    (complaint,) = explain(schedule(OFFICE, exception(DAY, DAY, hours("09:00", "12:00", [2]))), TODAY)
    assert (complaint.code, complaint.values) == (Code.NEVER_OCCURS, {"days": (2,)})


def test_two_exceptions_of_the_same_day_that_differ_are_told():
    day = [exception(DAY, DAY, hours("10:00", closes)) for closes in ("12:00", "14:00")]
    assert codes(OFFICE, *day) == [Code.CHANGES_NOTHING, Code.CONTRADICTION]


def test_exception_within_a_longer_one_is_fine():
    longer = exception(DAY, DAY + timedelta(4), span(range(5)))
    assert codes(OFFICE, longer, exception(DAY, DAY)) == []


def test_sudden_change_of_a_planned_day_is_no_contradiction():
    sudden = replace(exception(DAY, DAY), is_sudden=True)
    assert Code.CONTRADICTION not in codes(OFFICE, exception(DAY, DAY, hours("10:00", "12:00")), sudden)


def test_exception_that_opens_on_a_holiday_is_told_with_the_dates():
    christmas = exception(EVE - timedelta(1), EVE + timedelta(3), span())
    (complaint,) = explain(schedule(OFFICE, christmas, holidays=[EVE, EVE + timedelta(1)]), TODAY)
    assert (complaint.code, complaint.values) == (Code.OPENS_ON_HOLIDAY, {"dates": (EVE, EVE + timedelta(1))})


def test_exception_that_says_what_holds_on_holidays_is_fine():
    closed = Span(frozenset({PUBLIC_HOLIDAY}), time(0), time(0), closes_next_day=True, state=State.CLOSED)
    assert codes(OFFICE, exception(EVE - timedelta(1), EVE, span(), closed), holidays=[EVE]) == []


@st.composite
def neat_weeks(draw):
    """Per day none to two spans in order, by day, half an hour apart."""
    spans = []
    for day in range(7):
        edges = sorted(draw(st.sets(st.integers(12, 46), min_size=0, max_size=4)))
        edges = edges[: len(edges) // 2 * 2]
        pairs = list(zip(edges[::2], edges[1::2], strict=True))
        spans += [span([day], (time(a // 2, a % 2 * 30), time(b // 2, b % 2 * 30))) for a, b in pairs]
    return (span([0], (time(9), time(17))),) if not spans else tuple(spans)


@given(neat_weeks(), st.dictionaries(st.integers(0, 300), st.booleans(), max_size=6))
def test_nothing_is_said_of_a_neat_schedule(spans, exceptions):
    days = [TODAY + timedelta(ahead) for ahead in exceptions]
    at_night = [exception(day, day, hours("01:00", "02:00", [day.weekday()])) for day in days]
    assert codes(week(*spans), *at_night) == []


@given(schedules)
def test_whatever_depends_on_the_order_of_rows_is_told(schedule):
    start, end = datetime(2026, 10, 10, tzinfo=UTC), datetime(2026, 11, 10, tzinfo=UTC)
    orders = [replace(schedule, periods=order) for order in permutations(schedule.periods)][:24]
    answers = {
        tuple((i.start.astimezone(UTC), i.end.astimezone(UTC), i.state) for i in intervals(order, start, end))
        for order in orders
    }
    told = {complaint.code for complaint in explain(schedule, date(2026, 10, 1))}
    assert len(answers) == 1 or Code.CONTRADICTION in told
