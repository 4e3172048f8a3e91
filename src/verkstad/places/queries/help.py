"""Reads: the places that can help, nearest or soonest open first."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import Avg, Q, Value
from django.db.models.functions import Replace

from verkstad.municipalities.models import Municipality
from verkstad.places.board import Board, Opening, Row, board
from verkstad.places.models import Place, PlaceKind, Theme
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
    return soonest_on(board(municipality, at), at, limit=limit)


def soonest_on(here: Board, at: datetime, *, limit: int) -> list[HelpPlace]:
    return [_help_place(row, at) for row in islice(_general_helpers(here, at), limit)]


def contact_ways(here: Board, at: datetime) -> list[HelpPlace]:
    """The municipality's own front doors: phone lines and citizens' offices, the soonest open first."""
    kinds = (PlaceKind.PHONE_LINE, PlaceKind.ONLINE_DESK, PlaceKind.CITIZENS_OFFICE)
    return [_help_place(row, at) for row in here.soonest(at) if row.place.kind in kinds]


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


def places_by_id(here: Board, at: datetime, ids: Collection[int]) -> list[HelpPlace]:
    """The places with these ids, in that order."""
    return [_help_place(here.rows[pk], at) for pk in ids if pk in here.rows]


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
