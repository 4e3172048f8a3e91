"""Reads: the next times that staff can offer somebody who stands before them or has them on the phone."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice

from verkstad.appointments.models import Appointment, AppointmentKind
from verkstad.appointments.queries.choosing import PlaceTime
from verkstad.appointments.queries.free import Ask, free_times
from verkstad.places.models import Place

OFFERED_HERE, OFFERED_ELSEWHERE = 8, 5
# Further ahead is looked only when nothing is free here within these.
SOON = timedelta(days=14)
# What has been booked lately tells what will be asked for.
LATELY = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Offers:
    """The next times at the place asked for, and the first at each of the others."""

    here: list[PlaceTime]
    elsewhere: list[PlaceTime]


def kinds_at(place: Place, now: datetime) -> list[AppointmentKind]:
    """What somebody takes there, the most booked of late first."""
    rows = AppointmentKind.objects.filter(
        municipality=place.municipality, is_active=True, patterns__place=place, patterns__helper__is_active=True
    )
    booked = Appointment.objects.filter(place=place, span__startswith__gte=now - LATELY)
    usual = Counter(booked.order_by("pk").values_list("kind", flat=True))
    kinds = rows.order_by("pk").distinct()
    for kind in kinds:
        kind.municipality = place.municipality
    return sorted(kinds, key=lambda kind: (-usual[kind.pk], str(kind.name).casefold()))


def offers(wanted: Ask, place: Place, first: date, now: datetime) -> Offers:
    """From the date ``first`` on, as staff may book."""
    ask = replace(wanted, first=first, last=first + SOON, is_staff=True)
    free = free_times(ask, now)
    firsts = free.first_at_places()
    if any(one.place == place.pk for one in firsts):
        here = list(islice((one for one in free if one.place == place.pk), OFFERED_HERE))
    else:
        here = free_times(replace(ask, place=place.pk, last=None), now)[:OFFERED_HERE]
    elsewhere = [one for one in firsts if one.place != place.pk][:OFFERED_ELSEWHERE]
    places = Place.objects.in_bulk([one.place for one in elsewhere])
    return Offers(
        [PlaceTime(one.starts, place) for one in here],
        [PlaceTime(one.starts, places[one.place]) for one in elsewhere],
    )
