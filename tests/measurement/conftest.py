"""A town where people ask, this month and the month before; and what is taught there."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.learning import LESSON, module_document, shipped, taught
from tests.factories.measurement import EnquiryFactory
from tests.factories.places import PlaceFactory
from tests.factories.services import OrganisationFactory, ServiceFactory
from tests.staff import sign_in
from verkstad.courses.models import Course
from verkstad.identity.models import Role
from verkstad.measurement.periods import shifted

NOW = timezone.localdate().replace(day=1)
BEFORE = shifted(NOW, -1)
LESSONS = [LESSON | {"key": key, "title": key.upper()} for key in ("a", "b", "c")]


@pytest.fixture
def town(bjorkhamn):
    """Ten questions this month about a parking permit at the library, six the month before; three about childcare."""
    library = PlaceFactory(municipality=bjorkhamn, slug="library", name={"sv": "Biblioteket"})
    office = PlaceFactory(municipality=bjorkhamn, slug="office", name={"sv": "Kontoret"})
    streets = OrganisationFactory(municipality=bjorkhamn, name={"sv": "Gatukontoret"})
    parking = ServiceFactory(municipality=bjorkhamn, slug="parking", organisation=streets)
    childcare = ServiceFactory(municipality=bjorkhamn, slug="childcare", organisation=streets)
    for values in (
        {"service": parking, "place": library, "day": NOW, "number": 10, "minutes": 25},
        {"service": parking, "place": library, "day": BEFORE, "number": 6, "outcome": "unsolved"},
        {
            "service": childcare,
            "place": office,
            "day": NOW,
            "number": 3,
            "channel": "phone",
            "avoidable_because": "no_eid",
        },
        {"theme": "eid", "place": library, "day": NOW, "number": 7, "kind": "transaction"},
        {"day": NOW, "number": 8, "channel": "email"},
    ):
        EnquiryFactory(municipality=bjorkhamn, **values)
    return bjorkhamn


@pytest.fixture
def reader(town, client) -> Client:
    sign_in(client, Role.READER, town)
    return client


@pytest.fixture
def helper(town, client) -> Client:
    sign_in(client, Role.HELPER, town)
    return client


@pytest.fixture
def edition(bjorkhamn):
    """A module with questions that trains areas 1 and 4, and one without that trains area 2."""
    return taught(
        bjorkhamn,
        shipped(
            module_document(lessons=LESSONS, trains=["1.1", "4.2"]),
            module_document(key="post", title="Posten", quiz=[], trains=["2.1"]),
        ),
    )


@pytest.fixture
def course(bjorkhamn, edition):
    return Course.objects.create(municipality=bjorkhamn, slug="net", title={"sv": "Nätet"}, package=edition.package)
