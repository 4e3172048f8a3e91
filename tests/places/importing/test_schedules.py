"""Rules of iCalendar as opening hours of ours."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.places.importing.schedules import periods
from verkstad.places.opening_hours.model import Period, Span
from verkstad.services.importing.entries import Problem

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
WEEKLY = {"freq": "WEEKLY", "byday": "MO,WE", "opens_at": "09:00:00", "closes_at": "17:30"}


def test_weekly_schedule_is_a_period():
    assert periods([WEEKLY]) == (Period(None, None, (Span(frozenset({0, 2}), time(9), time(17, 30)),)),)


def test_schedules_of_the_same_dates_are_one_period():
    saturday = WEEKLY | {"byday": "SA", "closes_at": "12:00"}
    assert [len(it.spans) for it in periods([WEEKLY, saturday])] == [2]
    assert len(periods([WEEKLY, saturday | {"valid_from": "2026-06-01"}])) == 2


def test_night_ends_the_next_day():
    (period,) = periods([WEEKLY | {"opens_at": "22:00", "closes_at": "02:00"}])
    assert period.spans[0].closes_next_day


@given(
    days=st.lists(st.sampled_from(DAYS), min_size=1, max_size=7, unique=True),
    opens=st.times(),
    closes=st.times(),
    dates=st.tuples(st.dates(), st.dates()).map(sorted),
)
def test_every_week_is_read_as_it_says(days, opens, closes, dates):
    schedule = {
        "freq": "WEEKLY",
        "byday": ",".join(days),
        "opens_at": f"{opens:%H:%M}",
        "closes_at": f"{closes:%H:%M}:00",
        "valid_from": dates[0].isoformat(),
        "valid_to": dates[1].isoformat(),
    }
    (period,) = periods([schedule])
    (span,) = period.spans
    assert (period.starts_on, period.ends_on) == (dates[0], dates[1])
    assert {DAYS[day] for day in span.days} == set(days)
    assert (span.opens, span.closes) == (time(opens.hour, opens.minute), time(closes.hour, closes.minute))


@pytest.mark.parametrize(
    "change",
    [
        {"freq": "MONTHLY"},
        {"freq": None},
        {"interval": 2},
        {"count": 3},
        {"bymonthday": "1"},
        {"byweekno": "41"},
        {"byyearday": "2"},
        {"byday": "1MO"},
        {"byday": ""},
        {"opens_at": "9 o'clock"},
        {"closes_at": "17:00:30"},
        {"opens_at": "09:00Z"},
        {"valid_from": "soon"},
        {"valid_from": "2026-02-01", "valid_to": "2026-01-01"},
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_reason(change):
    with pytest.raises(Problem):
        periods([WEEKLY | change])


def test_dates_come_from_the_rule_when_no_validity_is_told():
    (period,) = periods([WEEKLY | {"dtstart": "2026-01-01", "until": "2026-06-30"}])
    assert (period.starts_on, period.ends_on) == (date(2026, 1, 1), date(2026, 6, 30))
