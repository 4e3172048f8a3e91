"""Writes: booking a time, moving it, cancelling it, and what became of it.

The exclusion constraints alone let nobody have two at once. Those who come at the same moment also lock the helper,
then the room, so that they wait in a row, where the constraints would let them wait for each other.
"""

from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from itertools import count
from typing import NamedTuple
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q

from verkstad.appointments import letters
from verkstad.appointments.models import (
    Appointment,
    AppointmentKind,
    Helper,
    Participant,
    ParticipantState,
    Resource,
    Way,
)
from verkstad.appointments.queries import Ask, ask_again, free_resources, helpers_free_at
from verkstad.core import audit
from verkstad.services.models import Service

# Nobody needs more at once; who does is helped by staff.
MOST_AT_ONCE = 5
# Where the helper rings, whatever else.
NEEDS_PHONE = (Way.PHONE, Way.HOME)


class Taken(Exception):
    """Somebody else has the time, or it was never to be had."""


class TooLate(Exception):
    """Residents may no longer change it themselves."""


class Over(Exception):
    """It has been cancelled, or has become of it what becomes of a booking."""


class NoPhone(Exception):
    """The helper is to ring, and there is no number."""


class TooMany(Exception):
    """Whoever can be reached so has as many times ahead as one may have."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who comes: a name, at most one way to be reached, the language of letters, and what it is about."""

    name: str
    language: str
    email: str = ""
    phone: str = ""
    service: Service | None = None
    theme: str = ""


def book(
    ask: Ask, starts: datetime, person: Person, *, press: UUID, front: str, now: datetime, by: str = ""
) -> Participant:
    """Book the time at ``ask.place`` for the person; ``by`` is the member who does it for them.

    ``press`` is one for each time the page is shown: pressed twice, it is booked once, but another person or time from
    a page that was gone back to is another booking. ``front`` is what addresses of the municipality's pages in the
    person's language begin with. Raises Taken, NoPhone, TooMany.
    """
    said = ask.kind.pk, ask.way, ask.place, starts.isoformat(), person.name, person.email, person.phone
    key = uuid5(press, repr(said))
    participant = Participant(key=key, booked_at=now, booked_by=by, spoken=ask.language)
    for one in fields(Person):
        setattr(participant, one.name, getattr(person, one.name))
    try:
        return _book(ask, starts, participant, front=front, now=now)
    except (Taken, TooMany, IntegrityError):
        booked = Participant.objects.filter(key=key).order_by("pk").first()
        if booked is None:
            raise
        return booked


@transaction.atomic
def _book(ask: Ask, starts: datetime, participant: Participant, *, front: str, now: datetime) -> Participant:
    if ask.way in NEEDS_PHONE and not participant.phone:
        raise NoPhone
    if not participant.booked_by:
        _refuse_too_many(ask, participant, now)
    participant.appointment, participant.seat = _seat(ask, starts, now)
    participant.save(force_insert=True)
    letters.confirm(participant, front=front)
    _record("appointment.booked", participant.appointment, participant.booked_by)
    return participant


@transaction.atomic
def move(
    participant: Participant, starts: datetime, *, place: int, front: str, now: datetime, by: str = ""
) -> Participant:
    """To another time of the same kind, way and language, perhaps at another place. Raises Taken, TooLate, Over."""
    participant = _locked(participant, now, by)
    before = participant.appointment
    ask = replace(ask_again(participant, place), is_staff=bool(by))
    participant.appointment, participant.seat = _seat(ask, starts, now)
    participant.moves += 1
    participant.save(update_fields=["appointment", "seat", "moves"])
    _release(before, now)
    letters.tell_moved(participant, front=front)
    _record("appointment.moved", participant.appointment, by, before=before.starts.isoformat())
    return participant


@transaction.atomic
def cancel(participant: Participant, *, front: str, now: datetime, by: str = "") -> None:
    """Give the time back. Raises TooLate, Over."""
    participant = _locked(participant, now, by)
    participant.state, participant.wants_earlier = ParticipantState.CANCELLED, False
    participant.save(update_fields=["state", "wants_earlier"])
    _release(participant.appointment, now)
    letters.tell_cancelled(participant, by_staff=bool(by), front=front)
    _record("appointment.cancelled", participant.appointment, by)


@transaction.atomic
def mark(participant: Participant, state: str, *, by: str) -> None:
    """Say whether the person came; booked again takes it back. Raises Over for one that was cancelled."""
    participant = Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    if participant.state == ParticipantState.CANCELLED:
        raise Over
    participant.state, participant.is_counted = state, False
    participant.save(update_fields=["state", "is_counted"])
    _record("appointment.marked", participant.appointment, by, state=state)


@transaction.atomic
def count_who_came(participant: Participant) -> list[Participant]:
    """Note that an enquiry is logged of the person, or of all who came to the same group; returns whom it is of.

    None that have been counted already. Has no row in the trail: the enquiry that its caller logs is the record.
    """
    came = Participant.objects.select_for_update().filter(state=ParticipantState.KEPT, is_counted=False)
    is_group = participant.appointment.seats > 1
    of = {"appointment": participant.appointment_id} if is_group else {"pk": participant.pk}
    found = list(came.filter(**of).order_by("pk"))
    Participant.objects.filter(pk__in=[one.pk for one in found]).update(is_counted=True)
    return found


@transaction.atomic
def want_earlier(participant: Participant, *, wants: bool, now: datetime) -> None:
    """Be told, or no longer, when an earlier time becomes free. Raises TooLate, Over."""
    participant = _locked(participant, now, by="")
    participant.wants_earlier = wants
    participant.save(update_fields=["wants_earlier"])
    _record("appointment.wants_earlier" if wants else "appointment.content", participant.appointment, "")


def _refuse_too_many(ask: Ask, who: Participant, now: datetime) -> None:
    reached = Q(email__iexact=who.email) if who.email else Q(phone=who.phone)
    ahead = Participant.objects.filter(reached, state=ParticipantState.BOOKED, appointment__span__endswith__gt=now)
    if ahead.filter(appointment__kind__municipality=ask.kind.municipality).count() >= MOST_AT_ONCE:
        raise TooMany


class _Slot(NamedTuple):
    """A time with one helper (id) at a place (id)."""

    kind: AppointmentKind
    way: str
    helper: int
    place: int
    starts: datetime

    @property
    def ends(self) -> datetime:
        return self.starts + timedelta(minutes=self.kind.minutes)


def _seat(ask: Ask, starts: datetime, now: datetime) -> tuple[Appointment, int]:
    """A seat at the time with one of the helpers who are free then."""
    for helper in helpers_free_at(ask, starts, now):
        slot = _Slot(ask.kind, ask.way, helper, ask.place or 0, starts)
        # Rolled back, a try lets go of its locks: whoever holds them never waits for another helper or room.
        with suppress(Taken, IntegrityError), transaction.atomic():
            return _seat_with(slot)
    raise Taken


def _seat_with(slot: _Slot) -> tuple[Appointment, int]:
    # Whoever waited here for somebody who retired the helper finds nobody.
    if not Helper.objects.select_for_update(no_key=True).filter(pk=slot.helper, is_active=True).order_by("pk"):
        raise Taken
    if slot.kind.is_group and (joined := _join(slot)):
        return joined
    if slot.way != Way.ON_SITE or not slot.kind.resources.filter(is_active=True).exists():
        return _take(slot, None), 1
    for resource in free_resources(slot.kind, slot.place, slot.starts, slot.ends):
        with suppress(IntegrityError), transaction.atomic():
            Resource.objects.select_for_update(no_key=True).get(pk=resource.pk)
            return _take(slot, resource), 1
    raise Taken


def _join(slot: _Slot) -> tuple[Appointment, int] | None:
    """The lowest seat that is free in a group that has begun to fill."""
    groups = Appointment.objects.live().select_for_update().filter(kind=slot.kind, way=slot.way, helper=slot.helper)
    group = groups.filter(place=slot.place, span__startswith=slot.starts).order_by("pk").first()
    if group is None:
        return None
    seated = group.participants.exclude(state=ParticipantState.CANCELLED).order_by("pk")
    taken = set(seated.values_list("seat", flat=True))
    seat = next(number for number in count(1) if number not in taken)
    return (group, seat) if seat <= group.seats else None


def _take(slot: _Slot, resource: Resource | None) -> Appointment:
    """A new appointment; the constraints refuse one that overlaps another."""
    return Appointment.objects.create(
        kind=slot.kind,
        helper_id=slot.helper,
        place_id=slot.place,
        resource=resource,
        way=slot.way,
        span=DateTimeTZRange(slot.starts, slot.ends),
        seats=slot.kind.seats,
    )


def _locked(participant: Participant, now: datetime, by: str) -> Participant:
    """As it is now, to be changed by nobody else meanwhile; residents only in time."""
    # Locked with what it is joined to, it would not be found when it has been moved meanwhile.
    Participant.objects.select_for_update().get(pk=participant.pk)
    participant = Participant.objects.select_related("appointment__kind__municipality").get(pk=participant.pk)
    if participant.state != ParticipantState.BOOKED:
        raise Over
    if not by and now > participant.appointment.change_until:
        raise TooLate
    return participant


def _release(appointment: Appointment, now: datetime) -> None:
    """The helper's time is free again when the last one has left."""
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if not appointment.participants.exclude(state=ParticipantState.CANCELLED).exists():
        appointment.cancelled_at = now
        appointment.save(update_fields=["cancelled_at"])


def _record(action: str, appointment: Appointment, by: str, **details: str) -> None:
    slug = appointment.kind.municipality.slug
    audit.record(action, target=appointment, by=by or audit.RESIDENT, municipality=slug, **details)
