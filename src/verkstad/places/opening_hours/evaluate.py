"""Questions to a schedule. Every datetime given must be aware; every one returned is in the schedule's zone.

To sort, subtract or compare what is returned, convert it to UTC: Python does so by wall clock within one zone, and
holds local datetimes in the hour that comes twice for equal to no other zone's.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from .clock import even_midnight, local_time, moment
from .days import day_rows, plan_days
from .model import DayHours, DayRow, Interval, Schedule
from .stretches import STRENGTH, Ranked, State, Stretch, overlay, wall_time

STAFFED = frozenset({State.OPEN})
"""The states that count as open unless told otherwise: somebody is there and no booking is needed."""

HORIZON_DAYS = 60


def intervals(schedule: Schedule, start: datetime, end: datetime) -> list[Interval]:
    """What is not closed between the two moments: in order, merged, clipped to them."""
    zone = schedule.zone
    lower, upper = start.timestamp(), end.timestamp()
    found = []
    for opens, closes, state in _runs(schedule, start, end):
        if max(opens, lower) < min(closes, upper):
            begin = local_time(zone, opens) if opens > lower else start.astimezone(zone)
            finish = local_time(zone, closes) if closes < upper else end.astimezone(zone)
            found.append(Interval(begin, finish, state))
    return found


def state_at(schedule: Schedule, at: datetime) -> State:
    """The moment of closing is closed already."""
    now = at.timestamp()
    return next((run.state for run in _runs(schedule, at, at) if run.start <= now < run.end), State.CLOSED)


def is_open(schedule: Schedule, at: datetime, states: Collection[State] = STAFFED) -> bool:
    """Whether the state is one of `states`."""
    return state_at(schedule, at) in states


def until_when(schedule: Schedule, at: datetime, within_days: int = HORIZON_DAYS) -> datetime | None:
    """When the present state ends, closed included; None if not within so many days."""
    for end in _horizons(at, within_days):
        for run in _runs(schedule, at, end):
            for edge in run[:2]:
                if at.timestamp() < edge <= end.timestamp():
                    return local_time(schedule.zone, edge)
    return None


def next_open(
    schedule: Schedule, at: datetime, within_days: int = HORIZON_DAYS, states: Collection[State] = STAFFED
) -> datetime | None:
    """When it opens the next time, strictly after `at`; None if not within so many days."""
    for end in _horizons(at, within_days):
        before = None
        for run in _runs(schedule, at, end):
            turns_open = run.state in states and not (before and before.end == run.start and before.state in states)
            if turns_open and at.timestamp() < run.start <= end.timestamp():
                return local_time(schedule.zone, run.start)
            before = run
    return None


def soonest(
    schedule: Schedule, at: datetime, within_days: int = HORIZON_DAYS, states: Collection[State] = STAFFED
) -> datetime | None:
    """The first moment from `at` on when it is open: `at` itself if it is open now."""
    if is_open(schedule, at, states):
        return at.astimezone(schedule.zone)
    return next_open(schedule, at, within_days, states)


def week_table(schedule: Schedule, monday: date) -> list[DayHours]:
    """Seven days as a sign on the door shows them: a night stands on the day it begins."""
    table = []
    for offset, stretches in enumerate(day_rows(schedule, monday, 7)):
        day = monday + timedelta(offset)
        rows = tuple(DayRow(wall_time(s.start), wall_time(s.end), s.state) for s in stretches)
        table.append(DayHours(day, day in schedule.holidays, rows))
    return table


def _horizons(at: datetime, within_days: int) -> Iterator[datetime]:
    """Most answers are near: look a little ahead before looking as far as asked."""
    yield from (at + timedelta(days) for days in (2, 8) if days < within_days)
    yield at + timedelta(within_days)


def _runs(schedule: Schedule, start: datetime, end: datetime) -> list[Stretch]:
    """What is not closed on all dates the two moments touch, in seconds since 1970."""
    first = start.astimezone(schedule.zone).toordinal() - 1
    plans = plan_days(schedule, first, end.astimezone(schedule.zone).toordinal() + 1)
    pieces: list[Ranked] = []
    for ordinal, (today, tomorrow) in enumerate(pairwise(plans), first):
        _lay_out(schedule.zone, ordinal, today.level, today.hours_before(tomorrow), pieces)
    return [run for run in overlay(pieces) if run.state is not State.CLOSED]


def _lay_out(zone: ZoneInfo, ordinal: int, level: int, stretches: Sequence[Stretch], pieces: list[Ranked]) -> None:
    """Add the day's stretches; a night that runs into a day of a lower level beats that day's states."""
    midnight = even_midnight(zone, ordinal)
    for opens, closes, state in stretches:
        rank = level * len(STRENGTH) + STRENGTH[state]
        if midnight is not None:
            pieces.append((midnight + opens, midnight + closes, rank, state))
            continue
        start = moment(zone, ordinal, opens, closing=False)
        end = moment(zone, ordinal, closes, closing=True)
        if start < end:
            pieces.append((start, end, rank, state))
