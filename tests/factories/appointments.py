"""Who works when, what can be booked, and what is booked."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

import factory
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from factory.django import DjangoModelFactory

from verkstad.appointments.models import (
    Absence,
    Appointment,
    AppointmentKind,
    Helper,
    Participant,
    Resource,
    WorkingPattern,
)


class ResourceFactory(DjangoModelFactory):
    """A room; give it ``place``."""

    class Meta:
        model = Resource

    name = factory.Sequence(lambda n: {"sv": f"Rum {n}"})


class AppointmentKindFactory(DjangoModelFactory):
    """Thirty minutes at the place for one; give it ``municipality``, and ``resources`` if it takes one of them."""

    class Meta:
        model = AppointmentKind
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"kind-{n}")
    name = factory.LazyAttribute(lambda it: {"sv": it.slug})
    minutes = 30
    ways = ["on_site"]

    @factory.post_generation
    def resources(self, create: bool, resources: Iterable[Resource] | None, **_: Any) -> None:
        self.resources.set(resources or ())


class HelperFactory(DjangoModelFactory):
    """A volunteer who speaks Swedish; give it ``municipality``, and ``user`` to make it a member."""

    class Meta:
        model = Helper

    name = factory.Sequence(lambda n: f"Helper {n}")
    languages = ["sv"]


class WorkingPatternFactory(DjangoModelFactory):
    """Every weekday 10 to 16 from the beginning of 2026; give it ``helper``, ``place`` and ``kinds``."""

    class Meta:
        model = WorkingPattern
        skip_postgeneration_save = True

    days = [0, 1, 2, 3, 4]
    starts = time(10)
    ends = time(16)
    starts_on = date(2026, 1, 1)

    @factory.post_generation
    def kinds(self, create: bool, kinds: Iterable[AppointmentKind] | None, **_: Any) -> None:
        self.kinds.set(kinds or ())


class AbsenceFactory(DjangoModelFactory):
    """Give it ``helper`` and ``span``."""

    class Meta:
        model = Absence


class AppointmentFactory(DjangoModelFactory):
    """Give it ``kind``, ``helper``, ``place`` and ``starts``, a moment; nobody has booked it yet."""

    class Meta:
        model = Appointment
        exclude = ["starts"]

    starts: datetime
    way = "on_site"
    seats = factory.LazyAttribute(lambda it: it.kind.seats)
    span = factory.LazyAttribute(lambda it: DateTimeTZRange(it.starts, it.starts + timedelta(minutes=it.kind.minutes)))


class ParticipantFactory(DjangoModelFactory):
    """Somebody with a phone who booked on the seat; give it ``appointment``."""

    class Meta:
        model = Participant

    seat = 1
    name = "Alva Berg"
    phone = "+46701740605"
    language = "sv"
    booked_at = factory.LazyAttribute(lambda it: it.appointment.starts - timedelta(days=7))
