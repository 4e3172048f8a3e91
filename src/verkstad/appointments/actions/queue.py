"""Writes: a place's queue of the day, and the numbers in it.

Each takes the day's row first, so that no number is given or called twice, whoever presses at the same moment.
"""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction

from verkstad.appointments.models import QueueDay, QueueTicket, TicketState
from verkstad.appointments.queries.queue import day_at
from verkstad.core import audit
from verkstad.places.models import Place

# No place helps more people in a day; who presses the button all day for fun gets no further.
MOST_WAITING = 100
KEPT = timedelta(days=30)


class QueueClosed(Exception):
    """No numbers are given there now."""


class QueueFull(Exception):
    """So many wait that residents are asked to talk to the staff instead."""


class NotCalled(Exception):
    """The number is not before a helper any longer, or not yet."""


@transaction.atomic
def open_queue(place: Place, *, by: str, now: datetime) -> QueueDay:
    """Give numbers today, on from the last one if some were given before."""
    day = day_at(place.municipality, now)
    queue, _is_new = QueueDay.objects.update_or_create(place=place, day=day, defaults={"is_open": True})
    _record("queue.opened", queue, place, by)
    return queue


@transaction.atomic
def close_queue(place: Place, *, by: str, now: datetime) -> None:
    """Give no more numbers; those who have one are called all the same. Raises QueueClosed."""
    queue = _open_today(place, now)
    queue.is_open = False
    queue.save(update_fields=["is_open"])
    _record("queue.closed", queue, place, by)


@transaction.atomic
def take_number(place: Place, *, press: UUID, by: str = audit.RESIDENT, now: datetime) -> QueueTicket:
    """The next number; the same one again when the same ``press`` of the button comes twice.

    Raises QueueClosed, and QueueFull for residents when many wait.
    """
    queue = _open_today(place, now)
    key = uuid5(press, str(queue.pk))
    if taken := queue.tickets.filter(key=key).first():
        return taken
    if by == audit.RESIDENT and queue.tickets.filter(state=TicketState.WAITING).count() >= MOST_WAITING:
        raise QueueFull
    queue.taken += 1
    queue.save(update_fields=["taken"])
    ticket = QueueTicket.objects.create(queue=queue, number=queue.taken, key=key, taken_at=now)
    _record("ticket.taken", ticket, place, by)
    return ticket


@transaction.atomic
def call_next(queue: QueueDay, *, done: int | None = None, by: str, now: datetime) -> QueueTicket | None:
    """Mark the number ``done`` that the helper had as done, and call the first that waits; None: nobody does.

    A helper who has another number by now, as after pressing twice, keeps it.
    """
    _lock(queue)
    before = queue.tickets.filter(state=TicketState.CALLED, called_by=by).first()
    if before and before.number != done:
        return before
    if before:
        _settle(before, TicketState.DONE, by)
    return _call_first(queue, after=0, by=by, now=now)


@transaction.atomic
def call_again(ticket: QueueTicket, *, by: str, now: datetime) -> None:
    """Put it first among the called. Raises NotCalled."""
    ticket = _called(ticket)
    ticket.called_at = now
    ticket.save(update_fields=["called_at"])
    _record("ticket.called", ticket, ticket.queue.place, by)


@transaction.atomic
def skip(ticket: QueueTicket, *, by: str, now: datetime) -> QueueTicket | None:
    """Let the one behind go first, if there is one: the number waits on, and comes after that. Raises NotCalled."""
    ticket = _called(ticket)
    ticket.state, ticket.called_at, ticket.called_by = TicketState.WAITING, None, ""
    ticket.save(update_fields=["state", "called_at", "called_by"])
    _record("ticket.skipped", ticket, ticket.queue.place, by)
    return _call_first(ticket.queue, after=ticket.number, by=by, now=now)


@transaction.atomic
def finish(ticket: QueueTicket, *, has_left: bool = False, by: str) -> None:
    """The one who was called has been helped, or is not there. Raises NotCalled."""
    _settle(_called(ticket), TicketState.LEFT if has_left else TicketState.DONE, by)


@transaction.atomic
def give_back(ticket: QueueTicket) -> None:
    """Whoever has the number goes; nothing happens to one that is settled already."""
    ticket = _fresh(ticket)
    if ticket.state in (TicketState.WAITING, TicketState.CALLED):
        _settle(ticket, TicketState.LEFT, audit.RESIDENT)


def delete_old_queues(now: datetime) -> None:
    QueueDay.objects.filter(day__lt=(now - KEPT).date()).delete()


def _open_today(place: Place, now: datetime) -> QueueDay:
    day = day_at(place.municipality, now)
    queue = QueueDay.objects.select_for_update().filter(place=place, day=day, is_open=True).first()
    if queue is None:
        raise QueueClosed
    queue.place = place
    return queue


def _lock(queue: QueueDay) -> None:
    QueueDay.objects.select_for_update().get(pk=queue.pk)


def _fresh(ticket: QueueTicket) -> QueueTicket:
    """As it is when nobody else can change it."""
    _lock(ticket.queue)
    fresh = QueueTicket.objects.get(pk=ticket.pk)
    fresh.queue = ticket.queue
    return fresh


def _called(ticket: QueueTicket) -> QueueTicket:
    fresh = _fresh(ticket)
    if fresh.state != TicketState.CALLED:
        raise NotCalled
    return fresh


def _call_first(queue: QueueDay, *, after: int, by: str, now: datetime) -> QueueTicket | None:
    waiting = queue.tickets.filter(state=TicketState.WAITING, number__gt=after)
    ticket = waiting.order_by("number").first()
    if ticket:
        # The clocks of two servers may differ a little.
        ticket.called_at = max(now, ticket.taken_at)
        ticket.state, ticket.called_by = TicketState.CALLED, by
        ticket.save(update_fields=["state", "called_at", "called_by"])
        _record("ticket.called", ticket, queue.place, by)
    return ticket


def _settle(ticket: QueueTicket, state: TicketState, by: str) -> None:
    ticket.state = state
    ticket.save(update_fields=["state"])
    _record(f"ticket.{state}", ticket, ticket.queue.place, by)


def _record(action: str, target: QueueDay | QueueTicket, place: Place, by: str) -> None:
    audit.record(action, target=target, by=by, municipality=place.municipality.slug)
