"""Enquiries, and what is said of them."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from verkstad.measurement.actions import EnquiryData
from verkstad.measurement.models import CountingUnit, CountingWeek, Enquiry, PlatformKey


class EnquiryFactory(DjangoModelFactory):
    """One at the desk that was solved, at midday today unless ``day`` is given."""

    class Meta:
        model = Enquiry

    key = factory.LazyFunction(uuid4)
    day = factory.LazyFunction(timezone.localdate)
    at = factory.LazyAttribute(lambda it: datetime.combine(it.day, time(12), UTC))
    channel = "desk"
    kind = "information"
    outcome = "solved"
    source = "desk"
    logged_by = "system"


class PlatformKeyFactory(DjangoModelFactory):
    class Meta:
        model = PlatformKey

    name = "Platform"
    hash = factory.Sequence(str)
    made_by = "system"


def enquiry_data(**changes: Any) -> EnquiryData:
    return EnquiryData(**{"key": uuid4(), "at": timezone.now() - timedelta(minutes=1)} | changes)


class CountingWeekFactory(DjangoModelFactory):
    """The five days up to today at the desk and on the phone, with two weeks to hand in; give it ``municipality``."""

    class Meta:
        model = CountingWeek

    name = "Counting week"
    last_day = factory.LazyFunction(timezone.localdate)
    first_day = factory.LazyAttribute(lambda it: it.last_day - timedelta(days=4))
    hand_in_by = factory.LazyAttribute(lambda it: it.last_day + timedelta(days=14))
    channels = ["desk", "phone"]


class CountingUnitFactory(DjangoModelFactory):
    """It counts all that its week does; give it ``week``."""

    class Meta:
        model = CountingUnit

    name = factory.Sequence(lambda n: f"Unit {n}")
    channels = factory.LazyAttribute(lambda it: it.week.channels)
