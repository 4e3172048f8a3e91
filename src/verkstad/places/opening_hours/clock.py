"""From a zone's wall clock to moments, counted in whole seconds since 1970 UTC, and back."""

from bisect import bisect_left
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from .stretches import DAY


@lru_cache(maxsize=8192)
def even_midnight(zone: ZoneInfo, ordinal: int) -> int | None:
    """When the date begins, if no clock change makes it or the next one longer or shorter; else None."""
    today, tomorrow, day_after = (moment(zone, ordinal, days * DAY, closing=False) for days in range(3))
    return today if tomorrow - today == day_after - tomorrow == DAY else None


@lru_cache(maxsize=8192)
def moment(zone: ZoneInfo, ordinal: int, second: int, *, closing: bool) -> int:
    """When the clock shows `second` of the date: the end of the gap if skipped; if twice, the first, or the second
    when closing."""
    wall = datetime.fromordinal(ordinal) + timedelta(seconds=second)
    first, again = (int(wall.replace(tzinfo=zone, fold=fold).timestamp()) for fold in (0, 1))
    if first > again:
        around = range(again, first + 1)
        return around[bisect_left(around, True, key=lambda at: local_time(zone, at).replace(tzinfo=None) > wall)]
    return again if closing else first


@lru_cache(maxsize=8192)
def local_time(zone: ZoneInfo, at: int) -> datetime:
    """The same moment on the zone's clock."""
    return datetime.fromtimestamp(at, zone)
