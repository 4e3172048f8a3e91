"""Questions to a schedule. Every datetime given must be aware; every one returned is in the schedule's zone.

To sort, subtract or compare what is returned, convert it to UTC: Python does so by wall clock within one zone, and
holds local datetimes in the hour that comes twice for equal to no other zone's.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from .clock import even_midnight, local_time, moment
from .days import day_rows, plan_days
from .model import DayHours, DayRow, Interval, Schedule
from .stretches import STRENGTH, Ranked, State, Stretch, overlay, wall_time


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


def week_table(schedule: Schedule, monday: date) -> list[DayHours]:
    """Seven days as a sign on the door shows them: a night stands on the day it begins."""
    table = []
    for offset, stretches in enumerate(day_rows(schedule, monday, 7)):
        day = monday + timedelta(offset)
        rows = tuple(DayRow(wall_time(s.start), wall_time(s.end), s.state) for s in stretches)
        table.append(DayHours(day, day in schedule.holidays, rows))
    return table


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
