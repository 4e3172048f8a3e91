"""What opening hours are made of. The rules they follow stand in the package's docstring."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from .stretches import DAY, State, Stretch, flatten, wall_time

__all__ = ["PUBLIC_HOLIDAY", "DayHours", "DayRow", "Interval", "Period", "Schedule", "Span", "State"]

PUBLIC_HOLIDAY = 7
"""Stands beside the weekdays 0 (Monday) to 6 in `Span.days`."""


@dataclass(frozen=True, slots=True)
class Span:
    """On these days, from `opens` to `closes`. A full day is 00:00 to 00:00 of the next day; nothing is longer."""

    days: frozenset[int]
    opens: time
    closes: time
    closes_next_day: bool = False
    state: State = State.OPEN

    def __post_init__(self) -> None:
        """Raise ValueError for days that do not exist, parts of minutes, and times in the wrong order."""
        if not self.days or not self.days <= frozenset(range(PUBLIC_HOLIDAY + 1)):
            raise ValueError("days must be some of 0 (Monday) to 6 and 7 (public holiday)")
        if any(t.second or t.microsecond or t.tzinfo for t in (self.opens, self.closes)):
            raise ValueError("opens and closes must be local times in whole minutes")
        if self.closes_next_day != (self.closes <= self.opens):
            raise ValueError("closes must be after opens, or on the next day and at most 24 hours later")

    @classmethod
    def over(cls, days: frozenset[int], stretch: Stretch) -> "Span":
        """The span that says this of these days."""
        return cls(days, wall_time(stretch.start), wall_time(stretch.end), stretch.end >= DAY, stretch.state)

    @property
    def stretch(self) -> Stretch:
        """The same in seconds of one day."""
        closes = _seconds(self.closes) + (DAY if self.closes_next_day else 0)
        return Stretch(_seconds(self.opens), closes, self.state)


def _seconds(moment: time) -> int:
    return moment.hour * 3600 + moment.minute * 60


@dataclass(frozen=True, slots=True)
class Period:
    """Spans that hold from `starts_on` to `ends_on`, both included; None is open-ended.

    `name` by language is for people, such as "Summer hours". `is_sudden`: an override made on the very day.
    For reading: `first` and `last` are ordinals of dates, `stretches` has the hours of each day of `Span.days`.
    """

    starts_on: date | None = None
    ends_on: date | None = None
    spans: tuple[Span, ...] = ()
    is_override: bool = False
    name: Mapping[str, str] = field(default_factory=dict, hash=False)
    is_sudden: bool = False
    first: int = field(init=False, repr=False, compare=False)
    last: int = field(init=False, repr=False, compare=False)
    stretches: tuple[tuple[Stretch, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Raise ValueError when it ends before it starts. Lay out what reading the hours needs over and over."""
        put = object.__setattr__
        put(self, "spans", tuple(self.spans))
        put(self, "first", (self.starts_on or date.min).toordinal())
        put(self, "last", (self.ends_on or date.max).toordinal())
        if self.first > self.last:
            raise ValueError("a period must not end before it starts")
        said = [(span.days, span.stretch) for span in self.spans]
        by_day = (tuple(stretch for days, stretch in said if day in days) for day in range(PUBLIC_HOLIDAY + 1))
        put(self, "stretches", tuple(map(flatten, by_day)))

    @property
    def length(self) -> float:
        """Days; infinite when one end is open."""
        return float("inf") if None in (self.starts_on, self.ends_on) else self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Schedule:
    """All hours of one thing that opens.

    `holidays` are the dates the municipality has confirmed as holidays or closing days.
    For reading: `overrides` has the one that wins first.
    Raises ZoneInfoNotFoundError for an unknown zone.
    """

    periods: tuple[Period, ...]
    time_zone: str
    closed_on_holidays: bool = False
    holidays: frozenset[date] = frozenset()
    holiday_ordinals: frozenset[int] = field(init=False, repr=False, compare=False)
    zone: ZoneInfo = field(init=False, repr=False, compare=False)
    ordinary: tuple[Period, ...] = field(init=False, repr=False, compare=False)
    overrides: tuple[Period, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "periods", tuple(self.periods))
        put(self, "holidays", frozenset(self.holidays))
        put(self, "holiday_ordinals", frozenset(day.toordinal() for day in self.holidays))
        put(self, "zone", ZoneInfo(self.time_zone))
        put(self, "ordinary", tuple(p for p in self.periods if not p.is_override))
        last_first = (p for p in reversed(self.periods) if p.is_override)
        put(self, "overrides", tuple(sorted(last_first, key=lambda p: (p.length, not p.is_sudden))))


class Interval(NamedTuple):
    """A run of one state, in the schedule's zone. Subtracting local datetimes is wrong when clocks change: use
    `duration`."""

    start: datetime
    end: datetime
    state: State

    @property
    def duration(self) -> timedelta:
        """Elapsed time."""
        return self.end.astimezone(UTC) - self.start.astimezone(UTC)


class DayRow(NamedTuple):
    """Wall-clock times of one day; `closes` at or before `opens` is on the next day."""

    opens: time
    closes: time
    state: State


class DayHours(NamedTuple):
    """One day of a week's table; no rows means closed."""

    date: date
    is_holiday: bool
    rows: tuple[DayRow, ...]
