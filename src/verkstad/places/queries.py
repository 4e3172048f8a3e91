"""Reads: the places that can help, nearest or soonest open first, and their hours."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from django.db.models import Avg, Q, Value
from django.db.models.functions import Replace

from verkstad.core.translated import Translated
from verkstad.municipalities.models import Municipality
from verkstad.places import schedules
from verkstad.places.board import Board, Opening, Row, board
from verkstad.places.models import ConfirmedHoliday, Place, PlaceKind, Theme
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
    """The places found, in order; a slice of them is worked out when it is asked for."""

    rows: list[Row]
    at: datetime
    position: Position | None

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, part: slice) -> list[HelpPlace]:
        return [_help_place(row, self.at, self.position) for row in self.rows[part]]


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
    here = board(municipality, at)
    by_channel = {channel: here.by_channel[channel] for channel in channels if channel in here.by_channel}
    special = here.that_know(subjects) | {row.pk for rows in by_channel.values() for row in rows}
    helpers = _nearest((row for row in here.soonest(at) if row.pk in special), position, limit)
    others = (row for row in _general_helpers(here, at) if row.pk not in special)
    helpers += _nearest(others, position, limit - len(helpers))
    return ServiceHelp(
        {channel: [_help_place(row, at, position) for row in rows] for channel, rows in by_channel.items()},
        [_help_place(row, at, position) for row in helpers],
    )


def help_soonest(municipality: Municipality, at: datetime, *, limit: int = 3) -> list[HelpPlace]:
    """Where a person can help with anything, the soonest first."""
    return [_help_place(row, at) for row in islice(_general_helpers(board(municipality, at), at), limit)]


def contact_ways(municipality: Municipality, at: datetime) -> list[HelpPlace]:
    """The municipality's own front doors: phone lines and citizens' offices, the soonest open first."""
    kinds = (PlaceKind.PHONE_LINE, PlaceKind.ONLINE_DESK, PlaceKind.CITIZENS_OFFICE)
    return [_help_place(row, at) for row in board(municipality, at).soonest(at) if row.place.kind in kinds]


def places_in(
    municipality: Municipality,
    at: datetime,
    *,
    position: Position | None = None,
    themes: Collection[str] = (),
    is_open: bool = False,
) -> FoundPlaces:
    """The places that help with every one of the themes, nearest or soonest open first."""
    rows = (
        row
        for row in board(municipality, at).soonest(at)
        if row.themes.issuperset(themes) and (not is_open or row.help_starts(at) == at)
    )
    return FoundPlaces(_nearest(rows, position, None), at, position)


def places_by_id(municipality: Municipality, at: datetime, ids: Collection[int]) -> list[HelpPlace]:
    """The places with these ids, in that order."""
    rows = board(municipality, at).rows
    return [_help_place(rows[pk], at) for pk in ids if pk in rows]


def _general_helpers(here: Board, at: datetime) -> Iterator[Row]:
    return (row for row in here.soonest(at) if not GENERAL_HELP.isdisjoint(row.themes))


def _nearest(rows: Iterable[Row], position: Position | None, limit: int | None) -> list[Row]:
    """As they come; when the reader's position is known, places with a door before others and nearest first."""
    if position is not None:
        rows = sorted(rows, key=lambda row: (not row.place.has_door, _or_far(row.kilometres_from(position))))
    return list(islice(rows, limit))


def _or_far(kilometres: float | None) -> float:
    return float("inf") if kilometres is None else kilometres


def _help_place(row: Row, at: datetime, position: Position | None = None) -> HelpPlace:
    return HelpPlace(row.place, row.opening(at), row.kilometres_from(position))


def opening_of(place: Place, at: datetime) -> Opening:
    """What the board says of the place; raises Place.DoesNotExist for one that is not published."""
    row = board(place.municipality, at).rows.get(place.pk)
    if row is None:
        raise Place.DoesNotExist
    return row.opening(at)


def hours_of(place: Place, today: date, *, weeks_ahead: int = 8) -> Hours:
    """The week of ``today`` from its Monday, and what differs from today on."""
    schedule = schedules.load(place.municipality, [place.opening_hours_id])[place.opening_hours_id]
    return hours_in(place.municipality, schedule, today, weeks_ahead=weeks_ahead)


def hours_in(municipality: Municipality, schedule: Schedule, today: date, *, weeks_ahead: int = 8) -> Hours:
    """The same of a schedule that may not be saved yet."""
    horizon = today + timedelta(weeks=weeks_ahead)
    names = _holidays(municipality, today, horizon)
    periods = []
    for period in _overrides(schedule, today, horizon):
        name = Translated(period.name)
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


def _overrides(schedule: Schedule, first: date, last: date) -> list[Period]:
    """The exceptions that touch the dates, in the order they begin; of one day the one that wins comes last."""
    touching = (p for p in reversed(schedule.overrides) if p.first <= last.toordinal() and p.last >= first.toordinal())
    return sorted(touching, key=lambda period: period.first)


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
