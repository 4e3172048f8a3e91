"""All that the page of one service shows of the catalogue."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from verkstad.core.translated import Text, Translated, best
from verkstad.municipalities.models import Municipality, Part
from verkstad.services.models import Channel, Service, ServiceText
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
    """What the municipality shows of the service; one query beside the one that loaded it with its organisation."""
    around = _around(service, municipality)
    channels = [Channel(**row) for row in around["channels"]]
    return ServicePage(
        service=service,
        text=readable(map(_text, around["texts"])),
        channels=channels,
        ways=ways_of(channels),
        note=best(around["note"] or {}),
        life_events=_life_events(around["events"]) if municipality.has(Part.LIFE_EVENTS) else [],
        legal_bases=[Law(**row) for row in around["laws"]],
        subjects=[(row["scheme"], row["code"]) for row in around["terms"]],
    )


def _text(row: dict[str, Any]) -> ServiceText:
    reviewed_on = row.pop("reviewed_on")
    return ServiceText(**row, reviewed_on=reviewed_on and date.fromisoformat(reviewed_on))


def _life_events(rows: list[dict[str, Any]]) -> list[LifeEventLink]:
    return [LifeEventLink(row["code"], Translated(row["name"]).best) for row in rows]


# Written out, because Django takes longer to put it together than the database to answer it.
_AROUND = """
SELECT json_build_object(
    'texts', ARRAY(
        SELECT to_json(text) FROM services_servicetext AS text WHERE service_id = %(service)s ORDER BY language
    ),
    'channels', ARRAY(
        SELECT to_json(channel) FROM services_channel AS channel WHERE service_id = %(service)s ORDER BY position, id
    ),
    'note', (
        SELECT note FROM services_localservice WHERE service_id = %(service)s AND municipality_id = %(municipality)s
    ),
    'laws', ARRAY(
        SELECT json_build_object('name', name, 'url', url)
        FROM services_legalbasis WHERE service_id = %(service)s ORDER BY id
    ),
    'events', ARRAY(
        SELECT json_build_object('code', event.code, 'name', event.name)
        FROM services_service_life_events AS link JOIN services_lifeevent AS event ON event.id = link.lifeevent_id
        WHERE link.service_id = %(service)s ORDER BY event.position, event.code
    ),
    'terms', ARRAY(
        SELECT json_build_object('scheme', subject.scheme, 'code', subject.code)
        FROM services_service_subjects AS link JOIN services_subject AS subject ON subject.id = link.subject_id
        WHERE link.service_id = %(service)s ORDER BY subject.scheme, subject.code
    )
)::text
"""


def _around(service: Service, municipality: Municipality) -> dict[str, Any]:
    """All that stands in tables around one service, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, {"service": service.pk, "municipality": municipality.pk})
        (found,) = cursor.fetchone()
    around: dict[str, Any] = json.loads(found)
    return around
