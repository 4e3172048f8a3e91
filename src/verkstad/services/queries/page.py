"""All that the page of one service shows of the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from verkstad.core.translated import Text, Translated, best
from verkstad.municipalities.models import Municipality, Part
from verkstad.services.models import Channel, LegalBasis, LifeEvent, LocalService, Service, Subject
from verkstad.services.queries.texts import ReadableText, readable
from verkstad.services.queries.ways import Ways, ways_of


@dataclass(frozen=True, slots=True)
class LifeEventLink:
    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class Law:
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class ServicePage:
    """``subjects`` are (scheme, code), by which places say what they know in depth."""

    service: Service
    text: ReadableText
    channels: list[Channel]
    ways: Ways
    note: Text
    life_events: list[LifeEventLink]
    legal_bases: list[Law]
    subjects: list[tuple[str, str]]


def service_page(service: Service, municipality: Municipality) -> ServicePage:
    """What the municipality shows of the service; three queries beside the one that loaded it with its organisation."""
    channels = list(service.channels.order_by("position"))
    around = _around(service, municipality)
    return ServicePage(
        service=service,
        text=readable(service.texts.order_by("language")),
        channels=channels,
        ways=ways_of(channels),
        note=best(around["note"] or {}),
        life_events=_life_events(around["events"]) if municipality.has(Part.LIFE_EVENTS) else [],
        legal_bases=[Law(**row) for row in around["laws"]],
        subjects=[(row["scheme"], row["code"]) for row in around["terms"]],
    )


def _life_events(rows: list[dict[str, Any]]) -> list[LifeEventLink]:
    return [LifeEventLink(row["code"], Translated(row["name"]).best) for row in rows]


def _around(service: Service, municipality: Municipality) -> Mapping[str, Any]:
    """The small things of one service, in one query."""
    local = LocalService.objects.filter(service=OuterRef("pk"), municipality=municipality).order_by("pk")
    laws = LegalBasis.objects.filter(service=OuterRef("pk")).order_by("pk")
    events = LifeEvent.objects.filter(services=OuterRef("pk")).order_by("position", "code")
    terms = Subject.objects.filter(services=OuterRef("pk")).order_by("scheme", "code")
    rows = Service.objects.filter(pk=service.pk).values(
        note=Subquery(local.values("note")[:1]),
        laws=ArraySubquery(laws.values(row=JSONObject(name="name", url="url"))),
        events=ArraySubquery(events.values(row=JSONObject(code="code", name="name"))),
        terms=ArraySubquery(terms.values(row=JSONObject(scheme="scheme", code="code"))),
    )
    return rows.get()
