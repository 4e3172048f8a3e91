"""Enquiries, and what is said of them."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from verkstad.measurement.actions import EnquiryData
from verkstad.measurement.models import Enquiry


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


def enquiry_data(**changes: Any) -> EnquiryData:
    return EnquiryData(**{"key": uuid4(), "at": timezone.now() - timedelta(minutes=1)} | changes)
