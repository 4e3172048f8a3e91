"""Services and organisations of HSDS in our fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_noop

from verkstad.services.importing.entries import Problem, Reference, Values
from verkstad.services.importing.formats import Material
from verkstad.services.importing.html_text import opening, plain_text
from verkstad.services.importing.organisation_target import ORGANISATIONS
from verkstad.services.importing.service_target import channel
from verkstad.services.models import OrganisationKind

_SUMMARY = 400
_DESCRIPTION = ("alert", "description", "eligibility_description", "application_process", "interpretation_services")


def text(raw: Mapping[str, Any], field: str) -> str:
    """A field as plain text; quotation marks around all of it, which some exports leave there, are not part of it."""
    value = raw.get(field)
    return plain_text(value).strip('"').strip() if isinstance(value, str) else ""


def objects(raw: Mapping[str, Any], field: str) -> list[dict[str, Any]]:
    value = raw.get(field) or []
    if not isinstance(value, list) or not all(isinstance(it, dict) for it in value):
        raise Problem(gettext_noop("%(name)s must be a list of objects."), name=field)
    return value


@dataclass(frozen=True)
class AtLocation:
    """One service at one location."""

    raw: Mapping[str, Any]
    location: Mapping[str, Any]

    @property
    def is_physical(self) -> bool:
        return self.location.get("location_type") in ("physical", None) and bool(text(self.location, "id"))

    @property
    def address(self) -> Mapping[str, Any]:
        """The physical one if it is told apart."""
        found = objects(self.location, "addresses")
        return next((it for it in found if it.get("address_type") == "physical"), found[0] if found else {})

    @property
    def in_one_line(self) -> str:
        town = f"{text(self.address, 'postal_code')} {text(self.address, 'city')}".strip()
        return ", ".join(it for it in (street(self.address), town) if it)


def street(address: Mapping[str, Any]) -> str:
    return ", ".join(it for it in (text(address, "address_1"), text(address, "address_2")) if it)


@dataclass(frozen=True)
class Service:
    """One full service as it stands there; lists that are none count as empty until they are asked for."""

    raw: dict[str, Any]
    material: Material

    @property
    def name(self) -> str:
        return text(self.raw, "name")

    @property
    def organisation(self) -> dict[str, Any] | None:
        value = self.raw.get("organization")
        return value if isinstance(value, dict) else None

    @property
    def organisation_reference(self) -> dict[str, str] | None:
        key = text(self.organisation or {}, "id") or text(self.raw, "organization_id")
        name = text(self.organisation or {}, "name")
        return Reference(ORGANISATIONS.name, key, name or key).as_json() if key else None

    @cached_property
    def at_locations(self) -> list[AtLocation]:
        found = self.raw.get("service_at_locations")
        rows = [it for it in found if isinstance(it, dict)] if isinstance(found, list) else []
        return [AtLocation(it, it["location"]) for it in rows if isinstance(it.get("location"), dict)]

    def schedules_at(self, location: str) -> list[dict[str, Any]]:
        """The location's own, else those of the service at it, else, where it is the only one, the service's."""
        at = next(it for it in self.at_locations if text(it.location, "id") == location)
        places = [at.location, at.raw, *([self.raw] if len(self.at_locations) == 1 else [])]
        return next((found for it in places if (found := objects(it, "schedules"))), [])


def organisation_values(raw: Mapping[str, Any], service: Service) -> Values:
    phones = [text(it, "number") for it in objects(raw, "phones")]
    values = {
        "kind": OrganisationKind.ASSOCIATION.value,
        f"name.{service.material.language}": text(raw, "name"),
        "email": text(raw, "email"),
        "url": text(raw, "website"),
        "phone": next(iter(phones), ""),
    }
    return {field: value for field, value in values.items() if value}


def service_values(raw: Mapping[str, Any], service: Service) -> Values:
    language = service.material.language
    description = "\n\n".join(it for field in _DESCRIPTION if (it := text(raw, field)))
    papers = [text(it, "document") for it in objects(raw, "required_documents")]
    values: Values = {
        f"name.{language}": service.name,
        f"summary.{language}": opening(text(raw, "description"), _SUMMARY) or service.name,
        f"description.{language}": description,
        f"cost.{language}": text(raw, "fees_description"),
        f"processing_time.{language}": text(raw, "wait_time"),
        f"what_you_need.{language}": "\n".join(f"- {it}" for it in papers if it),
        "channels": _channels(raw, service),
        "organisation": service.organisation_reference,
    }
    return {field: value for field, value in values.items() if value}


def _channels(raw: Mapping[str, Any], service: Service) -> list[Values]:
    found = []
    if url := text(raw, "url"):
        found.append(channel("online", url=url, eid_need=None))
    found += [channel("phone", number=it) for phone in objects(raw, "phones") if (it := text(phone, "number"))]
    for at in service.at_locations:
        kind, where = str(at.location.get("location_type")), at.in_one_line
        if at.is_physical:
            found.append(channel("visit", address=where))
        elif kind == "postal" and where:
            found.append(channel("post", address=where))
    if email := text(raw, "email"):
        found.append(channel("email", email=email))
    return found
