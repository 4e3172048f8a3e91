"""A town with something of everything, and how its pages are asked for."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.factories.places import PlaceFactory
from tests.factories.search import document_data, make_documents
from tests.factories.services import (
    ChannelFactory,
    LegalBasisFactory,
    LifeEventFactory,
    ServiceFactory,
    ServiceTextFactory,
    SubjectFactory,
)
from verkstad.municipalities.models import Municipality
from verkstad.search import actions
from verkstad.services.models import LifeEvent

type Get = Callable[..., HttpResponse]


@pytest.fixture
def get(client: Client, bjorkhamn: Municipality) -> Get:
    """The page at an address of Björkhamn, in Swedish unless told."""

    def page(address: str = "", language: str = "sv", **query: object) -> HttpResponse:
        return client.get(f"/bjorkhamn/{language}/{address}", query)

    return page


@pytest.fixture
def fill(bjorkhamn: Municipality) -> Callable[[int], None]:
    """Make so many services, life events, places and documents, all linked to each other, and index them."""

    def make(number: int) -> None:
        events = [LifeEventFactory(code=f"event-{n}", name={"sv": f"Händelse {n}"}) for n in range(number)]
        for n in range(number):
            _make_service(bjorkhamn, n, number, events)
        make_documents(bjorkhamn, *(document_data(f"Protokoll om ärende {n}") for n in range(number)))
        actions.rebuild_index()

    return make


def _make_service(municipality: Municipality, n: int, number: int, events: list[LifeEvent]) -> None:
    service = ServiceFactory(municipality=municipality, slug=f"service-{n}", texts=())
    for language in ("sv", "da", "en")[:number]:
        ServiceTextFactory(service=service, language=language, name=f"Ärende {n}")
    service.life_events.set(events)
    service.subjects.set(SubjectFactory.create_batch(number))
    LegalBasisFactory.create_batch(number, service=service)
    channels = [ChannelFactory(service=service, position=position) for position in range(number)]
    place = PlaceFactory(
        municipality=municipality,
        slug=f"place-{n}",
        name={"sv": f"Ärendekontor {n}"},
        latitude=56,
        longitude=12 + n / 10,
    )
    place.channels.set(channels)
