"""A week up to today in which the switchboard and the library count, about a parking permit and childcare."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.measurement import CountingUnitFactory, CountingWeekFactory
from tests.factories.places import PlaceFactory
from tests.factories.services import ServiceFactory, SubjectFactory
from tests.staff import sign_in
from verkstad.identity.models import Role

TODAY = timezone.localdate()
DAY = timedelta(days=1)
FRONT = "/bjorkhamn/en/staff/measurement/counting/"


@pytest.fixture
def parking(bjorkhamn):
    service = ServiceFactory(municipality=bjorkhamn, slug="parking")
    service.subjects.add(SubjectFactory(scheme="kle", code="05.09.04"))
    return service


@pytest.fixture
def childcare(bjorkhamn):
    return ServiceFactory(municipality=bjorkhamn, slug="childcare")


@pytest.fixture
def library(bjorkhamn):
    return PlaceFactory(municipality=bjorkhamn, slug="library", name={"sv": "Biblioteket"})


@pytest.fixture
def week(bjorkhamn, parking, childcare):
    week = CountingWeekFactory(municipality=bjorkhamn, themes=["eid"])
    week.services.set([parking, childcare])
    return week


@pytest.fixture
def switchboard(week):
    return CountingUnitFactory(week=week, name="Switchboard", channels=["phone"], email="exchange@example.org")


@pytest.fixture
def desk(week, library):
    return CountingUnitFactory(week=week, name="Library", place=library, counts_at_desk=True)


@pytest.fixture
def coordinator(client, bjorkhamn):
    return sign_in(client, Role.COORDINATOR, bjorkhamn)


@pytest.fixture
def helper(client, bjorkhamn):
    return sign_in(client, Role.HELPER, bjorkhamn)
