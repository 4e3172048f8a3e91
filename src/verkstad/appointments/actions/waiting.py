"""Writes of the worker: reminders, offers of earlier times, and forgetting who came."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from verkstad.appointments import letters
from verkstad.appointments.models import Participant, ParticipantState
from verkstad.appointments.queries import FreeTime, ask_again, free_times
from verkstad.core import audit
from verkstad.identity.links import front_of
from verkstad.municipalities.models import Municipality

# A day before, in time to cancel, to those who have had time to forget.
REMINDED_BEFORE = timedelta(hours=26)
BOOKED_BEFORE = timedelta(hours=48)
# Nobody is told of more than three earlier times, nor twice in a day, nor of one that saves less than a day.
MOST_OFFERS = 3
BETWEEN_OFFERS = timedelta(days=1)
WORTH_IT = timedelta(days=1)


@transaction.atomic
def remind(municipality: Municipality, *, now: datetime) -> None:
    """Write to those who come soon, once for each time. Raises LookupError where nobody knows its host name."""
    soon = _booked(municipality).filter(appointment__span__startswith__range=(now, now + REMINDED_BEFORE))
    in_time = soon.filter(booked_at__lt=F("appointment__span__startswith") - BOOKED_BEFORE)
    for participant in in_time.order_by("pk"):
        letters.remind(participant, front=front_of(municipality, participant.language))


@transaction.atomic
def offer_earlier(municipality: Municipality, *, now: datetime) -> None:
    """Tell those who wait of earlier times that are free, each time to one of them: the least told first.

    They have it when they take it; whoever else comes first may. Raises LookupError as ``remind`` does.
    """
    waiting = _booked(municipality).filter(
        Q(offered_at=None) | Q(offered_at__lte=now - BETWEEN_OFFERS),
        wants_earlier=True,
        offers__lt=MOST_OFFERS,
        appointment__span__startswith__gt=now + WORTH_IT,
    )
    offered: set[tuple[datetime, int, int]] = set()
    for participant in waiting.select_for_update(of=("self",)).order_by("offers", "booked_at", "pk"):
        kind = participant.appointment.kind_id
        free = next((one for one in _earlier(participant, now) if (one.starts, one.place, kind) not in offered), None)
        if free is not None:
            offered.add((free.starts, free.place, kind))
            _offer(participant, free, municipality, now)


def _earlier(participant: Participant, now: datetime) -> Iterator[FreeTime]:
    """Times at the same place that are worth moving for."""
    appointment = participant.appointment
    latest = appointment.starts - WORTH_IT
    ask = replace(ask_again(participant, appointment.place_id), last=latest.date())
    return (one for one in free_times(ask, now) if one.starts <= latest)


def _offer(participant: Participant, free: FreeTime, municipality: Municipality, now: datetime) -> None:
    front = front_of(municipality, participant.language)
    letters.offer_earlier(participant, free.starts, free.place, front=front)
    participant.offers, participant.offered_at = F("offers") + 1, now
    participant.save(update_fields=["offers", "offered_at"])


@transaction.atomic
def forget(municipality: Municipality, *, before: datetime, now: datetime) -> None:
    """Forget names and ways to be reached of those whose time was over, or cancelled, before the moment."""
    over = Q(appointment__span__endswith__lt=before) | Q(appointment__cancelled_at__lt=before)
    rows = Participant.objects.filter(over, appointment__kind__municipality=municipality, forgotten_at=None)
    number = rows.update(name="", email="", phone="", wants_earlier=False, forgotten_at=now)
    if number:
        audit.record("participants.forgotten", target=municipality, municipality=municipality.slug, number=number)


def _booked(municipality: Municipality) -> QuerySet[Participant]:
    """Those who are to come and can be written to."""
    rows = Participant.objects.filter(appointment__kind__municipality=municipality, state=ParticipantState.BOOKED)
    related = "appointment__kind__municipality", "appointment__helper", "appointment__place"
    return rows.exclude(email="").select_related(*related)
