"""Reads: how long a place's queue is, whose turn it is, and about how long somebody waits."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from math import ceil
from statistics import median
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q

from verkstad.appointments.models import QueueDay, QueueTicket, TicketState
from verkstad.municipalities.models import Municipality, Part
from verkstad.places.models import WITHOUT_DOOR, Place

# The wait is told from the latest calls of the place, and not at all from fewer than these.
LATEST_CALLS, FEWEST_PAUSES = 30, 5


@dataclass(frozen=True, slots=True)
class Turn:
    """How it stands with a number: how many are called before it, and in about how many minutes it is, if known."""

    ticket: QueueTicket
    is_over: bool
    ahead: int = 0
    minutes: int | None = None

    @property
    def mark(self) -> str:
        """Another one whenever the page would say something else."""
        ticket = self.ticket
        return f"{ticket.state} {ticket.called_at} {self.is_over} {self.ahead} {self.minutes}"


@dataclass(frozen=True, slots=True)
class Line:
    """The numbers that are called now, the latest first, and those that wait, in their order."""

    called: list[QueueTicket]
    waiting: list[QueueTicket]

    @property
    def mark(self) -> str:
        """Another one whenever the page would say something else."""
        called = " ".join(f"{ticket.number}@{ticket.called_at}" for ticket in self.called)
        return f"{called} {len(self.waiting)}"


@dataclass(frozen=True, slots=True)
class PlaceQueue:
    """A place and its queue of today, if there is one."""

    place: Place
    queue: QueueDay | None

    @property
    def rank(self) -> int:
        return 2 if self.queue is None else 0 if self.queue.is_open else 1

    @property
    def waiting(self) -> int:
        return int(vars(self.queue)["waiting"]) if self.queue else 0


def day_at(municipality: Municipality, now: datetime) -> date:
    return now.astimezone(ZoneInfo(municipality.time_zone)).date()


def queue_today(place: Place, now: datetime) -> QueueDay | None:
    queue = QueueDay.objects.filter(place=place, day=day_at(place.municipality, now)).first()
    if queue:
        queue.place = place
    return queue


def queue_open(place: Place, now: datetime) -> bool:
    """Whether residents can take a number there now."""
    queue = queue_today(place, now) if place.municipality.has(Part.APPOINTMENTS) else None
    return queue is not None and queue.is_open


def line(queue: QueueDay) -> Line:
    here = queue.tickets.filter(state__in=[TicketState.CALLED, TicketState.WAITING])
    tickets = list(here.order_by(F("called_at").desc(nulls_last=True), "number"))
    return Line([one for one in tickets if one.called_at], [one for one in tickets if not one.called_at])


def turn(ticket: QueueTicket, now: datetime) -> Turn:
    place = ticket.queue.place
    is_over = ticket.queue.day != day_at(place.municipality, now)
    if is_over or ticket.state != TicketState.WAITING:
        return Turn(ticket, is_over)
    ahead = ticket.queue.tickets.filter(state=TicketState.WAITING, number__lt=ticket.number).count()
    return Turn(ticket, is_over, ahead, _minutes(place, ahead))


def _minutes(place: Place, ahead: int) -> int | None:
    """Rounded up to whole fives, as nobody knows better."""
    pause = _pause(place)
    return None if pause is None else 5 * max(1, ceil(pause * (ahead + 1) / 300))


def _pause(place: Place) -> float | None:
    """Seconds from one call to the next while somebody waited: the middle one of the latest.

    That somebody waited is what makes it tell of the help and not of an empty room, however many help at once.
    """
    latest = QueueTicket.objects.filter(queue__place=place, called_at__isnull=False).order_by("-called_at")
    rows = latest.values_list("queue", "taken_at", "called_at")[:LATEST_CALLS]
    calls = [(queue, taken_at, called_at) for queue, taken_at, called_at in rows if called_at]
    pauses = [
        (called_at - before).total_seconds()
        for (queue, taken_at, called_at), (queue_before, _taken_at, before) in pairwise(calls)
        if queue == queue_before and taken_at <= before
    ]
    return median(pauses) if len(pauses) >= FEWEST_PAUSES else None


def place_queues(municipality: Municipality, now: datetime) -> list[PlaceQueue]:
    """Every place that people come to: those with a queue today first, the open ones before all."""
    places = Place.objects.filter(municipality=municipality, is_published=True).exclude(kind__in=WITHOUT_DOOR)
    today = QueueDay.objects.filter(place__municipality=municipality, day=day_at(municipality, now)).order_by("pk")
    waiting = Count("tickets", filter=Q(tickets__state=TicketState.WAITING))
    queues = {queue.place_id: queue for queue in today.annotate(waiting=waiting)}
    found = [PlaceQueue(place, queues.get(place.pk)) for place in places.order_by("pk")]
    return sorted(found, key=lambda one: (one.rank, str(one.place.name).casefold()))
