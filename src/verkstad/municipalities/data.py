"""What the writes of municipalities are given: plain, frozen values, whoever read them from wherever."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from verkstad.municipalities.models import Municipality, all_parts


@dataclass(frozen=True, slots=True)
class MunicipalityData:
    """All that is set up of a municipality; texts by language code."""

    slug: str
    name: Mapping[str, str]
    country: str
    languages: list[str]
    time_zone: str
    phone: str
    email: str
    region: str = ""
    main_colour: str = "#0B5C5A"
    logo: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    parts: list[str] = field(default_factory=all_parts)
    accessibility_conformity: str = ""
    accessibility_assessment: str = ""
    accessibility_assessed_on: date | None = None
    accessibility_updated_on: date | None = None
    accessibility_statement: Mapping[str, str] = field(default_factory=dict)
    accessibility_burden: Mapping[str, str] = field(default_factory=dict)
    accessibility_outside: Mapping[str, str] = field(default_factory=dict)
    accessibility_statement_url: str = ""
    examples: Mapping[str, list[str]] = field(default_factory=dict)
    hosts: Iterable[str] = field(default_factory=tuple)


# What administrators may change; the rest is the operator's.
SETTINGS = (
    "name", "languages", "main_colour", "logo", "phone", "email", "street", "postcode", "city", "parts",
    "accessibility_conformity", "accessibility_assessment", "accessibility_assessed_on", "accessibility_updated_on",
    "accessibility_statement", "accessibility_burden", "accessibility_outside", "accessibility_statement_url",
)  # fmt: skip
_DATES = ("accessibility_assessed_on", "accessibility_updated_on")


def data_of(municipality: Municipality) -> MunicipalityData:
    """All of it as it stands."""
    plain = {
        name: getattr(municipality, name) for name in MunicipalityData.__slots__ if name not in ("region", "hosts")
    }
    hosts = municipality.domains.order_by("-is_main", "host").values_list("host", flat=True)
    further = [code for code in municipality.languages if code != municipality.main_language]
    return MunicipalityData(
        **plain
        | {
            "region": municipality.region.slug if municipality.region else "",
            "hosts": tuple(hosts),
            "logo": municipality.logo.name or "",
            "languages": [municipality.main_language, *further],
        }
    )


def settings_of(data: MunicipalityData) -> dict[str, Any]:
    """The settings as plain JSON values."""
    values = {name: getattr(data, name) for name in SETTINGS}
    return values | {name: values[name].isoformat() if values[name] else None for name in _DATES}


def with_settings(data: MunicipalityData, values: Mapping[str, Any]) -> MunicipalityData:
    """The municipality with some settings from settings_of in place of its own."""
    dates = {name: date.fromisoformat(values[name]) if values[name] else None for name in _DATES if name in values}
    known = {name: value for name, value in values.items() if name in SETTINGS}
    return replace(data, **known | dates)
