"""What holds for every schedule, nights, breaks and overlaps included."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from verkstad.places.opening_hours.evaluate import intervals
from verkstad.places.opening_hours.model import Period, Schedule, Span, State
from verkstad.places.opening_hours.osm import parse, write

ZONES = ["Europe/Stockholm", "Europe/Copenhagen", "Europe/Helsinki", "Atlantic/Faroe"]
dates = st.integers(-10, 10).map(lambda days: date(2026, 10, 25) + timedelta(days))
times = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
moments = st.integers(-12 * 1440, 12 * 1440).map(lambda n: datetime(2026, 10, 25, tzinfo=UTC) + timedelta(minutes=n))


def utc(moment):
    """Local datetimes in the hour that comes twice are equal to no other zone's."""
    return moment and moment.astimezone(UTC)


def span(days, opens, closes, state):
    return Span(days, opens, closes, closes <= opens, state)


def period(bounds, spans, is_override):
    starts, ends = sorted(bounds) if None not in bounds else bounds
    return Period(starts, ends, tuple(spans), is_override)


spans = st.builds(span, st.frozensets(st.integers(0, 7), min_size=1), times, times, st.sampled_from(State))
bounds = st.tuples(st.none() | dates, st.none() | dates)
periods = st.builds(period, bounds, st.lists(spans, max_size=3), st.booleans())
schedules = st.builds(
    Schedule,
    st.lists(periods, max_size=5).map(tuple),
    st.sampled_from(ZONES),
    st.booleans(),
    st.frozensets(dates, max_size=4),
)


@given(schedules)
def test_what_is_written_reads_the_same(schedule):
    read = parse(write(schedule), schedule.time_zone, years=[], holidays=schedule.holidays)
    start, end = datetime(2026, 10, 10, tzinfo=UTC), datetime(2026, 11, 10, tzinfo=UTC)
    assert intervals(read, start, end) == intervals(schedule, start, end)


@given(schedules, st.tuples(moments, moments).map(sorted))
def test_intervals_are_in_order_apart_merged_and_within_what_was_asked(schedule, asked):
    start, end = asked
    found = intervals(schedule, start, end)
    in_utc = [(utc(i.start), utc(i.end), i.state) for i in found]
    assert all(start <= opens < closes <= end for opens, closes, _ in in_utc)
    assert all(a[1] < b[0] or (a[1] == b[0] and a[2] != b[2]) for a, b in pairwise(in_utc))
