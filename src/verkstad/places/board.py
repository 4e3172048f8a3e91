"""What is open when, of all places of a municipality, ready for asking.

Working out the hours of a thousand places takes a fraction of a second, so a web worker keeps the answer for the
next days and makes it anew when anything it rests on has changed. It holds nothing that the tables do not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from django.db.models import Count, Max

from verkstad.municipalities.models import Municipality
from verkstad.places import schedules
from verkstad.places.models import Place
from verkstad.places.opening_hours.evaluate import intervals
from verkstad.places.opening_hours.model import Interval, Schedule, State
from verkstad.places.position import Position

HORIZON = timedelta(days=21)
HELPED_BY_A_PERSON = (State.OPEN, State.PHONE_ONLY)


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a place is open, and what comes next."""

    state: State
    until: datetime | None
    opens_next: datetime | None
    now: datetime

    @property
    def is_open(self) -> bool:
        return self.state in HELPED_BY_A_PERSON

    @property
    def starts(self) -> datetime:
        """When a person can help: now, or when it next opens; the far future if that is not known."""
        return self.now if self.is_open else self.opens_next or datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Row:
    """A place as far as choosing between places needs to know it."""

    pk: int
    position: Position | None
    has_door: bool
    themes: frozenset[str]
    subjects: tuple[tuple[str, str], ...]
    ends: tuple[datetime, ...]
    intervals: tuple[Interval, ...]

    def opening(self, at: datetime) -> Opening:
        index = bisect_right(self.ends, at)
        ahead = self.intervals[index:]
        current = ahead[0] if ahead and ahead[0].start <= at else None
        coming = (run.start for run in ahead if run.state in HELPED_BY_A_PERSON and run.start > at)
        state, until = (current.state, current.end) if current else (State.CLOSED, None)
        return Opening(state, until, next(coming, None), at)

    def knows(self, subjects: Iterable[tuple[str, str]]) -> bool:
        """Whether one of the subjects lies in or under one that the place knows in depth."""
        return any(
            scheme == own_scheme and (code == own or code.startswith(f"{own}."))
            for own_scheme, own in self.subjects
            for scheme, code in subjects
        )


def board(municipality: Municipality, at: datetime) -> tuple[Row, ...]:
    """The rows of all published places; two queries when nothing has changed, whatever their number."""
    places = Place.objects.visible_in(municipality)
    version = places.aggregate(Count("pk"), Max("updated_at"), Max("opening_hours__updated_at"))
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return _rows(_Key(municipality, (municipality.updated_at, *version.values()), day))


@dataclass(frozen=True)
class _Key:
    municipality: Municipality
    version: tuple[object, ...]
    day: datetime


@lru_cache(maxsize=64)
def _rows(key: _Key) -> tuple[Row, ...]:
    places = Place.objects.visible_in(key.municipality).prefetch_related("subjects").order_by("pk")
    hours = schedules.load(key.municipality)
    return tuple(_row(place, hours[place.opening_hours_id], key.day) for place in places)


def _row(place: Place, schedule: Schedule, day: datetime) -> Row:
    runs = tuple(intervals(schedule, day - timedelta(days=1), day + HORIZON))
    return Row(
        pk=place.pk,
        position=place.position,
        has_door=place.has_door,
        themes=frozenset(place.helps_with),
        subjects=tuple((subject.scheme, subject.code) for subject in place.subjects.all()),
        ends=tuple(run.end for run in runs),
        intervals=runs,
    )
