"""What in a schedule is contradictory, without effect or probably not meant.

Nothing here is wrong to store: each complaint is for the person who typed it, to be said in words elsewhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import combinations, pairwise

from .days import day_rows, override_on
from .model import PUBLIC_HOLIDAY, Period, Schedule
from .stretches import DAY, State, Stretch, wall_time

MORNING = 6 * 3600
"""A night that lasts longer was probably typed the wrong way round."""
SHORTEST_GAP = 15 * 60
HORIZON_DAYS = 400


class Code(StrEnum):
    OVERLAP = "overlap"
    BACKWARDS = "backwards"
    NIGHT_INTO_DAY = "night_into_day"
    TOO_LONG = "too_long"
    SHORT_GAP = "short_gap"
    NEVER_OCCURS = "never_occurs"
    EMPTY_WEEK = "empty_week"
    PAST = "past"
    CHANGES_NOTHING = "changes_nothing"
    CONTRADICTION = "contradiction"
    OPENS_ON_HOLIDAY = "opens_on_holiday"


@dataclass(frozen=True, slots=True)
class Complaint:
    """`period` is its number in the schedule, if one alone is meant.

    `values`: `days` (some of 0 to 7), `first` and `second` (pairs of times, or periods), `dates`, as the code needs.
    """

    code: Code
    period: int | None = None
    values: Mapping[str, object] = field(default_factory=dict)


def explain(schedule: Schedule, today: date) -> list[Complaint]:
    """All that is worth looking at, from `today` on; the weeks first, then the exceptions."""
    found: list[Complaint] = []
    for number, period in enumerate(schedule.periods):
        if period.last < today.toordinal():
            found += [] if period.is_sudden else [Complaint(Code.PAST, number)]
            continue
        found += _days_together(_in_period(number, period))
        found += _exception(schedule, number, today) if period.is_override else ()
    found += _between(schedule, today)
    if not any(_opens(period) for period in schedule.periods):
        found.append(Complaint(Code.EMPTY_WEEK))
    return found


def _opens(period: Period) -> bool:
    return any(stretch.state is not State.CLOSED for day in period.stretches for stretch in day)


def _in_period(number: int, period: Period) -> Iterator[Complaint]:
    """One complaint for each day."""
    for day in range(PUBLIC_HOLIDAY + 1):
        said = sorted({span.stretch for span in period.spans if day in span.days and span.state is not State.CLOSED})
        for code, first, second in (*_in_day(said, period.stretches[day]), *_into_next(period, day)):
            yield Complaint(code, number, {"days": (day,), "first": _times(first), "second": _times(second)})
    occurring = {(ordinal - 1) % 7 for ordinal in range(period.first, min(period.last, period.first + 6) + 1)}
    for span in period.spans:
        if span.days.isdisjoint(occurring | {PUBLIC_HOLIDAY}):
            for day in sorted(span.days):
                yield Complaint(Code.NEVER_OCCURS, number, {"days": (day,)})


type _Found = tuple[Code, Stretch, Stretch]


def _in_day(said: Sequence[Stretch], merged: Sequence[Stretch]) -> Iterator[_Found]:
    for first, second in combinations(said, 2):
        if first.end > second.start:
            yield Code.OVERLAP, first, second
    for stretch in said:
        if stretch.end > DAY + MORNING:
            yield Code.BACKWARDS, stretch, stretch
    if said and max(stretch.end for stretch in said) - said[0].start > DAY:
        yield Code.TOO_LONG, said[0], max(said, key=lambda stretch: stretch.end)
    for before, after in pairwise(merged):
        if 0 < after.start - before.end < SHORTEST_GAP:
            yield Code.SHORT_GAP, before, after


def _into_next(period: Period, day: int) -> Iterator[_Found]:
    if day == PUBLIC_HOLIDAY:
        return
    for night in (stretch for stretch in period.stretches[day] if stretch.end > DAY):
        for morning in period.stretches[(day + 1) % 7]:
            if morning.start < night.end - DAY:
                yield Code.NIGHT_INTO_DAY, night, morning


def _times(stretch: Stretch) -> tuple[object, object]:
    return wall_time(stretch.start), wall_time(stretch.end)


def _days_together(complaints: Iterator[Complaint]) -> list[Complaint]:
    """What is the same on several days is said once."""
    together: dict[tuple[object, ...], Complaint] = {}
    for one in complaints:
        key = one.code, one.values.get("first"), one.values.get("second")
        days = (*together[key].values["days"], *one.values["days"]) if key in together else one.values["days"]  # type: ignore[misc]  # days are tuples
        together[key] = replace(one, values={**one.values, "days": days})
    return list(together.values())


def _exception(schedule: Schedule, number: int, today: date) -> Iterator[Complaint]:
    period = schedule.periods[number]
    first = max(period.first, today.toordinal())
    last = min(period.last, first + HORIZON_DAYS)
    without = replace(schedule, periods=(*schedule.periods[:number], *schedule.periods[number + 1 :]))
    # The days beside count too: where an exception begins, the night before ends.
    asked = date.fromordinal(max(first - 1, 1)), last - first + 3
    if last + 2 < date.max.toordinal() and day_rows(schedule, *asked) == day_rows(without, *asked):
        yield Complaint(Code.CHANGES_NOTHING, number)
    if schedule.closed_on_holidays:
        holidays = [ordinal for ordinal in sorted(schedule.holiday_ordinals) if first <= ordinal <= last]
        dates = tuple(date.fromordinal(ordinal) for ordinal in holidays if _opens_on(period, ordinal))
        if dates:
            yield Complaint(Code.OPENS_ON_HOLIDAY, number, {"dates": dates})


def _opens_on(period: Period, ordinal: int) -> bool:
    return any(stretch.state is not State.CLOSED for stretch in override_on(period, ordinal, is_holiday=True))


def _between(schedule: Schedule, today: date) -> Iterator[Complaint]:
    """Pairs of periods that both hold on a date and do not agree."""
    present = [(number, period) for number, period in enumerate(schedule.periods) if period.last >= today.toordinal()]
    for (number, one), (_other, another) in combinations(present, 2):
        if max(one.first, another.first) > min(one.last, another.last):
            continue
        if one.is_override and another.is_override:
            if _contradict(schedule, one, another):
                yield Complaint(Code.CONTRADICTION, number, {"first": one, "second": another})
        elif not one.is_override and not another.is_override and _overlap(one, another):
            yield Complaint(Code.OVERLAP, None, {"first": one, "second": another})


def _contradict(schedule: Schedule, one: Period, another: Period) -> bool:
    """Whether the answer would be another if they had been added the other way round."""
    if one.length != another.length or one.is_sudden != another.is_sudden:
        return False
    first, last = max(one.first, another.first), min(one.last, another.last)
    if (one.first, one.last) != (another.first, another.last) and (_has_night(one) or _has_night(another)):
        return True
    week = [(ordinal, False) for ordinal in range(first, min(last, first + 6) + 1)]
    holidays = [(ordinal, True) for ordinal in schedule.holiday_ordinals if first <= ordinal <= last]
    return any(
        override_on(one, ordinal, is_holiday=is_holiday) != override_on(another, ordinal, is_holiday=is_holiday)
        for ordinal, is_holiday in (*week, *holidays)
    )


def _has_night(period: Period) -> bool:
    return any(stretch.end > DAY for day in period.stretches for stretch in day)


def _overlap(one: Period, another: Period) -> bool:
    return any(
        a.start < b.end and b.start < a.end and State.CLOSED not in (a.state, b.state)
        for day in range(PUBLIC_HOLIDAY + 1)
        for a in one.stretches[day]
        for b in another.stretches[day]
    )
