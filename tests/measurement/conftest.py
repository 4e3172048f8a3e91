"""A town where people ask, this month and the month before."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.measurement import EnquiryFactory
from tests.factories.places import PlaceFactory
from tests.factories.services import OrganisationFactory, ServiceFactory
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.measurement.periods import shifted

NOW = timezone.localdate().replace(day=1)
BEFORE = shifted(NOW, -1)


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
