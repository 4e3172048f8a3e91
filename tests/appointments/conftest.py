"""A library where Kim helps with e-ID on weekdays from ten to four, half an hour each."""

import pytest

from tests.factories.appointments import AppointmentKindFactory, HelperFactory, WorkingPatternFactory
from tests.factories.places import PlaceFactory, moment

# A Monday morning, before anybody works.
NOW = moment("2026-11-23 08:00")
RULES = {"notice_minutes": 0, "furthest_days": 7, "change_minutes": 60}


@pytest.fixture
def library(bjorkhamn):
    return PlaceFactory(municipality=bjorkhamn, slug="biblioteket")


@pytest.fixture
def kind(bjorkhamn):
    return AppointmentKindFactory(municipality=bjorkhamn, slug="e-legitimation", **RULES)


@pytest.fixture
def kim(bjorkhamn):
    return HelperFactory(municipality=bjorkhamn, name="Kim")


@pytest.fixture
def weekdays(kim, library, kind):
    return WorkingPatternFactory(helper=kim, place=library, kinds=[kind])
