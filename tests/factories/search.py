"""Documents and searches, and an index over what a test has made."""

from datetime import date
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from tests.factories.municipalities import MunicipalityFactory
from tests.factories.services import ServiceFactory, ServiceTextFactory
from verkstad.municipalities.models import Municipality
from verkstad.places.models import OpeningHours, Place
from verkstad.search import actions
from verkstad.search.document_files import DocumentData
from verkstad.search.masking import normalised
from verkstad.search.models import Search
from verkstad.services.models import Service


class SearchFactory(DjangoModelFactory):
    class Meta:
        model = Search

    municipality = factory.SubFactory(MunicipalityFactory)
    language = "sv"
    words = "dagis"
    normalised = factory.LazyAttribute(lambda it: normalised(it.words))
    services_found = 1
    places_found = 0
    documents_found = 0
    is_weak = False
    at = factory.LazyFunction(timezone.now)


def make_service(
    name: str, *, language: str = "sv", summary: str = "", words: list[str] | None = None, **scope: Any
) -> Service:
    """A published service with one text, in the scope (municipality, region or country)."""
    service: Service = ServiceFactory(texts=(), **scope)
    ServiceTextFactory(
        service=service, language=language, name=name, summary=summary or "Kort.", everyday_words=words or []
    )
    return service


def make_place(municipality: Municipality, name: str, *, language: str = "sv", **values: Any) -> Place:
    """A library with opening hours that nobody has filled in."""
    organisation = ServiceFactory(municipality=municipality, status="draft", texts=()).organisation
    hours = OpeningHours.objects.create(municipality=municipality)
    number = Place.objects.count()
    data = {"kind": "library", "slug": f"place-{number}", "name": {language: name}} | values
    return Place.objects.create(municipality=municipality, organisation=organisation, opening_hours=hours, **data)


def document_data(title: str = "Protokoll kommunstyrelsen", **values: Any) -> DocumentData:
    data = {
        "url": f"https://example.org/{title}",
        "date": date(2026, 3, 12),
        "kind": "protokoll",
        "text": "",
        "language": "sv",
    }
    return DocumentData(title=title, **(data | values))


def make_documents(municipality: Municipality, *documents: DocumentData) -> None:
    actions.import_documents(documents, municipality=municipality)
