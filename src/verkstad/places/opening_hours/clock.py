"""From a zone's wall clock to moments, counted in whole seconds since 1970 UTC, and back."""

from bisect import bisect_left
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from .stretches import DAY

_EPOCH = datetime(1970, 1, 1).toordinal()


@lru_cache(maxsize=8192)
def even_midnight(zone: ZoneInfo, ordinal: int) -> int | None:
    """When the date begins, if no clock change makes it and the next one longer or shorter; else None."""
    day = datetime.fromordinal(ordinal)
    offsets = {zone.utcoffset(day + timedelta(days)) for days in range(3)}
    return (ordinal - _EPOCH) * DAY - _seconds(offsets.pop()) if len(offsets) == 1 else None


@lru_cache(maxsize=8192)
def moment(zone: ZoneInfo, ordinal: int, second: int, *, closing: bool) -> int:
    """When the clock shows `second` of the date: the end of the gap if skipped; if twice, the first, or the second
    when closing."""
    wall = (ordinal - _EPOCH) * DAY + second
    local = datetime.fromordinal(ordinal) + timedelta(seconds=second)
    before, after = (_seconds(zone.utcoffset(local.replace(fold=fold))) for fold in (0, 1))
    if before < after:
        around = range(wall - after, wall - before + 1)
        return around[bisect_left(around, after, key=lambda at: _seconds(local_time(zone, at).utcoffset()))]
    return wall - (after if closing else before)


@lru_cache(maxsize=8192)
def local_time(zone: ZoneInfo, at: int) -> datetime:
    return datetime.fromtimestamp(at, zone)


def _seconds(offset: timedelta | None) -> int:
    assert offset is not None  # a ZoneInfo always knows
    return offset.days * DAY + offset.seconds
