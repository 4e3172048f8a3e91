"""What is open when, of all places of a municipality, ready for asking.

Working out the hours of a thousand places takes a fraction of a second, so a web worker keeps the answer for the
next days and makes it anew when anything it rests on has changed: every action that changes places renews the
municipality's BoardMark. It holds nothing that the tables do not, and one board for each municipality, whatever
happens.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

from django.db import connection

from verkstad.municipalities.models import Municipality
from verkstad.places import schedules
from verkstad.places.models import Place
from verkstad.places.opening_hours.evaluate import intervals
from verkstad.places.opening_hours.model import Interval, Schedule, State
from verkstad.places.position import Position

HORIZON = timedelta(days=21)
HELPED_BY_A_PERSON = (State.OPEN, State.PHONE_ONLY)
# When the door is open to those who have an appointment.
LET_IN = (State.OPEN, State.BY_APPOINTMENT)
FAR_FUTURE = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a place is open, and when and as what it opens to people without a booking the next time."""

    now: datetime
    state: State = State.CLOSED
    until: datetime | None = None
    opens_next: datetime | None = None
    opens_as: State = State.OPEN

    @property
    def is_open(self) -> bool:
        return self.state in HELPED_BY_A_PERSON


@dataclass(frozen=True, slots=True)
class Row:
    """A place as far as choosing between places needs to know it."""

    pk: int
    place: Place
    themes: frozenset[str]
    ends: tuple[datetime, ...]
    intervals: tuple[Interval, ...]
    schedule: Schedule

    def opening(self, at: datetime) -> Opening:
        """What holds at a moment of the board's day."""
        return _opening(self.intervals[bisect_right(self.ends, at) :], at)

    def help_starts(self, at: datetime) -> datetime:
        """When a person can help: now, or when it next opens; the far future if that is not known."""
        for run in self.intervals[bisect_right(self.ends, at) :]:
            if run.state in HELPED_BY_A_PERSON:
                return max(run.start, at)
        return FAR_FUTURE

    def next_change(self, at: datetime) -> datetime:
        """The first moment after ``at`` at which something else holds; the far future if none is known."""
        ahead = self.intervals[bisect_right(self.ends, at) :]
        return next((edge for run in ahead for edge in (run.start, run.end) if edge > at), FAR_FUTURE)

    def kilometres_from(self, position: Position | None) -> float | None:
        """How far it is to the door; None when that is not known or there is no door."""
        if position is None or self.place.position is None or not self.place.has_door:
            return None
        return position.kilometres_to(self.place.position)


@dataclass(slots=True)
class Board:
    """All published places of a municipality on one of its days.

    By id, by the channels (ids) they answer, and the ids by the subjects (scheme, code) they know in depth.
    """

    rows: dict[int, Row]
    by_channel: Mapping[int, list[Row]] = field(default_factory=dict)
    by_subject: Mapping[tuple[str, str], set[int]] = field(default_factory=dict)
    _soonest: tuple[datetime, datetime, list[Row]] = field(default=(FAR_FUTURE, FAR_FUTURE, []), init=False)
    _let_in: dict[int, tuple[datetime, list[tuple[int, int]]]] = field(default_factory=dict, init=False)

    def soonest(self, at: datetime) -> list[Row]:
        """All rows, those first where a person can help soonest; the order is kept until something opens or closes."""
        since, until, rows = self._soonest
        if not since <= at < until:
            rows = sorted(self.rows.values(), key=lambda row: (row.help_starts(at), row.pk))
            until = min((row.next_change(at) for row in rows), default=FAR_FUTURE)
            self._soonest = at, until, rows
        return rows

    def let_in(self, pk: int, since: datetime, until: datetime) -> list[tuple[int, int]]:
        """When the place lets those in who have an appointment, in seconds since 1970: at least between the two, of
        which the first is on the board's day. Kept for all who ask until the place changes."""
        kept_until, spans = self._let_in.get(pk, (since, []))
        if kept_until < until:
            runs = intervals(self.rows[pk].schedule, since - timedelta(days=1), until)
            spans = [(int(run.start.timestamp()), int(run.end.timestamp())) for run in runs if run.state in LET_IN]
            self._let_in[pk] = until, spans
        return spans

    def that_know(self, subjects: Iterable[tuple[str, str]]) -> set[int]:
        """The places (ids) that know one of the subjects or what it lies under, as ("kle", "28.03") under "28"."""
        return {
            place
            for scheme, code in subjects
            for above in accumulate(code.split("."), lambda front, part: f"{front}.{part}")
            for place in self.by_subject.get((scheme, above), ())
        }


def _opening(ahead: Sequence[Interval], at: datetime) -> Opening:
    now = ahead[0] if ahead and ahead[0].start <= at else Interval(at, at, State.CLOSED)
    coming = next((run for before, run in pairwise((now, *ahead)) if run.start > at and _turns_open(before, run)), None)
    return Opening(
        at,
        now.state,
        until=now.end if now.state is not State.CLOSED else None,
        opens_next=coming.start if coming else None,
        opens_as=coming.state if coming else State.OPEN,
    )


def opening_in(schedule: Schedule, at: datetime) -> Opening:
    """What would hold at the moment with these hours, saved or not."""
    return _opening([run for run in _runs(schedule, at) if run.end > at], at)


def _turns_open(before: Interval, run: Interval) -> bool:
    """Whether a person can help in the run who could not just before."""
    goes_on = before.end == run.start and before.state in HELPED_BY_A_PERSON
    return run.state in HELPED_BY_A_PERSON and not goes_on


def board(municipality: Municipality, at: datetime) -> Board:
    """The board of the day; one query when nothing has changed, whatever the number of places."""
    day = at.astimezone(ZoneInfo(municipality.time_zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    version = (day, municipality.updated_at, _mark(municipality))
    kept = _boards.get(municipality.pk)
    if kept is None or kept[0] != version:
        kept = _boards[municipality.pk] = version, _board(municipality, day)
    return kept[1]


type _Version = tuple[object, ...]
_boards: dict[int, tuple[_Version, Board]] = {}


def _mark(municipality: Municipality) -> object:
    # Written out, because Django takes longer to put it together than the database to answer it.
    with connection.cursor() as cursor:
        cursor.execute("SELECT mark FROM places_boardmark WHERE municipality_id = %s", [municipality.pk])
        return cursor.fetchone()


def _board(municipality: Municipality, day: datetime) -> Board:
    # Read before the hours: a place that comes in between must not stand here without any.
    places = list(Place.objects.visible_in(municipality).prefetch_related("subjects", "pictures").order_by("pk"))
    hours = schedules.load(municipality)
    rows = {place.pk: _row(place, hours[place.opening_hours_id], day) for place in places}
    by_channel = defaultdict(list)
    links = Place.channels.through.objects.filter(place__municipality=municipality).order_by("pk")
    for channel, answering in links.values_list("channel_id", "place_id"):
        if answering in rows:
            by_channel[channel].append(rows[answering])
    by_subject = defaultdict(set)
    for place in places:
        for subject in place.subjects.all():
            by_subject[subject.scheme, subject.code].add(place.pk)
    return Board(rows, dict(by_channel), dict(by_subject))


def _row(place: Place, schedule: Schedule, day: datetime) -> Row:
    runs = _runs(schedule, day)
    return Row(
        pk=place.pk,
        place=place,
        themes=frozenset(place.helps_with),
        ends=tuple(run.end for run in runs),
        intervals=runs,
        schedule=schedule,
    )


def _runs(schedule: Schedule, day: datetime) -> tuple[Interval, ...]:
    # Moments in UTC are compared rightly when clocks change, and ten times as fast.
    found = intervals(schedule, day - timedelta(days=1), day + HORIZON)
    return tuple(Interval(run.start.astimezone(UTC), run.end.astimezone(UTC), run.state) for run in found)
