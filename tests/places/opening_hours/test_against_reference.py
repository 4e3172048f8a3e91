"""Random schedules, written in OpenStreetMap syntax, mean the same to opening-hours-py as to us.

Left out is only where the package's docstring says that we differ on purpose: the hour that comes twice in autumn,
and the day after a holiday or an override when there are nights.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import opening_hours as reference
from hypothesis import assume, given
from hypothesis import strategies as st

from verkstad.places.opening_hours.evaluate import intervals
from verkstad.places.opening_hours.model import PUBLIC_HOLIDAY, Period, Schedule, Span, State
from verkstad.places.opening_hours.osm import UnreadableHours, parse, write

COUNTRIES = {"Europe/Stockholm": "SE", "Europe/Copenhagen": "DK", "Europe/Helsinki": "FI", "Atlantic/Faroe": "FO"}
SAID_AS = {
    (reference.State.OPEN, ""): State.OPEN,
    (reference.State.OPEN, "self-service"): State.SELF_SERVICE,
    (reference.State.UNKNOWN, "by appointment"): State.BY_APPOINTMENT,
    (reference.State.UNKNOWN, "phone only"): State.PHONE_ONLY,
    (reference.State.UNKNOWN, "weather permitting"): State.WEATHER_PERMITTING,
}
ALL_STATES = tuple(SAID_AS.values())
SPRING, AUTUMN, NEW_YEAR = date(2026, 3, 29), date(2026, 10, 25), date(2026, 12, 31)
CLOCKS_FORWARD = datetime(2026, 3, 29, 1, tzinfo=UTC)
CLOCKS_BACK = datetime(2026, 10, 25, 1, tzinfo=UTC)
Runs = list[tuple[datetime, datetime, State]]


@cache
def public_holidays(zone):
    calendar = reference.OpeningHours("PH 00:00-24:00", timezone=ZoneInfo(zone), country=COUNTRIES[zone])
    noons = (datetime(2026, 1, 1, 12, tzinfo=ZoneInfo(zone)) + timedelta(days) for days in range(500))
    return frozenset(noon.date() for noon in noons if calendar.is_open(noon))


half_hours = st.integers(0, 47).map(lambda n: time(n // 2, n % 2 * 30))
small_hours = st.integers(0, 8).map(lambda n: time(n // 2, n % 2 * 30))
times = st.one_of(half_hours, small_hours)
day_sets = st.frozensets(st.integers(0, 6), min_size=1) | st.just(frozenset(range(5))) | st.just(frozenset(range(7)))


@st.composite
def spans(draw, days, nights, states):
    opens, closes = draw(times), draw(times)
    if closes <= opens and not nights:
        closes = time(0)
    return Span(draw(days), opens, closes, closes <= opens, draw(st.sampled_from(states)))


@st.composite
def schedules(draw, nights, states=ALL_STATES):
    around = draw(st.sampled_from([SPRING, AUTUMN, NEW_YEAR]))
    with_holiday = day_sets | st.just(frozenset({PUBLIC_HOLIDAY})) | day_sets.map(lambda days: days | {PUBLIC_HOLIDAY})
    dates = st.integers(-12, 12).map(lambda days: around + timedelta(days))
    periods = []
    for is_override in [False] * draw(st.integers(1, 3)) + [True] * draw(st.integers(0, 3)):
        starts, ends = draw(st.none() | dates), draw(st.none() | dates)
        if starts and ends:
            starts, ends = sorted([starts, ends])
        drawn = draw(st.lists(spans(with_holiday, nights, states), max_size=3))
        periods.append(Period(starts, ends, tuple(drawn), is_override))
    zone = draw(st.sampled_from(sorted(COUNTRIES)))
    return around, Schedule(tuple(periods), zone, draw(st.booleans()), public_holidays(zone))


def window(around, zone):
    start = datetime.combine(around - timedelta(14), time(0), ZoneInfo(zone))
    return start, start + timedelta(28)


def ours(schedule, start, end) -> Runs:
    return [(i.start.astimezone(UTC), i.end.astimezone(UTC), i.state) for i in intervals(schedule, start, end)]


def theirs(hours, start, end) -> Runs:
    runs: Runs = []
    for opens, closes, state, comment in hours.intervals(start, end):
        if state == reference.State.CLOSED or opens == closes:
            continue
        run = (opens.astimezone(UTC), closes.astimezone(UTC), SAID_AS[state, comment])
        if runs and runs[-1][1:] == (run[0], run[2]):
            run = (runs.pop()[0], *run[1:])
        runs.append(run)
    return runs


def without(runs, masks) -> Runs:
    for first, last in masks:
        cut = [part for s, e, state in runs for part in ((s, min(e, first), state), (max(s, last), e, state))]
        runs = [run for run in cut if run[0] < run[1]]
    return runs


def rule_on(schedule, day):
    covering = [p for p in schedule.overrides if p.first <= day.toordinal() <= p.last]
    if covering:
        return id(covering[0])
    return "holiday" if day in schedule.holidays else "ordinary"


def differing(schedule, around):
    """Where we differ on purpose."""
    hour = timedelta(hours=1)
    masks = [(CLOCKS_BACK - hour, CLOCKS_BACK + hour)]
    all_spans = [span for period in schedule.periods for span in period.spans]
    if any(span.closes_next_day and span.closes > time(0) for span in all_spans):
        for offset in range(-15, 16):
            day = around + timedelta(offset)
            before, now = rule_on(schedule, day - timedelta(1)), rule_on(schedule, day)
            on_holiday = schedule.holidays & {day, day - timedelta(1)}
            special = on_holiday and any(PUBLIC_HOLIDAY in span.days for span in all_spans)
            if special or before not in (now, "ordinary"):
                midnight = datetime.combine(day, time(0), schedule.zone).astimezone(UTC)
                masks.append((midnight, midnight + 25 * hour))
    return masks


def as_reference(text, schedule):
    return reference.OpeningHours(
        text, timezone=schedule.zone, country=COUNTRIES[schedule.time_zone], max_interval_days=90
    )


@given(schedules(nights=False))
def test_days_are_read_alike(drawn):
    around, schedule = drawn
    start, end = window(around, schedule.time_zone)
    masks = differing(schedule, around)
    expected = theirs(as_reference(write(schedule), schedule), start, end)
    assert without(ours(schedule, start, end), masks) == without(expected, masks)


@given(schedules(nights=True))
def test_nights_are_read_alike(drawn):
    around, schedule = drawn
    start, end = window(around, schedule.time_zone)
    masks = differing(schedule, around)
    expected = theirs(as_reference(write(schedule), schedule), start, end)
    assert without(ours(schedule, start, end), masks) == without(expected, masks)


def joined(words):
    return " ".join(filter(None, words))


weekday_words = st.sampled_from(["", "Mo-Fr", "Sa,Su", "Mo", "We-Sa", "Sa-Tu", "Mo-Su,PH", "PH"])
date_words = st.sampled_from(
    ["", "Mar", "Oct-Dec", "Nov-Mar", "Mar 25-31", "Dec 24-Jan 6", "2026 Oct 20-2026 Nov 5", "2026 Dec 31", "2026"]
)
time_words = st.lists(
    st.tuples(st.integers(1, 11), st.integers(12, 24)).map(lambda t: f"{t[0]:02}:00-{t[1]:02}:00"),
    min_size=1,
    max_size=2,
).map(",".join)
modifiers = st.sampled_from(["", "", 'open "self-service"', 'unknown "by appointment"', "off"])
rules = st.tuples(date_words, weekday_words, time_words, modifiers).map(joined)
closings = st.tuples(date_words, weekday_words, st.just("off")).map(joined)
texts = st.tuples(
    rules, st.lists(st.tuples(st.sampled_from(["; ", ", "]), rules) | st.tuples(st.just("; "), closings), max_size=4)
).map(lambda t: t[0] + "".join(separator + rule for separator, rule in t[1]))


@given(texts, st.sampled_from([SPRING, AUTUMN, NEW_YEAR]), st.sampled_from(sorted(COUNTRIES)))
def test_texts_are_read_alike(text, around, zone):
    try:
        schedule = parse(text, zone, years=[2026, 2027], holidays=public_holidays(zone))
    except UnreadableHours as refusal:
        assume("holidays" not in refusal.reason)
        raise
    start, end = window(around, zone)
    masks = differing(schedule, around)
    assert without(ours(schedule, start, end), masks) == without(
        theirs(as_reference(text, schedule), start, end), masks
    )
