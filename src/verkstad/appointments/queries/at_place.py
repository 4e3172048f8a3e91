"""Reads: what the page of a place tells of its helpers, and the page of a service of time with one."""

from dataclasses import dataclass
from datetime import datetime

from verkstad.appointments.models import AppointmentKind, Helper, Way
from verkstad.appointments.queries.free import Ask, FreeTime, free_times
from verkstad.appointments.queries.queue import queue_open
from verkstad.municipalities.models import Municipality, Part
from verkstad.places.models import Place

# More is chosen among on a page of its own.
KINDS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class PlaceHelp:
    """What can be booked at a place and its first free time there, who speaks what, and whether numbers are given."""

    kinds: list[tuple[AppointmentKind, FreeTime]]
    speakers: dict[str, list[str]]
    queue_is_open: bool


def help_at(place: Place, now: datetime) -> PlaceHelp:
    """For residents; empty where appointments are off."""
    municipality = place.municipality
    if not municipality.has(Part.APPOINTMENTS):
        return PlaceHelp([], {}, queue_is_open=False)
    offered = AppointmentKind.objects.for_residents_of(municipality).filter(
        ways__contains=[Way.ON_SITE], patterns__place=place, patterns__helper__is_active=True
    )
    found = []
    for kind in offered.order_by("pk").distinct():
        kind.municipality = municipality
        if free := free_times(Ask(kind, Way.ON_SITE, place.pk), now)[:1]:
            found.append((kind, free[0]))
    soonest = sorted(found, key=lambda one: one[1].starts)[:KINDS_SHOWN]
    return PlaceHelp(soonest, _speakers(place), queue_open(place, now))


def _speakers(place: Place) -> dict[str, list[str]]:
    """By language the names of those who work there."""
    helpers = Helper.objects.filter(is_active=True, patterns__place=place, patterns__is_exception=False).distinct()
    speakers: dict[str, list[str]] = {}
    for name, languages in helpers.order_by("name", "pk").values_list("name", "languages"):
        for language in languages:
            speakers.setdefault(language, []).append(name)
    return speakers


def can_be_booked(municipality: Municipality, service: int) -> bool:
    """Whether residents book time with somebody who helps with the service (id)."""
    return AppointmentKind.objects.for_residents_of(municipality).filter(services=service).exists()
