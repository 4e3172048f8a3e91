"""Reads: the places that can help, nearest or soonest open first, and their hours."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import nsmallest

from django.db.models import Avg, Q, Value, prefetch_related_objects
from django.db.models.functions import Replace

from verkstad.core.translated import Translated
from verkstad.municipalities.models import Municipality
from verkstad.places import schedules
from verkstad.places.board import Opening, Row, board, with_those_above
from verkstad.places.models import ConfirmedHoliday, OpeningPeriod, Place, PlaceKind, Theme
from verkstad.places.opening_hours.evaluate import week_table
from verkstad.places.opening_hours.model import DayHours, Period, Schedule
from verkstad.places.position import Position

# Somebody who helps with these helps with any errand that is done online.
GENERAL_HELP = frozenset({Theme.E_SERVICES.value, Theme.FORMS.value, Theme.EID.value})


# Fewer letters stand in nearly every address.
SHORTEST_PLACE_NAME = 3


@dataclass(frozen=True, slots=True)
class HelpPlace:
    """A place with what the moment and the reader's position make of it."""

    place: Place
    opening: Opening
    kilometres: float | None


@dataclass(frozen=True, slots=True)
class ServiceHelp:
    """``by_channel``: where each channel (id) is answered or visited; ``nearby``: where a person can help."""

    by_channel: dict[int, list[HelpPlace]]
    nearby: list[HelpPlace]


@dataclass(frozen=True, slots=True)
class FoundPlaces:
    """The places found, in order; a slice of them is loaded when it is asked for."""

    rows: list[Row]
    at: datetime
    position: Position | None

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, part: slice) -> list[HelpPlace]:
        return _with_places(self.rows[part], self.at, self.position)


@dataclass(frozen=True, slots=True)
class Hours:
    """The present week, and what differs in the weeks ahead: single days, holidays among them, and longer periods.

    Each of the days and periods comes with its name, which may be empty.
    """

    week: list[DayHours]
    days: list[tuple[Translated, DayHours]]
    periods: list[tuple[Translated, Period]]


def help_with_service(
    municipality: Municipality,
    at: datetime,
    *,
    channels: Sequence[int],
    subjects: Iterable[tuple[str, str]] = (),
    position: Position | None = None,
    limit: int = 4,
) -> ServiceHelp:
    """Where the channels (ids) of a service are answered, and where a person can help with it.

    Places that do the service or know one of its subjects (scheme, code) come before those that help with
    everything; then the nearest when the position is known, else the one that can help soonest.
    """
    subjects = with_those_above(subjects)
    links = _links(municipality, channels)
    own = {place for _channel, place in links}
    rows = {row.pk: row for row in board(municipality, at)}
    special = [row for row in rows.values() if row.pk in own or row.knows(subjects)]
    helpers = _first(special, limit, at, position)
    if len(helpers) < limit:
        general = [row for row in _general_helpers(rows.values()) if row not in special]
        helpers += _first(general, limit - len(helpers), at, position)
    chosen = {row.pk: row for row in helpers} | {pk: rows[pk] for pk in own if pk in rows}
    found = {place.place.pk: place for place in _with_places(list(chosen.values()), at, position)}
    by_channel: dict[int, list[HelpPlace]] = {}
    for channel, place in links:
        if place in found:
            by_channel.setdefault(channel, []).append(found[place])
    return ServiceHelp(by_channel, [found[row.pk] for row in helpers if row.pk in found])


def _links(municipality: Municipality, channels: Sequence[int]) -> list[tuple[int, int]]:
    links = Place.channels.through.objects.filter(channel__in=channels, place__municipality=municipality)
    return list(links.order_by("pk").values_list("channel_id", "place_id"))


def help_soonest(
    municipality: Municipality, at: datetime, *, limit: int = 3, pictures: bool = False
) -> list[HelpPlace]:
    """Where a person can help with anything, the soonest first; with their pictures loaded if asked for."""
    rows = _first(_general_helpers(board(municipality, at)), limit, at, None)
    found = _with_places(rows, at, None)
    if pictures:
        prefetch_related_objects([one.place for one in found], "pictures")
    return found


def contact_ways(municipality: Municipality, at: datetime) -> list[HelpPlace]:
    """The municipality's own front doors: phone lines and citizens' offices, the soonest open first."""
    kinds = (PlaceKind.PHONE_LINE, PlaceKind.ONLINE_DESK, PlaceKind.CITIZENS_OFFICE)
    ids = set(Place.objects.visible_in(municipality).filter(kind__in=kinds).order_by().values_list("pk", flat=True))
    rows = [row for row in board(municipality, at) if row.pk in ids]
    return _with_places(sorted(rows, key=lambda row: _order(row, at, None)), at, None)


def places_in(
    municipality: Municipality,
    at: datetime,
    *,
    position: Position | None = None,
    themes: Collection[str] = (),
    is_open: bool = False,
) -> FoundPlaces:
    """The places that help with every one of the themes, nearest or soonest open first."""
    rows = [
        row
        for row in board(municipality, at)
        if row.themes.issuperset(themes) and (not is_open or row.help_starts(at) == at)
    ]
    rows.sort(key=lambda row: _order(row, at, position))
    return FoundPlaces(rows, at, position)


def places_by_id(municipality: Municipality, at: datetime, ids: Collection[int]) -> list[HelpPlace]:
    """The places with these ids, in that order."""
    rows = {row.pk: row for row in board(municipality, at)}
    return _with_places([rows[pk] for pk in ids if pk in rows], at, None)


def _general_helpers(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if not GENERAL_HELP.isdisjoint(row.themes)]


def _first(rows: Iterable[Row], limit: int, at: datetime, position: Position | None) -> list[Row]:
    return nsmallest(limit, rows, key=lambda row: _order(row, at, position))


def _order(row: Row, at: datetime, position: Position | None) -> tuple[bool, float, datetime, int]:
    """The soonest open first; before that, when the reader's position is known, places with a door, nearest first."""
    starts = row.help_starts(at)
    if position is None:
        return False, 0.0, starts, row.pk
    kilometres = row.kilometres_from(position)
    return not row.has_door, float("inf") if kilometres is None else kilometres, starts, row.pk


def _with_places(rows: list[Row], at: datetime, position: Position | None) -> list[HelpPlace]:
    places = Place.objects.in_bulk([row.pk for row in rows])
    return [
        HelpPlace(places[row.pk], row.opening(at), row.kilometres_from(position)) for row in rows if row.pk in places
    ]


def opening_of(place: Place, at: datetime) -> Opening:
    """What the board says of the place; raises Place.DoesNotExist for one that is not published."""
    for row in board(place.municipality, at):
        if row.pk == place.pk:
            return row.opening(at)
    raise Place.DoesNotExist


def hours_of(place: Place, today: date, *, weeks_ahead: int = 8) -> Hours:
    """The week of ``today`` from its Monday, and what differs from today on."""
    schedule = schedules.load(place.municipality, [place.opening_hours_id])[place.opening_hours_id]
    horizon = today + timedelta(weeks=weeks_ahead)
    names = _holidays(place.municipality, today, horizon)
    periods = []
    for name, period in _overrides(place, today, horizon):
        if period.length > 1:
            periods.append((name, period))
        else:
            names[date.fromordinal(period.first)] = name or names.get(date.fromordinal(period.first), name)
    days = [(names[day], _week(schedule, day)[day.weekday()]) for day in sorted(names)]
    return Hours(_week(schedule, today), days, periods)


def _week(schedule: Schedule, day: date) -> list[DayHours]:
    return week_table(schedule, day - timedelta(days=day.weekday()))


def _holidays(municipality: Municipality, first: date, last: date) -> dict[date, Translated]:
    rows = ConfirmedHoliday.objects.filter(municipality=municipality, is_closed=True, date__range=(first, last))
    return dict(rows.order_by("date").values_list("date", "name"))


def _overrides(place: Place, first: date, last: date) -> list[tuple[Translated, Period]]:
    """Names and periods of the exceptions that touch the dates, in the order they begin."""
    rows = OpeningPeriod.objects.filter(
        Q(starts_on__lte=last) | Q(starts_on__isnull=True),
        Q(ends_on__gte=first) | Q(ends_on__isnull=True),
        opening_hours=place.opening_hours_id,
        is_override=True,
    ).prefetch_related("spans")
    periods = [(row.name, schedules.period(row)) for row in rows.order_by("pk")]
    return sorted(periods, key=lambda named: named[1].first)


def position_of(municipality: Municipality, words: str) -> Position | None:
    """Where a district, town, street or postcode typed by the reader lies: the middle of the places there."""
    words = words.strip()
    if len(words) < SHORTEST_PLACE_NAME:
        return None
    there = (
        Place.objects.visible_in(municipality)
        .annotate(bare_postcode=Replace("postcode", Value(" ")))
        .filter(
            Q(district__unaccent__icontains=words)
            | Q(city__unaccent__iexact=words)
            | Q(street__unaccent__icontains=words)
            | Q(bare_postcode=words.replace(" ", ""))
        )
    )
    middle = there.order_by().aggregate(latitude=Avg("latitude"), longitude=Avg("longitude"))
    if middle["latitude"] is None:
        return None
    return Position(middle["latitude"], middle["longitude"])
