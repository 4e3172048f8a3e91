"""Reads: which hours working patterns come to, and what lies outside of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from operator import attrgetter
from zoneinfo import ZoneInfo

import numpy as np

from verkstad.appointments.free_times import Shifts, Stretches, Wanted, gaps, shifts
from verkstad.appointments.models import Absence, Appointment, Helper, Way, WorkingPattern
from verkstad.appointments.queries.working import PATTERN_COLUMNS, booked_with, not_over, pattern
from verkstad.municipalities.models import Municipality
from verkstad.places.board import LET_IN
from verkstad.places.models import Place
from verkstad.places.opening_hours.clock import moment
from verkstad.places.opening_hours.evaluate import intervals
from verkstad.places.queries import hours_for_appointments, schedule_of
from verkstad.places.schedules import closed_dates

WEEK = 7
_COLUMNS = attrgetter(*PATTERN_COLUMNS)

# Whose it is, from and to in seconds since 1970.
type Span = tuple[int, int, int]
type Times = list[tuple[datetime, datetime]]


@dataclass(frozen=True, slots=True)
class HelpersDay:
    """When a helper works at a place on a day, and whether they would if they were not away."""

    times: Times
    is_away: bool


@dataclass(frozen=True, slots=True)
class PlaceWeek:
    """Seven days at a place: when it lets people in, who works, and when nobody does although it is open."""

    days: list[date]
    hours: list[Times]
    helpers: list[tuple[Helper, list[HelpersDay]]]
    uncovered: list[Times]


def next_date(row: WorkingPattern, today: date) -> date | None:
    """The next date on which the pattern holds, today included."""
    monday = row.starts_on - timedelta(days=row.starts_on.weekday())
    first = max(today, row.starts_on)
    days = (first + timedelta(days=number) for number in range(WEEK * (row.every_weeks + 1)))
    on_days = (day for day in days if day.weekday() in row.days and day <= (row.ends_on or date.max))
    return next((day for day in on_days if (day - monday).days // WEEK % row.every_weeks == 0), None)


@dataclass(frozen=True, slots=True)
class Clash:
    """When a helper is to be at two places, the first time within a year."""

    starts: datetime
    ends: datetime
    places: list[Place]


def clashes(rows: Sequence[WorkingPattern], municipality: Municipality, today: date) -> list[Clash]:
    """When patterns of a helper next overlap, for each two places. It may be meant: who books first decides."""
    places = {row.place_id: row.place for row in rows}
    if len(places) < 2:
        return []
    first, zone = today.toordinal(), ZoneInfo(municipality.time_zone)
    works = sorted(
        (start, end, place) for _helper, place, start, end in _shifts(rows, municipality, first, first + 365)
    )
    found: dict[frozenset[int], tuple[int, int]] = {}
    running: list[tuple[int, int, int]] = []
    for start, end, place in works:
        running = [one for one in running if one[1] > start]
        for _start, other_end, other in running:
            if other != place:
                found.setdefault(frozenset({place, other}), (start, min(end, other_end)))
        running.append((start, end, place))
    return [
        Clash(
            datetime.fromtimestamp(start, zone), datetime.fromtimestamp(end, zone), [places[one] for one in sorted(two)]
        )
        for two, (start, end) in found.items()
    ]


def outside_working_time(helper: Helper, now: datetime) -> list[Appointment]:
    """What is booked when the helper, as things are now, does not work there, or the place lets nobody in.

    Absences are not looked at: their own pages tell what they hit.
    """
    booked = list(booked_with(helper, now))
    if not booked:
        return []
    municipality, zone = helper.municipality, ZoneInfo(helper.municipality.time_zone)
    days = [one.starts.astimezone(zone).toordinal() for one in booked]
    rows = helper.patterns.order_by("pk")
    at_work = [(place, start, end) for _helper, place, start, end in _shifts(rows, municipality, min(days), max(days))]
    visits = [one for one in booked if one.way == Way.ON_SITE]
    until = _midnight(max(days) + 1, zone)
    hours = hours_for_appointments(municipality, now, sorted({one.place_id for one in visits}), until)
    outside = _outside(booked, at_work) | _outside(visits, hours)
    return [one for one in booked if one.pk in outside]


def staffed_places(municipality: Municipality) -> list[Place]:
    """Where somebody works, or has worked, by name in the reader's language."""
    rows = WorkingPattern.objects.filter(helper__municipality=municipality, helper__is_active=True)
    places = Place.objects.filter(pk__in=rows.order_by().values("place")).order_by("pk")
    return sorted(places, key=lambda place: str(place.name).casefold())


def week_of(place: Place, monday: date) -> PlaceWeek:
    """The week that begins on the day."""
    zone, first, last = ZoneInfo(place.municipality.time_zone), monday.toordinal(), monday.toordinal() + WEEK - 1
    rows = WorkingPattern.objects.filter(
        not_over(monday),
        starts_on__lte=date.fromordinal(last),
        helper__municipality=place.municipality,
        helper__is_active=True,
    )
    works = _shifts(rows.order_by("pk"), place.municipality, first, last)
    planned = _merged((helper, start, end) for helper, there, start, end in works if there == place.pk)
    begins, ends = _midnight(first, zone), _midnight(last + 1, zone)
    away = Absence.objects.filter(helper__in={one[0] for one in planned}, span__overlap=(begins, ends)).order_by("pk")
    there = [
        (planned[number][0], start, end)
        for number, start, end in _left(planned, [(one.helper_id, *_seconds(one)) for one in away])
    ]
    runs = intervals(schedule_of(place), begins, ends)
    hours = [(place.pk, int(run.start.timestamp()), int(run.end.timestamp())) for run in runs if run.state in LET_IN]
    uncovered = _left(hours, [(place.pk, start, end) for _helper, start, end in there])
    days = range(first, last + 1)
    return PlaceWeek(
        [date.fromordinal(day) for day in days],
        [_times(hours, day, zone) for day in days],
        _helpers(planned, there, days, zone),
        [_times(uncovered, day, zone) for day in days],
    )


def _helpers(
    planned: Sequence[Span], there: Sequence[Span], days: Iterable[int], zone: ZoneInfo
) -> list[tuple[Helper, list[HelpersDay]]]:
    found = Helper.objects.filter(pk__in={one[0] for one in planned}).order_by("name", "pk")
    return [(helper, [_helpers_day(helper, planned, there, day, zone) for day in days]) for helper in found]


def _helpers_day(
    helper: Helper, planned: Sequence[Span], there: Sequence[Span], day: int, zone: ZoneInfo
) -> HelpersDay:
    would, does = (_times([one for one in spans if one[0] == helper.pk], day, zone) for spans in (planned, there))
    return HelpersDay(does, is_away=would != does)


def _shifts(
    rows: Iterable[WorkingPattern], municipality: Municipality, first: int, last: int
) -> list[tuple[int, int, int, int]]:
    """Helper, place, from and to of all that the patterns come to on the dates (ordinals)."""
    window = Wanted(0, 0, first, last, ZoneInfo(municipality.time_zone))
    closed = {day.toordinal() for day in closed_dates(municipality)}
    found = shifts([pattern(*_COLUMNS(row), takes=True) for row in rows], window, closed)
    return list(zip(*(column.tolist() for column in found), strict=True))


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Each moment of an owner once, however many spans it lies in."""
    whole = Stretches(spans)
    return list(zip(whole.owners.tolist(), whole.starts.tolist(), whole.ends.tolist(), strict=True))


def _left(spans: Sequence[Span], covered: Iterable[Span]) -> list[Span]:
    """What of the spans lies in nothing that covers their owner: the number of the span, from and to."""
    owners, starts, ends = np.array(spans, np.int64).reshape(-1, 3).T
    left = gaps(Shifts(owners, np.arange(len(owners)), starts, ends), Stretches(covered))
    found = zip(left.place.tolist(), left.start.tolist(), left.end.tolist(), strict=True)
    return [one for one in found if one[1] < one[2]]


def _outside(booked: Sequence[Appointment], covered: Iterable[Span]) -> set[int]:
    left = _left([(one.place_id, *_seconds(one)) for one in booked], covered)
    return {booked[number].pk for number, _start, _end in left}


def _seconds(row: Appointment | Absence) -> tuple[int, int]:
    return int(row.span.lower.timestamp()), int(row.span.upper.timestamp())


def _times(spans: Iterable[Span], day: int, zone: ZoneInfo) -> Times:
    """Those that begin on the day, in order."""
    local = [(datetime.fromtimestamp(start, zone), datetime.fromtimestamp(end, zone)) for _owner, start, end in spans]
    return sorted(times for times in local if times[0].toordinal() == day)


def _midnight(day: int, zone: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(moment(zone, day, 0, closing=False), UTC)
