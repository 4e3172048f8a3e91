"""A change of today leaves all other days alone, whatever the schedule."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.factories.places import exception, span
from tests.places.opening_hours.test_properties import schedules, times
from verkstad.places.opening_hours.evaluate import intervals, week_table
from verkstad.places.opening_hours.model import Period, Schedule, State
from verkstad.places.opening_hours.today import NotToday, day_with

DAY = date(2026, 10, 25)
changes = st.one_of(
    st.just({"closed": True}),
    st.builds(lambda at: {"closes": at}, times),
    st.builds(lambda at: {"opens": at}, times),
)


def changed(schedule, change):
    try:
        spans = day_with(schedule, DAY, **change)
    except NotToday:
        spans = day_with(schedule, DAY, closed=True)
    one_day = Period(DAY, DAY, spans, is_override=True, is_sudden=True)
    return replace(schedule, periods=(*schedule.periods, one_day))


def at(schedule, days):
    return datetime.combine(DAY + timedelta(days), time(), schedule.zone)


# Self-service that is left past midnight when the stronger "open" ends there.
BEHIND = Schedule(
    (
        Period(
            None,
            None,
            (
                span(days={6}, hours=(time(), time())),
                span(days={6}, hours=(time(0, 15), time(0, 15)), state=State.SELF_SERVICE),
            ),
        ),
    ),
    "Europe/Stockholm",
)


@example(BEHIND, {"opens": time()})
@given(schedules, changes)
def test_other_days_keep_their_hours(schedule, change):
    after = changed(schedule, change)
    for days in (-20, 2):
        asked = (at(schedule, days), at(schedule, min(days + 20, 0) if days < 0 else days + 20))
        assert intervals(after, *asked) == intervals(schedule, *asked)
    tomorrow = DAY + timedelta(1)
    assert week_table(after, tomorrow)[:5] == week_table(schedule, tomorrow)[:5]


@given(schedules)
def test_a_night_that_began_yesterday_runs_to_its_end(schedule):
    night = exception(DAY - timedelta(1), DAY - timedelta(1), span(hours=(time(22), time(2))))
    longest = Schedule((replace(night, is_sudden=True),), schedule.time_zone)
    after = changed(longest, {"closed": True})
    asked = at(longest, -1), at(longest, 1)
    assert intervals(after, *asked) == intervals(longest, *asked)


def test_break_of_the_day_is_kept():
    schedule = Schedule((Period(spans=(span(hours=(time(9), time(12))), span(hours=(time(13), time(17))))),), "UTC")
    assert [(s.opens.hour, s.closes.hour) for s in day_with(schedule, DAY, closes=time(15))] == [(9, 12), (13, 15)]


def test_two_times_in_the_wrong_order_are_refused():
    with pytest.raises(NotToday, match=r"^wrong_order$"):
        day_with(Schedule((), "UTC"), DAY, opens=time(15), closes=time(9))
