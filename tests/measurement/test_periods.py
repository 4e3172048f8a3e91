"""Stretches of months, by the calendar or by choice."""

from datetime import date

import pytest
from django.utils.translation import override

from verkstad.measurement.periods import Period, latest, name, offered, shifted


@pytest.mark.parametrize(("by", "found"), [(0, (2026, 3)), (-3, (2025, 12)), (10, (2027, 1)), (-15, (2024, 12))])
def test_months_are_shifted_over_years(by, found):
    assert shifted(date(2026, 3, 1), by) == date(*found, 1)


def test_period_before_is_as_long_and_ends_where_this_begins():
    assert Period(date(2026, 1, 1), date(2026, 3, 1)).before == Period(date(2025, 10, 1), date(2025, 12, 1))


def test_latest_months_have_this_one():
    assert latest(2, date(2026, 1, 20)) == Period(date(2025, 12, 1), date(2026, 1, 1))


def test_short_period_is_lengthened_backwards():
    period = Period(date(2026, 3, 1), date(2026, 3, 1))
    assert (period.at_least(12).months[0], period.at_least(1)) == (date(2025, 4, 1), period)


@pytest.mark.parametrize(
    ("length", "names"),
    [
        (1, ["May 2026", "April 2026"]),
        (3, ["Quarter 2 of 2026", "Quarter 1 of 2026"]),
        (6, ["First half of 2026", "Second half of 2025"]),
        (12, ["2026", "2025"]),
    ],
)
def test_stretches_of_the_calendar_are_offered_by_name(length, names):
    with override("en"):
        found = [name(period) for _code, period in offered(length, date(2026, 5, 20))]
    assert found[:2] == names


def test_period_that_is_no_stretch_of_the_calendar_is_named_by_its_ends():
    with override("en"):
        assert name(Period(date(2025, 11, 1), date(2026, 3, 1))) == "November 2025 – March 2026"
