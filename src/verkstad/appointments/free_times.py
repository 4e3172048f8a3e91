"""Free times, worked out from who works when. No Django in here; moments are whole seconds since 1970 UTC.

A helper's time is what the working patterns say, on dates without an exception; on a date with one, what the
exceptions say, and no pattern. On a closed day (a holiday) patterns do not hold, exceptions do. From that the place
takes what lies outside its hours, when people come there, and the helper what is booked and away. What is left is
offered in pieces of the wanted length, from the beginning of each gap on, so that no booking wastes what follows.

All helpers are worked out at once, as arrays: 200 of them for eight weeks take some milliseconds.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from verkstad.places.opening_hours.clock import even_midnight, moment

type Numbers = npt.NDArray[np.int64]
type Marks = npt.NDArray[np.bool_]

# Makes one number of an owner and a moment: moments stay below it for the next five hundred years.
OWNER = 2**34


class Pattern(NamedTuple):
    """A working pattern: seconds of the day on weekdays, dates as ordinals; no times on days off.

    ``takes``: whether the wanted kind is taken. Others matter only as exceptions.
    """

    helper: int
    place: int
    days: Collection[int]
    starts: int | None
    ends: int | None
    every_weeks: int
    first: int
    last: int
    is_exception: bool
    takes: bool


class Shifts(NamedTuple):
    """Stretches in which a helper is at a place; column by column."""

    helper: Numbers
    place: Numbers
    start: Numbers
    end: Numbers

    def part(self, of: Numbers | Marks, start: Numbers | None = None, end: Numbers | None = None) -> "Shifts":
        """Those chosen, with other times if given."""
        return Shifts(
            self.helper[of],
            self.place[of],
            self.start[of] if start is None else start,
            self.end[of] if end is None else end,
        )

    def and_also(self, rows: Sequence[tuple[int, int, int, int]]) -> "Shifts":
        """These and some more, row by row."""
        more = np.array(rows, np.int64).reshape(-1, 4).T
        return Shifts(*(np.append(column, added) for column, added in zip(self, more, strict=True)))


class Stretches:
    """Stretches of time by owner; those of one owner that overlap or touch become one."""

    def __init__(self, rows: Iterable[tuple[int, int, int]]) -> None:
        merged: list[list[int]] = []
        for owner, start, end in sorted(rows):
            if merged and merged[-1][0] == owner and start <= merged[-1][2]:
                merged[-1][2] = max(merged[-1][2], end)
            else:
                merged.append([owner, start, end])
        self.owners, self.starts, self.ends = np.array(merged, np.int64).reshape(-1, 3).T
        self._starts, self._ends = self.owners * OWNER + self.starts, self.owners * OWNER + self.ends

    def within(self, owners: Numbers, starts: Numbers, ends: Numbers) -> tuple[Numbers, Numbers]:
        """For each span the numbers of the stretches that overlap it: from, and up to but without."""
        first = np.searchsorted(self._ends, owners * OWNER + starts, side="right")
        return first, np.maximum(first, np.searchsorted(self._starts, owners * OWNER + ends, side="left"))

    def overlap(self, owners: Numbers, starts: Numbers, ends: Numbers) -> Marks:
        """Which spans a stretch of their owner overlaps."""
        first, last = self.within(owners, starts, ends)
        return last > first


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: the length in seconds, the earliest moment to begin, and on which dates (ordinals)."""

    length: int
    earliest: int
    first: int
    last: int
    zone: ZoneInfo


def shifts(patterns: Sequence[Pattern], wanted: Wanted, closed: Collection[int] = ()) -> Shifts:
    """When those with whom the kind can be booked are at work; ``closed`` are ordinals of holidays."""
    columns = np.array([_columns(one) for one in patterns], np.int64).reshape(-1, 10).T
    helper, place, weekdays, starts, ends, every_weeks, first, last, is_exception, takes = columns
    exceptional, wanted_at_all = is_exception.astype(bool), takes.astype(bool) & (ends > 0)
    days = np.arange(wanted.first, wanted.last + 1)
    # A row for each pattern, a column for each date.
    weeks = (days - (first - (first - 1) % 7)[:, None]) // 7
    holds = (weekdays[:, None] >> (days - 1) % 7 & 1).astype(bool) & (weeks % every_weeks[:, None] == 0)
    holds &= (first[:, None] <= days) & (days <= last[:, None])
    helpers, own = np.unique(helper, return_inverse=True)
    overridden = np.zeros((len(helpers), len(days)), np.bool_)
    np.logical_or.at(overridden, own[exceptional], holds[exceptional])
    holds &= exceptional[:, None] | ~(overridden[own] | np.isin(days, [*closed]))
    row, day = np.nonzero(holds & wanted_at_all[:, None])
    return Shifts(helper[row], place[row], *(_moments(wanted, days[day], clock[row]) for clock in (starts, ends)))


def _columns(one: Pattern) -> tuple[int, ...]:
    weekdays = sum(1 << day for day in one.days)
    clocks = one.starts or 0, one.ends or 0
    marks = int(one.is_exception), int(one.takes)
    return one.helper, one.place, weekdays, *clocks, one.every_weeks, one.first, one.last, *marks


def _moments(wanted: Wanted, days: Numbers, seconds: Numbers) -> Numbers:
    """When the clocks show these seconds of these days; on days when they change, one by one."""
    midnights = np.array(
        [even_midnight(wanted.zone, day) or 0 for day in range(wanted.first, wanted.last + 1)], np.int64
    )
    found: Numbers = midnights[days - wanted.first] + seconds
    for odd in np.nonzero(midnights[days - wanted.first] == 0)[0]:
        found[odd] = moment(wanted.zone, int(days[odd]), int(seconds[odd]), closing=False)
    return found


def opened(at_work: Shifts, hours: Stretches) -> Shifts:
    """What of it lies within the hours of the place."""
    which, stretch = _pairs(*hours.within(at_work.place, at_work.start, at_work.end))
    start = np.maximum(at_work.start[which], hours.starts[stretch])
    return at_work.part(which, start, np.minimum(at_work.end[which], hours.ends[stretch]))


def gaps(at_work: Shifts, busy: Stretches) -> Shifts:
    """What of it is left when the helper's busy stretches are taken out."""
    first, last = busy.within(at_work.helper, at_work.start, at_work.end)
    # Between n busy stretches lie n + 1 gaps: each begins after the stretch before it and ends before the one after.
    which, after = _pairs(first, last + 1)
    starts, ends = np.append(busy.starts, 0), np.append(busy.ends, 0)
    start = np.where(after == first[which], at_work.start[which], ends[after - 1])
    end = np.where(after == last[which], at_work.end[which], starts[after])
    return at_work.part(which, start, end)


def pieces(free: Shifts, wanted: Wanted) -> Shifts:
    """Pieces of the wanted length that do not begin too early."""
    number = np.maximum(free.end - free.start, 0) // wanted.length
    which, piece = _pairs(np.zeros_like(number), number)
    start = free.start[which] + piece * wanted.length
    found = free.part(which, start, start + wanted.length)
    return found.part(start >= wanted.earliest)


def with_resource(found: Shifts, resources: Sequence[tuple[int, int]], taken: Stretches) -> Shifts:
    """Those at whose place one of the resources is free; ``resources`` are numbers with their place's."""
    is_free = np.zeros(len(found.start), np.bool_)
    for resource, place in resources:
        owners = np.full_like(found.start, resource)
        is_free |= (found.place == place) & ~taken.overlap(owners, found.start, found.end)
    return found.part(is_free)


def _pairs(first: Numbers, last: Numbers) -> tuple[Numbers, Numbers]:
    """For each row every number from ``first`` up to but without ``last``: the rows, and the numbers."""
    counts = last - first
    rows = np.repeat(np.arange(len(counts)), counts)
    return rows, np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts) + first[rows]
