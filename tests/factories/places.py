"""Places, their hours, and openings to tell of."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory

from tests.factories.services import OrganisationFactory
from verkstad.places import schedules
from verkstad.places.actions import PlaceData
from verkstad.places.models import BoardMark, ConfirmedHoliday, OpeningHours, OpeningPeriod, OpeningSpan, Place
from verkstad.places.opening_hours.model import Period, Span, State

EVERY_DAY = range(7)
OFFICE = (time(10), time(16))


def span(days: Iterable[int] = EVERY_DAY, hours: tuple[time, time] = OFFICE, state: State = State.OPEN) -> Span:
    return Span(frozenset(days), *hours, closes_next_day=hours[1] <= hours[0], state=state)


def week(*spans: Span) -> Period:
    return Period(spans=spans or (span(),))


def exception(starts_on: date | None, ends_on: date | None, *spans: Span) -> Period:
    return Period(starts_on, ends_on, spans, is_override=True)


def moment(text: str) -> datetime:
    """Local Swedish time such as "2026-11-23 12:00", a Monday."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Stockholm"))


class OpeningHoursFactory(DjangoModelFactory):
    class Meta:
        model = OpeningHours


class OpeningPeriodFactory(DjangoModelFactory):
    class Meta:
        model = OpeningPeriod


class OpeningSpanFactory(DjangoModelFactory):
    class Meta:
        model = OpeningSpan

    days = [0]
    opens = time(10)
    closes = time(16)


class ConfirmedHolidayFactory(DjangoModelFactory):
    class Meta:
        model = ConfirmedHoliday

    name = {"sv": "Helgdag"}
    is_closed = True


class PlaceFactory(DjangoModelFactory):
    """A published library that helps with e-services; ``periods`` are its hours, every day 10 to 16 unless given."""

    class Meta:
        model = Place
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"place-{n}")
    kind = "library"
    name = factory.LazyAttribute(lambda it: {"sv": it.slug})
    helps_with = ["e_services"]
    organisation = factory.LazyAttribute(lambda it: OrganisationFactory(municipality=it.municipality))
    opening_hours = factory.LazyAttribute(lambda it: OpeningHoursFactory(municipality=it.municipality))

    @factory.post_generation
    def periods(self, create: bool, periods: Iterable[Period] | None, **_: Any) -> None:
        schedules.store(self.opening_hours, (week(),) if periods is None else periods)
        BoardMark.objects.update_or_create(municipality=self.municipality, defaults={"mark": uuid4()})


def place_data(**changes: Any) -> PlaceData:
    return PlaceData(**{"slug": "biblioteket", "kind": "library", "name": {"sv": "Biblioteket"}} | changes)
