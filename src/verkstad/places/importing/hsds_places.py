"""Locations of HSDS as places of ours."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_noop

from verkstad.places.importing.hsds_services import Service, objects, street, text
from verkstad.places.importing.place_target import as_hours
from verkstad.places.importing.schedules import periods
from verkstad.services.importing.entries import Problem, Reference, Values
from verkstad.services.importing.html_text import opening
from verkstad.services.importing.service_target import SERVICES

_SUMMARY = 400


def place_values(raw: Mapping[str, Any], service: Service) -> Values:
    """Of hours that cannot be kept, those that can; the others are refused one by one."""
    language = service.material.language
    at = next(it for it in service.at_locations if it.location is raw)
    phones = [text(it, "number") for it in objects(raw, "phones")]
    languages = [code for it in objects(raw, "languages") if len(code := text(it, "code")) in (2, 3)]
    values: Values = {
        f"name.{language}": text(raw, "name") or service.name,
        f"summary.{language}": opening(text(raw, "description"), _SUMMARY),
        f"directions.{language}": text(raw, "transportation"),
        "street": street(at.address),
        "postcode": text(at.address, "postal_code"),
        "city": text(at.address, "city"),
        "latitude": _number(raw, "latitude"),
        "longitude": _number(raw, "longitude"),
        "phone": next(iter(phones), ""),
        "url": text(raw, "url"),
        "languages": languages,
        "organisation": service.organisation_reference,
        "services": [Reference(SERVICES.name, text(service.raw, "id"), service.name).as_json()],
        "hours": _hours(service, text(raw, "id")),
    }
    return {field: value for field, value in values.items() if value not in ("", None, [])}


def _hours(service: Service, location: str) -> Values | None:
    kept = []
    for schedule in service.schedules_at(location):
        try:
            periods([schedule])
        except Problem:
            continue
        kept.append(schedule)
    if not kept:
        return None
    return as_hours(periods(kept), service.material.time_zone, closed_on_holidays=True)


def _number(raw: Mapping[str, Any], field: str) -> float | None:
    value = raw.get(field)
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    raise Problem(gettext_noop("“%(text)s” is no number."), text=str(value)[:30])
