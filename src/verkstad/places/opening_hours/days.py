"""Which hours hold on a date, in wall-clock time."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from .model import PUBLIC_HOLIDAY, Period, Schedule
from .stretches import DAY, State, Stretch, flatten

ORDINARY, HOLIDAY, OVERRIDE = range(3)


class Plan(NamedTuple):
    """What holds on a date: by which level of rule, by which rule of that level, and the hours."""

    level: int
    rule: int
    stretches: tuple[Stretch, ...]

    def admits(self, yesterday: "Plan") -> bool:
        """Whether a night that began yesterday runs into this date."""
        return self.level < yesterday.level or (self.level == yesterday.level and self.rule == yesterday.rule)

    def hours_before(self, tomorrow: "Plan") -> tuple[Stretch, ...]:
        """The stretches, cut at midnight unless tomorrow admits the night."""
        if tomorrow.admits(self):
            return self.stretches
        return tuple(s._replace(end=min(s.end, DAY)) for s in self.stretches if s.start < DAY)


def plan_days(schedule: Schedule, first: int, last: int) -> list[Plan]:
    """The plans of the dates with the ordinals `first` to `last`."""
    overrides = [p for p in schedule.overrides if p.first <= last and p.last >= first]
    ordinary = [p for p in schedule.ordinary if p.first <= last and p.last >= first]
    plans = []
    for ordinal in range(first, last + 1):
        is_holiday = ordinal in schedule.holiday_ordinals
        plan = _override(overrides, ordinal, is_holiday) if overrides else None
        if plan is None:
            plan = _ordinary(ordinary, ordinal, is_holiday, schedule.closed_on_holidays)
        plans.append(plan)
    return plans


def _override(periods: Sequence[Period], ordinal: int, is_holiday: bool) -> Plan | None:
    for index, period in enumerate(periods):
        if period.first <= ordinal <= period.last:
            hours = override_on(period, ordinal, is_holiday=is_holiday)
            return Plan(OVERRIDE, 2 * index + (hours != period.stretches[_weekday(ordinal)]), hours)
    return None


def override_on(period: Period, ordinal: int, *, is_holiday: bool) -> tuple[Stretch, ...]:
    """What an overriding period says of a date that it covers."""
    return (is_holiday and period.stretches[PUBLIC_HOLIDAY]) or period.stretches[_weekday(ordinal)]


def _ordinary(periods: Sequence[Period], ordinal: int, is_holiday: bool, closed_on_holidays: bool) -> Plan:
    covering = [p for p in periods if p.first <= ordinal <= p.last]
    usual = _added_up(covering, _weekday(ordinal))
    if is_holiday:
        special = _added_up(covering, PUBLIC_HOLIDAY)
        if special != usual if special else closed_on_holidays:
            return Plan(HOLIDAY, 0, special)
    return Plan(ORDINARY, 0, usual)


def _added_up(periods: Sequence[Period], day: int) -> tuple[Stretch, ...]:
    if len(periods) == 1:
        return periods[0].stretches[day]
    return flatten(tuple(s for p in periods for s in p.stretches[day]))


def _weekday(ordinal: int) -> int:
    return (ordinal - 1) % 7


def day_rows(schedule: Schedule, first: date, days: int) -> list[list[Stretch]]:
    """The open stretches of each date."""
    ordinal = first.toordinal()
    return [
        [stretch for stretch in today.hours_before(tomorrow) if stretch.state is not State.CLOSED]
        for today, tomorrow in pairwise(plan_days(schedule, ordinal, ordinal + days))
    ]
