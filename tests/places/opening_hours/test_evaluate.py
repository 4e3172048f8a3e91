"""The rules of the package's docstring, one by one. 21 September 2026 is a Monday."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest

from verkstad.places.opening_hours.evaluate import intervals, week_table
from verkstad.places.opening_hours.model import PUBLIC_HOLIDAY, DayHours, DayRow, Period, Schedule, Span, State

STOCKHOLM = ZoneInfo("Europe/Stockholm")
EVERY_DAY, WEEKDAYS, HOLIDAY = range(7), range(5), [PUBLIC_HOLIDAY]
MONDAY = date(2026, 9, 21)


def span(days, hours, state=State.OPEN):
    opens, closes = (time.fromisoformat(text) for text in hours.split("-"))
    return Span(frozenset(days), opens, closes, closes <= opens, state)


def always(*spans):
    return Period(spans=spans)


def on(first, last, *spans):
    return Period(date.fromisoformat(first), date.fromisoformat(last), spans, is_override=True)


def schedule(*periods, **rest):
    return Schedule(periods, "Europe/Stockholm", **rest)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


def said(hours, first, last):
    """Intervals as text: day of the month and time, with the state unless open."""
    found = intervals(hours, at(first), at(last))
    return [f"{i.start:%d %H:%M}-{i.end:%d %H:%M} {i.state}".removesuffix(" open") for i in found]


def on_monday(*periods, **rest):
    return said(schedule(*periods, **rest), "2026-09-21", "2026-09-22")


BASE = always(span(WEEKDAYS, "10:00-18:00"))


def test_nothing_said_is_closed():
    assert on_monday() == []


def test_spans_of_ordinary_periods_add_up():
    evening = Period(MONDAY, MONDAY, (span([0], "19:00-20:00"), span([0], "17:00-18:30")))
    assert on_monday(BASE, evening) == ["21 10:00-21 18:30", "21 19:00-21 20:00"]


def test_ordinary_periods_hold_only_within_their_dates():
    assert on_monday(Period(date(2026, 9, 22), None, BASE.spans), Period(None, date(2026, 9, 20), BASE.spans)) == []


def test_the_state_that_promises_most_wins():
    unstaffed = always(span(EVERY_DAY, "06:00-22:00", State.SELF_SERVICE))
    assert on_monday(BASE, unstaffed) == [
        "21 06:00-21 10:00 self_service",
        "21 10:00-21 18:00",
        "21 18:00-21 22:00 self_service",
    ]


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        (State.CLOSED, State.OPEN),
        (State.OPEN, State.BY_APPOINTMENT),
        (State.BY_APPOINTMENT, State.PHONE_ONLY),
        (State.PHONE_ONLY, State.WEATHER_PERMITTING),
        (State.WEATHER_PERMITTING, State.SELF_SERVICE),
    ],
)
def test_states_have_an_order(stronger, weaker):
    hours = schedule(always(span([0], "10:00-12:00", stronger), span([0], "10:00-12:00", weaker)))
    found = [one.state for one in intervals(hours, at("2026-09-21"), at("2026-09-22"))]
    assert found == ([] if stronger == State.CLOSED else [stronger])


def test_hours_apart_stay_apart_when_others_overlap():
    unstaffed = always(span([0], "08:00-09:00"), span([0], "17:00-20:00", State.SELF_SERVICE))
    assert on_monday(BASE, unstaffed) == ["21 08:00-21 09:00", "21 10:00-21 18:00", "21 18:00-21 20:00 self_service"]


def test_a_closed_span_is_a_break():
    lunch = always(span(WEEKDAYS, "12:00-13:00", State.CLOSED))
    assert on_monday(BASE, lunch) == ["21 10:00-21 12:00", "21 13:00-21 18:00"]


def test_an_override_without_spans_is_closed():
    assert on_monday(BASE, on("2026-09-21", "2026-09-21")) == []


def test_an_override_replaces_all_ordinary_hours():
    assert on_monday(BASE, on("2026-09-20", "2026-09-22", span([0], "12:00-13:00"))) == ["21 12:00-21 13:00"]


def test_the_shortest_override_wins():
    short, long = on("2026-09-20", "2026-09-21", span([0], "12:00-13:00")), on("2026-09-01", "2026-09-30")
    assert on_monday(short, long) == on_monday(long, short) == ["21 12:00-21 13:00"]


def test_an_open_ended_override_is_the_longest():
    ending = on("1990-01-01", "2090-01-01", span([0], "12:00-13:00"))
    assert on_monday(ending, Period(MONDAY, None, is_override=True)) == ["21 12:00-21 13:00"]


def test_of_equally_long_overrides_the_last_wins():
    first, last = on("2026-09-21", "2026-09-22"), on("2026-09-20", "2026-09-21", span([0], "12:00-13:00"))
    assert on_monday(first, last) == ["21 12:00-21 13:00"]


def test_a_holiday_is_as_its_weekday_unless_said_otherwise():
    assert on_monday(BASE, holidays={MONDAY}) == ["21 10:00-21 18:00"]


def test_holidays_can_be_closed():
    assert on_monday(BASE, holidays={MONDAY}, closed_on_holidays=True) == []


@pytest.mark.parametrize("closed", [True, False])
def test_holidays_can_have_hours(closed):
    special = always(span(HOLIDAY, "12:00-14:00"))
    assert on_monday(BASE, special, holidays={MONDAY}, closed_on_holidays=closed) == ["21 12:00-21 14:00"]


def test_an_override_beats_a_holiday():
    hours = on("2026-09-21", "2026-09-21", span([0], "12:00-13:00"))
    assert on_monday(BASE, hours, holidays={MONDAY}, closed_on_holidays=True) == ["21 12:00-21 13:00"]


def test_an_override_can_have_its_own_holiday_hours():
    hours = on("2026-09-21", "2026-09-22", span(EVERY_DAY, "09:00-17:00"), span(HOLIDAY, "12:00-13:00"))
    assert said(schedule(hours, holidays={MONDAY}), "2026-09-21", "2026-09-23") == [
        "21 12:00-21 13:00",
        "22 09:00-22 17:00",
    ]


NIGHT = always(span(EVERY_DAY, "22:00-03:00"))


def test_a_night_runs_into_the_next_day():
    assert on_monday(NIGHT) == ["21 00:00-21 03:00", "21 22:00-22 00:00"]


def test_an_override_clears_its_date_from_midnight():
    assert said(schedule(NIGHT, on("2026-09-21", "2026-09-21")), "2026-09-20 12:00", "2026-09-22 12:00") == [
        "20 22:00-21 00:00"
    ]


def test_nights_of_one_override_run_on_within_it():
    nights = on("2026-09-20", "2026-09-21", span(EVERY_DAY, "23:00-01:00"))
    assert said(schedule(nights), "2026-09-20 12:00", "2026-09-21 12:00") == ["20 23:00-21 01:00"]


def test_another_override_ends_the_night():
    nights, day = on("2026-09-19", "2026-09-20", span(EVERY_DAY, "23:00-01:00")), on("2026-09-21", "2026-09-21")
    assert said(schedule(nights, day), "2026-09-20 12:00", "2026-09-21 12:00") == ["20 23:00-21 00:00"]


def test_a_night_of_an_override_runs_into_an_ordinary_day_and_a_holiday():
    party = on("2026-09-20", "2026-09-20", span(EVERY_DAY, "23:00-01:00"))
    for holidays in (set(), {MONDAY}):
        hours = schedule(BASE, party, closed_on_holidays=True, holidays=holidays)
        assert said(hours, "2026-09-20 12:00", "2026-09-21 09:00") == ["20 23:00-21 01:00"]


def test_a_night_of_an_override_beats_the_states_of_the_next_day():
    party = on("2026-09-20", "2026-09-20", span(EVERY_DAY, "23:00-01:00", State.SELF_SERVICE))
    hours = schedule(always(span([0], "00:00-08:00")), party)
    assert said(hours, "2026-09-21", "2026-09-22") == ["21 00:00-21 01:00 self_service", "21 01:00-21 08:00"]


def test_what_a_break_leaves_of_a_night_ends_with_it():
    split = always(span([6], "22:00-03:00"), span([6], "23:00-01:00", State.CLOSED))
    assert on_monday(split) == ["21 01:00-21 03:00"]
    assert on_monday(split, on("2026-09-21", "2026-09-21")) == []
    (*_, sunday) = week_table(schedule(split, on("2026-09-21", "2026-09-21")), date(2026, 9, 14))
    assert sunday.rows == (DayRow(time(22), time(23), State.OPEN),)


def test_a_holiday_ends_the_night_before_it():
    hours = schedule(NIGHT, closed_on_holidays=True, holidays={MONDAY})
    assert said(hours, "2026-09-20 12:00", "2026-09-22 12:00") == ["20 22:00-21 00:00"]


def test_a_holiday_with_the_hours_of_its_weekday_does_not_end_the_night():
    hours = schedule(always(span([*EVERY_DAY, PUBLIC_HOLIDAY], "22:00-03:00")), holidays={MONDAY})
    assert said(hours, "2026-09-20 12:00", "2026-09-21 12:00") == ["20 22:00-21 03:00"]


def test_a_time_that_spring_skips_is_the_end_of_the_gap():
    hours = schedule(always(span(EVERY_DAY, "02:30-04:00"), span(EVERY_DAY, "02:10-02:20", State.SELF_SERVICE)))
    (interval,) = intervals(hours, at("2026-03-29"), at("2026-03-30"))
    assert interval.start == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert interval.duration == timedelta(hours=1)


def test_in_autumn_it_opens_at_the_first_and_closes_at_the_second():
    hours = schedule(always(span(EVERY_DAY, "02:15-02:45")))
    (interval,) = intervals(hours, at("2026-10-25"), at("2026-10-26"))
    assert (interval.start.fold, interval.end.fold) == (0, 1)
    assert interval.duration == timedelta(hours=1, minutes=30)


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-10-26", 24)])
def test_a_full_day_is_as_long_as_the_day(day, hours):
    (interval,) = intervals(schedule(always(span(EVERY_DAY, "00:00-00:00"))), at(day), at(f"{day} 23:59"))
    assert interval.duration == timedelta(hours=hours, minutes=-1)


def test_intervals_are_clipped_and_touching_ones_joined():
    hours = always(span([0], "10:00-12:00"), span([0], "12:00-14:00"))
    assert said(schedule(hours), "2026-09-21 11:00", "2026-09-21 13:00") == ["21 11:00-21 13:00"]
    assert said(schedule(hours), "2026-09-21 11:00", "2026-09-21 11:00") == []


def test_the_week_shows_each_day_as_on_a_door():
    closed = on("2026-09-27", "2026-09-27")
    lunch = span([1], "12:00-13:00", State.CLOSED)
    hours = always(span([1], "10:00-14:00"), span([2, 5], "22:00-03:00"), span([3], "00:00-00:00"), lunch)
    week = week_table(schedule(hours, closed, holidays={date(2026, 9, 25)}), MONDAY)
    assert [(day.is_holiday, *(f"{r.opens:%H:%M}-{r.closes:%H:%M}" for r in day.rows)) for day in week] == [
        (False,),
        (False, "10:00-12:00", "13:00-14:00"),
        (False, "22:00-03:00"),
        (False, "00:00-00:00"),
        (True,),
        (False, "22:00-00:00"),
        (False,),
    ]
    assert week[3] == DayHours(date(2026, 9, 24), False, (DayRow(time(0), time(0), State.OPEN),))


@pytest.mark.parametrize(
    ("days", "opens", "closes", "next_day"),
    [
        ([], time(10), time(12), False),
        ([8], time(10), time(12), False),
        ([0], time(10, 0, 1), time(12), False),
        ([0], time(12), time(10), False),
        ([0], time(10), time(12), True),
    ],
)
def test_a_span_that_makes_no_sense_is_refused(days, opens, closes, next_day):
    with pytest.raises(ValueError, match="must be"):
        Span(frozenset(days), opens, closes, next_day)


def test_a_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="must not end before"):
        on("2026-09-22", "2026-09-21")


def test_an_unknown_zone_is_refused():
    with pytest.raises(ZoneInfoNotFoundError):
        Schedule((), "Europe/Atlantis")
