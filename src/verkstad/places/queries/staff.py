"""Reads: places as those see them who keep them true."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from verkstad.municipalities.models import Municipality
from verkstad.places.board import Opening, board
from verkstad.places.models import WITHOUT_DOOR, OpeningPeriod, Place


class Shown(StrEnum):
    """Which places staff want to see."""

    OPEN = "open"
    PUBLISHED = "published"
    HIDDEN = "hidden"
    NO_HOURS = "no_hours"
    CHANGED_TODAY = "changed_today"


@dataclass(frozen=True, slots=True)
class StaffPlace:
    """A place as its staff see it; no ``opening`` while residents do not see it."""

    place: Place
    opening: Opening | None
    has_hours: bool
    changed_today: bool


def places_for_staff(
    municipality: Municipality, at: datetime, *, words: str = "", shown: Shown | None = None
) -> list[StaffPlace]:
    """All places with the words in their name, street or district, by name in the reader's language."""
    hours = OpeningPeriod.objects.filter(opening_hours=OuterRef("opening_hours")).order_by()
    today = at.astimezone(ZoneInfo(municipality.time_zone)).date()
    found = Place.objects.filter(municipality=municipality).annotate(
        has_hours=Exists(hours), changed_today=Exists(hours.filter(is_sudden=True, starts_on=today))
    )
    rows = board(municipality, at).rows
    wanted = words.casefold().strip()
    places = [
        StaffPlace(
            place,
            rows[place.pk].opening(at) if place.pk in rows else None,
            vars(place)["has_hours"],
            vars(place)["changed_today"],
        )
        for place in found.order_by("pk")
        if wanted in " ".join((*place.name.values(), place.street, place.district)).casefold()
    ]
    return sorted(filter(partial(_is_shown, shown), places), key=lambda one: str(one.place.name).casefold())


def _is_shown(shown: Shown | None, one: StaffPlace) -> bool:
    match shown:
        case Shown.OPEN:
            return one.opening is not None and one.opening.is_open
        case Shown.PUBLISHED:
            return one.place.is_published
        case Shown.HIDDEN:
            return not one.place.is_published
        case Shown.NO_HOURS:
            return not one.has_hours
        case Shown.CHANGED_TODAY:
            return one.changed_today
        case _:
            return True


def doors(municipality: Municipality, besides: Place | None) -> list[Place]:
    """The other places that can be found on a map."""
    found = Place.objects.filter(municipality=municipality, latitude__isnull=False).exclude(kind__in=WITHOUT_DOOR)
    return [place for place in found.order_by("pk") if place != besides]
