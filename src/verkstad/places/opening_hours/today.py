"""One day with other hours than it would have, for changes at short notice."""

from datetime import date, time
from enum import StrEnum

from .days import plan_days
from .model import Schedule, Span
from .stretches import DAY, State, Stretch

MINUTE = 60

type Hours = tuple[Stretch, ...]


class Reason(StrEnum):
    CLOSED_ALREADY = "closed_already"
    WRONG_ORDER = "wrong_order"


class NotToday(ValueError):
    """The change cannot be made: the day is closed already, or it would close before it opens."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def day_with(
    schedule: Schedule, day: date, *, opens: time | None = None, closes: time | None = None, closed: bool = False
) -> tuple[Span, ...]:
    """The spans of an exception that changes just this: when the day begins or ends, or that it is closed.

    A closing time of 00:00 is midnight. A night that began the day before runs to its end. Raises NotToday.
    """
    ordinal = day.toordinal()
    yesterday, today, tomorrow = plan_days(schedule, ordinal - 1, ordinal + 1)
    night = tuple(
        Stretch(0, s.end - DAY, s.state)
        for s in yesterday.hours_before(today)
        if s.end > DAY and s.state is not State.CLOSED
    )
    own = tuple(s for s in today.hours_before(tomorrow) if s.state is not State.CLOSED)
    hours = () if closed else _between(own, opens, closes)
    pieces = (piece for stretch in (*night, *hours) for piece in _spannable(stretch))
    return tuple(Span.over(frozenset({day.weekday()}), piece) for piece in pieces)


def _spannable(stretch: Stretch) -> Hours:
    """The stretch in pieces that begin on the day itself and last a day at most.

    What begins after midnight lay behind a stronger state until then, so it may begin behind it.
    """
    if stretch.end - stretch.start > DAY:
        return stretch._replace(end=DAY), stretch._replace(start=DAY - MINUTE)
    return (stretch._replace(start=min(stretch.start, DAY - MINUTE)),)


def _between(hours: Hours, opens: time | None, closes: time | None) -> Hours:
    start = None if opens is None else _second(opens)
    end = None if closes is None else _second(closes) or DAY
    if start is not None and end is not None and start >= end:
        raise NotToday(Reason.WRONG_ORDER)
    if not hours:
        if start is None or end is None:
            raise NotToday(Reason.CLOSED_ALREADY)
        return (Stretch(start, end, State.OPEN),)
    if end is not None:
        hours = _until(hours, end)
    if start is not None:
        hours = _from(hours, start)
    if not hours:
        raise NotToday(Reason.WRONG_ORDER)
    return hours


def _until(hours: Hours, end: int) -> Hours:
    kept = tuple(s._replace(end=min(s.end, end)) for s in hours if s.start < end)
    return (*kept[:-1], kept[-1]._replace(end=end)) if kept == hours else kept


def _from(hours: Hours, start: int) -> Hours:
    kept = tuple(s._replace(start=max(s.start, start)) for s in hours if s.end > start)
    # No span is longer than a day, however early the doors open.
    return (kept[0]._replace(start=max(start, kept[0].end - DAY)), *kept[1:]) if kept == hours else kept


def _second(clock: time) -> int:
    return clock.hour * 3600 + clock.minute * 60
