"""Writes: regions, municipalities and their host names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ValidationError
from django.db import transaction

from verkstad.core import audit
from verkstad.municipalities.look import nearest_passing, normalise
from verkstad.municipalities.models import Domain, Municipality, Region, all_parts


class UnreadableLook(Exception):
    """White text on the colour is below WCAG AA; says the nearest colour that passes."""


@dataclass(frozen=True, slots=True)
class MunicipalityData:
    """All that is set up of a municipality; texts by language code."""

    slug: str
    name: dict[str, str]
    country: str
    languages: list[str]
    time_zone: str
    phone: str
    email: str
    region: str = ""
    main_colour: str = "#0B5C5A"
    street: str = ""
    postcode: str = ""
    city: str = ""
    parts: list[str] = field(default_factory=all_parts)
    accessibility_assessed_on: date | None = None
    accessibility_statement: Mapping[str, str] = field(default_factory=dict)
    accessibility_statement_url: str = ""
    examples: Mapping[str, list[str]] = field(default_factory=dict)
    hosts: Iterable[str] = field(default_factory=tuple)


@transaction.atomic
def save_region(*, slug: str, name: dict[str, str], by: str = audit.SYSTEM) -> Region:
    """Make the region, or rename it."""
    region, _ = Region.objects.update_or_create(slug=slug, defaults={"name": name})
    audit.record("region.saved", target=region, by=by)
    return region


@transaction.atomic
def save_municipality(data: MunicipalityData, *, by: str = audit.SYSTEM) -> Municipality:
    """Make the municipality or change it; the first of its languages is the main one.

    Raises NotAColour, UnreadableLook for a colour below WCAG AA, ValidationError for an unknown time zone.
    """
    check_look(data.main_colour)
    check_time_zone(data.time_zone)
    fields = {name: getattr(data, name) for name in data.__slots__ if name not in ("slug", "region", "hosts")}
    region = Region.objects.get(slug=data.region) if data.region else None
    municipality, _ = Municipality.objects.update_or_create(
        slug=data.slug,
        defaults=fields
        | {"region": region, "main_language": data.languages[0], "main_colour": normalise(data.main_colour)},
    )
    municipality.domains.all().delete()
    for number, host in enumerate(data.hosts):
        Domain.objects.create(municipality=municipality, host=host.lower(), is_main=number == 0)
    audit.record("municipality.saved", target=municipality, by=by, municipality=municipality.slug)
    return municipality


def check_look(colour: str) -> None:
    """Raise UnreadableLook, naming the nearest colour that passes, when white text on the colour is below WCAG AA."""
    if (passing := nearest_passing(colour)) != normalise(colour):
        raise UnreadableLook(f"White text on {colour} is hard to read; the nearest colour that passes is {passing}.")


def check_time_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValidationError(f"There is no time zone {name}.") from error
