"""Rows and data of the catalogue."""

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from verkstad.municipalities.models import Municipality
from verkstad.services.data import ChannelData, OrganisationData, Scope, ServiceData, TextData
from verkstad.services.models import (
    Channel,
    LegalBasis,
    LifeEvent,
    LocalService,
    Organisation,
    Service,
    ServiceText,
    Status,
    Subject,
)


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    slug = factory.Sequence(lambda n: f"organisation-{n}")
    kind = "department"
    name = factory.LazyAttribute(lambda it: {"sv": it.slug})


class LifeEventFactory(DjangoModelFactory):
    class Meta:
        model = LifeEvent

    code = factory.Sequence(lambda n: f"event-{n}")
    name = factory.LazyAttribute(lambda it: {"sv": it.code})
    summary = factory.LazyAttribute(lambda it: {"sv": f"Om {it.code}"})


class SubjectFactory(DjangoModelFactory):
    class Meta:
        model = Subject

    scheme = "kle"
    code = factory.Sequence(lambda n: f"28.{n:02}.00")
    name = factory.LazyAttribute(lambda it: {"da": f"Emne {it.code}"})


class ServiceFactory(DjangoModelFactory):
    """A published service; give it ``municipality``, ``region`` or ``country``. ``texts`` are languages."""

    class Meta:
        model = Service
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"service-{n}")
    status = Status.PUBLISHED
    target_groups = ["resident"]
    organisation = factory.LazyAttribute(
        lambda it: OrganisationFactory(
            municipality=getattr(it, "municipality", None),
            region=getattr(it, "region", None),
            country=getattr(it, "country", ""),
        )
    )

    @factory.post_generation
    def texts(self, create: bool, languages: tuple[str, ...] | None, **_: Any) -> None:
        for language in ("sv",) if languages is None else languages:
            ServiceTextFactory(service=self, language=language)


class ServiceTextFactory(DjangoModelFactory):
    class Meta:
        model = ServiceText

    language = "sv"
    name = factory.LazyAttribute(lambda it: f"{it.service.slug} ({it.language})")
    summary = "Kort om saken."
    reviewed_on = date(2026, 9, 1)


class ChannelFactory(DjangoModelFactory):
    class Meta:
        model = Channel

    kind = "visit"


class LegalBasisFactory(DjangoModelFactory):
    class Meta:
        model = LegalBasis

    name = "Lagen"


class LocalServiceFactory(DjangoModelFactory):
    class Meta:
        model = LocalService


def organisation_data(**changes: Any) -> OrganisationData:
    return OrganisationData(**{"slug": "skola", "kind": "department", "name": {"sv": "Skolan"}} | changes)


def text_data(**changes: Any) -> TextData:
    return TextData(**{"language": "sv", "name": "Förskola", "summary": "Sök plats."} | changes)


def service_data(**changes: Any) -> ServiceData:
    return ServiceData(**{"slug": "forskola", "organisation": "skola", "texts": (text_data(),)} | changes)


def online(**changes: Any) -> ChannelData:
    return ChannelData(**{"kind": "online", "url": "https://example.org/"} | changes)


def scope_with_organisation(municipality: Municipality, slug: str = "skola") -> Scope:
    """The municipality's own scope, in which an organisation of this slug exists."""
    OrganisationFactory(municipality=municipality, slug=slug)
    return Scope(municipality=municipality)
