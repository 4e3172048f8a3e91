"""A year of a schedule, drawn as months: what differs on which day, in words and in one letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import batched

from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from verkstad.core.translated import Translated, best
from verkstad.places.opening_hours.days import day_rows
from verkstad.places.opening_hours.model import DayRow, Period, Schedule
from verkstad.places.opening_hours.stretches import wall_time
from verkstad.places.words import day_words, period_words, span_words, weekly


@dataclass(frozen=True, slots=True)
class Day:
    """``mark`` is a letter and ``kind`` the pattern for what differs, ``words`` all of it; empty on ordinary days."""

    date: date
    kind: str
    mark: str
    words: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks from Monday to Sunday; None stands for days of other months."""

    name: str
    weeks: list[tuple[Day | None, ...]]


@dataclass(frozen=True, slots=True)
class Listed:
    """An exception as a row: ``number`` is its place in the schedule."""

    number: int
    dates: str
    name: str
    spans: list[str]
    is_long: bool


def months_of(schedule: Schedule, year: int, names: Mapping[date, Translated], today: date) -> list[Month]:
    """``names`` are those of the confirmed holidays."""
    first = date(year, 1, 1)
    length = (date(year + 1, 1, 1) - first).days
    days = []
    for ahead, stretches in enumerate(day_rows(schedule, first, length)):
        day = first + timedelta(ahead)
        spans = [span_words(DayRow(wall_time(s.start), wall_time(s.end), s.state)) for s in stretches]
        exception = next((p for p in schedule.overrides if p.first <= day.toordinal() <= p.last), None)
        kind = _kind(day in schedule.holidays, exception is not None, bool(stretches))
        reason = (best(exception.name) if exception else "") or str(names.get(day, "") if kind else "")
        words = ", ".join(filter(None, [day_words(day), reason, *(spans or [_("closed")])])) if kind else ""
        days.append(Day(day, kind, str(marks()[kind][0]) if kind else "", words, day == today))
    return [_month(number, [day for day in days if day.date.month == number]) for number in range(1, 13)]


def marks() -> dict[str, tuple[str, str]]:
    """The letter of each kind of day and what it means."""
    return {
        "holiday": (pgettext("holiday, one letter", "H"), _("holiday")),
        "closed": (pgettext("closed, one letter", "C"), _("closed")),
        "other": (pgettext("other hours, one letter", "O"), _("other hours")),
    }


def _kind(is_holiday: bool, is_exception: bool, is_open: bool) -> str:
    if is_exception:
        return "other" if is_open else "closed"
    return "holiday" if is_holiday else ""


def _month(number: int, days: list[Day]) -> Month:
    before: list[Day | None] = [None] * days[0].date.weekday()
    after: list[Day | None] = [None] * (6 - days[-1].date.weekday())
    return Month(capfirst(str(MONTHS[number])), list(batched([*before, *days, *after], 7)))


def exceptions_of(schedule: Schedule, year: int) -> list[Listed]:
    """Those that touch the year, in the order they begin."""
    touching = [
        (number, period)
        for number, period in enumerate(schedule.periods)
        if period.is_override
        and (period.starts_on is None or period.starts_on.year <= year)
        and (period.ends_on is None or period.ends_on.year >= year)
    ]
    return [_listed(number, period) for number, period in sorted(touching, key=lambda one: one[1].first)]


def _listed(number: int, period: Period) -> Listed:
    words = capfirst(period_words(period))
    return Listed(number, words, best(period.name), weekly(period), is_long=period.length > 1)
