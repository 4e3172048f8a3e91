"""Schedules of HSDS, which are rules of iCalendar in parts, as periods of ours. What ours cannot say is refused."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.utils.translation import gettext_noop

from verkstad.places.opening_hours.model import Period, Span
from verkstad.services.importing.entries import Problem

_DAYS = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
_NOT_WEEKLY = ("bymonthday", "byweekno", "byyearday", "count")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(:00)?")


@dataclass(frozen=True, slots=True)
class _Hours:
    starts_on: date | None
    ends_on: date | None
    span: Span


def periods(schedules: Iterable[Mapping[str, Any]]) -> tuple[Period, ...]:
    """One for all schedules that hold between the same dates; raises Problem for the first that cannot be kept."""
    found: dict[tuple[date | None, date | None], list[Span]] = {}
    for one in map(_hours, schedules):
        found.setdefault((one.starts_on, one.ends_on), []).append(one.span)
    return tuple(Period(starts_on, ends_on, tuple(spans)) for (starts_on, ends_on), spans in found.items())


def _hours(schedule: Mapping[str, Any]) -> _Hours:
    if (freq := schedule.get("freq")) != "WEEKLY":
        raise Problem(
            gettext_noop("Only hours that come back each week are read, not “%(freq)s”."), freq=str(freq)[:20]
        )
    if others := [field for field in _NOT_WEEKLY if schedule.get(field)]:
        raise Problem(gettext_noop("Hours that depend on %(fields)s cannot be kept."), fields=", ".join(others))
    if schedule.get("interval") not in (None, 1):
        raise Problem(gettext_noop("Hours of every second week or less often cannot be kept."))
    opens, closes = _time(schedule, "opens_at"), _time(schedule, "closes_at")
    starts_on = _date(schedule, "valid_from") or _date(schedule, "dtstart")
    ends_on = _date(schedule, "valid_to") or _date(schedule, "until")
    if starts_on and ends_on and ends_on < starts_on:
        raise Problem(gettext_noop("The hours end before they begin."))
    return _Hours(starts_on, ends_on, Span(_days(schedule), opens, closes, closes <= opens))


def _days(schedule: Mapping[str, Any]) -> frozenset[int]:
    names = [name.strip() for name in str(schedule.get("byday") or "").split(",")]
    if unknown := [name for name in names if name not in _DAYS]:
        raise Problem(gettext_noop("“%(day)s” is no day of the week."), day=unknown[0][:20])
    return frozenset(_DAYS[name] for name in names)


def _time(schedule: Mapping[str, Any], field: str) -> time:
    match = _TIME.fullmatch(str(schedule.get(field) or ""))
    if match is None:
        text = str(schedule.get(field) or "")[:20]
        raise Problem(gettext_noop("“%(text)s” is no time of day such as 09:30."), text=text)
    return time(int(match[1]), int(match[2]))


def _date(schedule: Mapping[str, Any], field: str) -> date | None:
    text = str(schedule.get(field) or "")
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError as error:
        raise Problem(gettext_noop("“%(text)s” is no date such as 2026-11-22."), text=text[:20]) from error
