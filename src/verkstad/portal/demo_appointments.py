"""What can be booked in the demo, who takes it when, who has booked and who waits: ``appointments.yaml`` of each."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import cycle
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.utils import timezone

from verkstad.appointments import actions
from verkstad.appointments.actions.kinds import KindData, save_kind, save_resource
from verkstad.appointments.actions.queue import call_next, open_queue, take_number
from verkstad.appointments.actions.working import PatternData, save_helper, save_pattern
from verkstad.appointments.models import Appointment, AppointmentKind, BookedBy, Resource, Way
from verkstad.appointments.queries import Ask, free_times
from verkstad.appointments.queries.queue import queue_today
from verkstad.core import audit
from verkstad.core.entries import Entry, read_entry
from verkstad.identity.models import User
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place, Theme
from verkstad.services.models import Service

# How far ahead times are taken, and which of those that are free.
BOOKED_AHEAD, EVERY = timedelta(days=8), 5
# How many numbers are taken in the queue and called, and how long there is between them.
TAKEN, BETWEEN_TAKEN = 9, timedelta(minutes=7)
CALLED, BETWEEN_CALLED = 6, timedelta(minutes=8)
NAMES = (
    "Astrid Nord", "Bertil Ask", "Cecilia Ohlin", "Dagmar Friis", "Elsa Blom", "Folke Lind", "Grethe Holm", "Hasse Ek",
    "Ingeborg Dahl", "Jens Bro", "Kerstin Malm", "Lone Skov", "Maj-Britt Åker", "Nils Strand", "Oda Bech", "Per Lund",
)  # fmt: skip


def save_appointments(demo: Path) -> None:
    """What can be booked, unless it is there already; and for today on bookings and a queue, unless there are some."""
    for municipality in Municipality.objects.order_by("pk"):
        file = demo / municipality.slug / "appointments.yaml"
        if file.exists():
            entry = read_entry(file)
            if not AppointmentKind.objects.filter(municipality=municipality).exists():
                _save(entry, municipality)
            _book(municipality, timezone.now())
            _wait(Place.objects.get(municipality=municipality, slug=entry.text("queue")), timezone.now())


def _save(entry: Entry, municipality: Municipality) -> None:
    places = {place.slug: place for place in Place.objects.filter(municipality=municipality).order_by("pk")}
    rooms = {
        room.text("slug"): save_resource(place=places[room.text("place")], name=room.translations("name"))
        for room in entry.entries("rooms")
    }
    kinds = {kind.slug: kind for kind in (_save_kind(one, municipality, rooms) for one in entry.entries("kinds"))}
    for one in entry.entries("helpers"):
        user = User.objects.filter(email=one.text("email")).first() if one.text("email") else None
        languages = list(one.words("languages"))
        helper = save_helper(
            one.text("name"), municipality=municipality, languages=languages, video_url=one.url("video_url"), user=user
        )
        for works in one.entries("works"):
            taken = [kinds[slug] for slug in works.words("kinds")]
            save_pattern(helper, _pattern(works, places), kinds=taken)


def _save_kind(entry: Entry, municipality: Municipality, rooms: dict[str, Resource]) -> AppointmentKind:
    data = KindData(
        slug=entry.text("slug"),
        name=entry.translations("name"),
        minutes=entry.whole("minutes") or 30,
        ways=list(entry.choices("ways", Way.values)),
        summary=entry.translations("summary"),
        preparation=entry.translations("preparation"),
        themes=list(entry.choices("themes", Theme.values)),
        seats=entry.whole("seats") or 1,
        notice_minutes=entry.whole("notice_minutes") or 60,
        booked_by=entry.choice("booked_by", BookedBy.values, BookedBy.EVERYBODY),
        is_sensitive="is_sensitive" in entry.fields,
    )
    services = Service.objects.visible_in(municipality).filter(slug__in=entry.words("services")).order_by("pk")
    used = [rooms[slug] for slug in entry.words("rooms")]
    return save_kind(data, municipality=municipality, services=services, resources=used)


def _pattern(entry: Entry, places: dict[str, Place]) -> PatternData:
    days = [int(day) for day in entry.numbers("days")]
    starts, ends = (time.fromisoformat(entry.text(edge)) for edge in ("starts", "ends"))
    # The beginning of a year is far enough back for times of today.
    begins = date(timezone.localdate().year, 1, 1)
    return PatternData(
        places[entry.text("place")], days, starts, ends, begins, every_weeks=entry.whole("every_weeks") or 1
    )


def _book(municipality: Municipality, now: datetime) -> None:
    """From this morning on, so that the day is full also when it is nearly over."""
    kinds = AppointmentKind.objects.filter(municipality=municipality).order_by("pk")
    if Appointment.objects.live().filter(kind__municipality=municipality, span__startswith__gte=now).exists():
        return
    morning = _midnight(municipality, now)
    people = _people(municipality)
    for kind in kinds:
        kind.municipality = municipality
        ask = Ask(kind, kind.ways[0], last=morning.date() + BOOKED_AHEAD, is_staff=True)
        for one in free_times(ask, morning)[::EVERY]:
            there = Ask(kind, kind.ways[0], one.place, is_staff=True)
            with suppress(actions.Taken):
                actions.book(there, one.starts, next(people), press=uuid4(), front="", now=morning, by=audit.SYSTEM)


def _wait(place: Place, now: datetime) -> None:
    """Some who have been helped, one who is helped now, and some who wait."""
    if queue_today(place, now):
        return
    opened = open_queue(place, by=audit.SYSTEM, now=now)
    midnight = _midnight(place.municipality, now)
    for number in range(TAKEN):
        take_number(place, press=uuid4(), now=max(midnight, now - (TAKEN - number) * BETWEEN_TAKEN))
    for number in range(CALLED):
        called_at = max(midnight, now - (CALLED - number) * BETWEEN_CALLED)
        call_next(opened, done=number or None, by=audit.SYSTEM, now=called_at)


def _midnight(municipality: Municipality, now: datetime) -> datetime:
    """That today began with."""
    local = now.astimezone(ZoneInfo(municipality.time_zone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def _people(municipality: Municipality) -> Iterator[actions.Person]:
    """With phone numbers that nobody has."""
    numbers = {"SE": "+46 70 174 06 {:02}", "DK": "+45 00 00 00 {:02}"}
    for index, name in enumerate(cycle(NAMES)):
        number = numbers[municipality.country].format(5 + index % 95)
        yield actions.Person(name, municipality.main_language, phone=number)
