"""Reads: which times are free."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, overload
from zoneinfo import ZoneInfo

import numpy as np
from django.db.models import BigIntegerField, Count, Exists, F, Func, Model, OuterRef, Q, QuerySet

from verkstad.appointments.free_times import (
    Marks,
    Numbers,
    Pattern,
    Shifts,
    Stretches,
    Wanted,
    gaps,
    opened,
    pieces,
    shifts,
    with_resource,
)
from verkstad.appointments.models import (
    Absence,
    Appointment,
    AppointmentKind,
    Participant,
    ParticipantState,
    Resource,
    Way,
    WorkingPattern,
)
from verkstad.appointments.queries.working import PATTERN_COLUMNS, pattern
from verkstad.places.opening_hours.clock import moment
from verkstad.places.queries import hours_for_appointments
from verkstad.places.schedules import closed_dates

# Staff may book as far ahead as anybody plans.
STAFF_DAYS = 366
# Someone who has cancelled sits on no seat.
SEATED = ~Q(participants__state=ParticipantState.CANCELLED)


class Edge(Func):
    """Where a span begins ("lower") or ends ("upper"), in seconds since 1970: quicker to read than a datetime."""

    template = "extract(epoch FROM %(function)s(%(expressions)s))::bigint"
    output_field = BigIntegerField()

    def get_db_converters(self, connection: object) -> list[Any]:
        return []


EDGES = {name: Edge("span", function=name) for name in ("lower", "upper")}


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody wants a time for.

    ``first`` and ``last`` are dates; without them from today as far ahead as is allowed. For staff neither notice
    nor the furthest day hold. ``language`` is one that the helper speaks; ``place`` and ``helper`` are ids.
    """

    kind: AppointmentKind
    way: str
    place: int | None = None
    language: str = ""
    helper: int | None = None
    first: date | None = None
    last: date | None = None
    is_staff: bool = False


def ask_again(participant: Participant, place: int | None = None) -> Ask:
    """For another time for what somebody has booked, at a place (id) or anywhere, with a helper who speaks the same."""
    appointment = participant.appointment
    return Ask(appointment.kind, appointment.way, place, participant.spoken)


@dataclass(frozen=True, slots=True, order=True)
class FreeTime:
    """A time that can be had at a place, with any of these helpers (ids)."""

    starts: datetime
    place: int
    helpers: tuple[int, ...] = field(compare=False)


class FreeTimes(Sequence[FreeTime]):
    """Times in order, the soonest first; each is made when it is looked at, for there may be tens of thousands."""

    def __init__(self, found: Shifts) -> None:
        found = found.part(np.lexsort((found.helper, found.place, found.start)))
        # Two patterns of one helper may say the same time.
        self._found = found = found.part(_is_other(found.start, found.place, found.helper))
        # Where each time begins among the rows, of which there is one for each helper.
        self._rows = np.append(np.nonzero(_is_other(found.start, found.place))[0], len(found.start))

    def __len__(self) -> int:
        return len(self._rows) - 1

    @overload
    def __getitem__(self, index: int) -> FreeTime: ...

    @overload
    def __getitem__(self, index: slice) -> list[FreeTime]: ...

    def __getitem__(self, index: int | slice) -> FreeTime | list[FreeTime]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        row, after = self._rows[range(len(self))[index] + np.array([0, 1])]
        starts = datetime.fromtimestamp(int(self._found.start[row]), UTC)
        return FreeTime(starts, int(self._found.place[row]), tuple(self._found.helper[row:after].tolist()))

    def first_at_places(self) -> list[FreeTime]:
        """The soonest at each place, the soonest first."""
        _places, first = np.unique(self._found.place[self._rows[:-1]], return_index=True)
        return [self[int(number)] for number in np.sort(first)]

    def at_one_place(self) -> "FreeTimes":
        """Each moment once, at the first of the places that have it."""
        place, is_next = self._found.place, _is_other(self._found.start)
        return FreeTimes(self._found.part(place == place[is_next][np.cumsum(is_next) - 1]))


def _is_other(*columns: Numbers) -> Marks:
    """Which rows of sorted columns are not as the row before."""
    differs = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    return np.append(True, differs)[: len(columns[0])]


def free_times(ask: Ask, now: datetime) -> FreeTimes:
    """All that are free; a time at a place once, however many helpers are free then.

    The number of queries does not depend on how many helpers, places and bookings there are.
    """
    wanted = _wanted(ask, now)
    patterns = _patterns(ask, wanted)
    at_work = shifts(patterns, wanted, {day.toordinal() for day in closed_dates(ask.kind.municipality)})
    if ask.way == Way.ON_SITE:
        places = sorted({one.place for one in patterns if one.takes})
        hours = hours_for_appointments(ask.kind.municipality, now, places, _window(wanted)[1])
        at_work = opened(at_work, Stretches(hours))
    found = pieces(gaps(at_work, _busy(patterns, wanted)), wanted)
    if ask.way == Way.ON_SITE and (resources := _resources(ask)):
        found = with_resource(found, resources, _taken(resources, wanted))
    return FreeTimes(found.and_also(_groups(ask, patterns, wanted)))


def helpers_free_at(ask: Ask, starts: datetime, now: datetime) -> tuple[int, ...]:
    """The helpers (ids) with whom the time can be booked at the place, those first who have the fewest that day.

    None if it is not to be had.
    """
    day = starts.astimezone(ZoneInfo(ask.kind.municipality.time_zone)).date()
    that_day = replace(ask, first=day, last=day)
    free = next((free.helpers for free in free_times(that_day, now) if free.starts == starts), ())
    booked = Appointment.objects.live().filter(helper__in=free, span__overlap=_window(_wanted(that_day, now)))
    hours = Counter(booked.values_list("helper", flat=True).order_by("pk"))
    return tuple(sorted(free, key=lambda helper: (hours[helper], helper)))


def free_resources(kind: AppointmentKind, place: int, starts: datetime, ends: datetime) -> QuerySet[Resource]:
    """Those of the kind's rooms and equipment at the place that nobody has meanwhile."""
    taken = Appointment.objects.live().filter(resource=OuterRef("pk"), span__overlap=(starts, ends))
    return kind.resources.filter(~Exists(taken), place=place, is_active=True).order_by("pk")


def _wanted(ask: Ask, now: datetime) -> Wanted:
    zone = ZoneInfo(ask.kind.municipality.time_zone)
    today = now.astimezone(zone).date()
    furthest = today + timedelta(days=STAFF_DAYS if ask.is_staff else ask.kind.furthest_days)
    notice = timedelta(minutes=0 if ask.is_staff else ask.kind.notice_minutes)
    first, last = max(ask.first or today, today), min(ask.last or furthest, furthest)
    earliest = int((now + notice).timestamp())
    return Wanted(ask.kind.minutes * 60, earliest, first.toordinal(), last.toordinal(), zone)


def _window(wanted: Wanted) -> tuple[datetime, datetime]:
    """From the first midnight to the last."""
    days = (wanted.first, wanted.last + 1)
    first, last = (datetime.fromtimestamp(moment(wanted.zone, day, 0, closing=False), UTC) for day in days)
    return first, last


def _patterns(ask: Ask, wanted: Wanted) -> list[Pattern]:
    """Those that take the kind at the place, and every exception of their helpers."""
    takes = WorkingPattern.kinds.through.objects.filter(workingpattern=OuterRef("pk"), appointmentkind=ask.kind)
    rows = WorkingPattern.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=date.fromordinal(wanted.first)),
        starts_on__lte=date.fromordinal(wanted.last),
        helper__municipality=ask.kind.municipality_id,
        helper__is_active=True,
    )
    if ask.way == Way.VIDEO:
        rows = rows.exclude(helper__video_url="")
    if ask.helper is not None:
        rows = rows.filter(helper=ask.helper)
    if languages := [ask.language] if ask.language else ask.kind.languages:
        rows = rows.filter(helper__languages__overlap=languages)
    rows = rows.annotate(takes=Exists(takes)).filter(Q(takes=True) | Q(is_exception=True)).order_by("pk")
    found = [
        pattern(helper, place, *row, takes=takes and ask.place in (None, place))
        for helper, place, *row, takes in rows.values_list(*PATTERN_COLUMNS, "takes")
    ]
    takers = {one.helper for one in found if one.takes}
    return [one for one in found if one.helper in takers]


def _busy(patterns: Sequence[Pattern], wanted: Wanted) -> Stretches:
    """When the helpers are booked or away."""
    helpers = {"helper__in": {one.helper for one in patterns}, "span__overlap": _window(wanted)}
    booked = _spans(Appointment.objects.live().filter(**helpers), "helper_id")
    return Stretches([*booked, *_spans(Absence.objects.filter(**helpers), "helper_id")])


def _resources(ask: Ask) -> list[tuple[int, int]]:
    """What the kind takes one of, with its place; empty when it needs nothing."""
    rows = ask.kind.resources.filter(is_active=True).order_by("pk")
    return list(rows.values_list("pk", "place_id"))


def _taken(resources: Iterable[tuple[int, int]], wanted: Wanted) -> Stretches:
    numbers = [resource for resource, _place in resources]
    rows = Appointment.objects.live().filter(resource__in=numbers, span__overlap=_window(wanted))
    return Stretches(_spans(rows, "resource_id"))


def _spans[T: Model](rows: QuerySet[T], owner: str) -> list[tuple[int, int, int]]:
    """Owner, from and to in seconds since 1970."""
    return list(rows.annotate(**EDGES).order_by("pk").values_list(owner, *EDGES))


def _groups(ask: Ask, patterns: Collection[Pattern], wanted: Wanted) -> list[tuple[int, int, int, int]]:
    """Groups of the kind that somebody has begun to fill and that have seats left: helper, place, start, end."""
    if not ask.kind.is_group:
        return []
    rows = Appointment.objects.live().filter(kind=ask.kind, way=ask.way, span__startswith__range=_window(wanted))
    rows = rows.filter(helper__in={one.helper for one in patterns})
    if ask.place is not None:
        rows = rows.filter(place=ask.place)
    rows = rows.annotate(seated=Count("participants", filter=SEATED)).filter(seated__lt=F("seats"))
    found = rows.annotate(**EDGES).order_by("pk").values_list("helper_id", "place_id", *EDGES)
    return [row for row in found if row[2] >= wanted.earliest]
