"""Writes: regions, municipalities and their host names."""

import re
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from verkstad.core import audit
from verkstad.municipalities.data import MunicipalityData
from verkstad.municipalities.look import nearest_passing, normalise
from verkstad.municipalities.models import Country, Domain, Municipality, Part, Region

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_HOST = re.compile(r"[a-z0-9.-]+")


class UnusableMunicipality(Exception):
    """It cannot be saved as it is given; says which value is in the way."""


class UnreadableLook(Exception):
    """White text on the colour is below WCAG AA; says the nearest colour that passes."""

    def __init__(self, colour: str, passing: str) -> None:
        super().__init__(f"White text on {colour} is hard to read; the nearest colour that passes is {passing}.")
        self.passing = passing


@transaction.atomic
def save_region(*, slug: str, name: dict[str, str], by: str = audit.SYSTEM) -> Region:
    """Make the region, or rename it."""
    region, _ = Region.objects.update_or_create(slug=slug, defaults={"name": name})
    audit.record("region.saved", target=region, by=by)
    return region


@transaction.atomic
def save_municipality(data: MunicipalityData, *, by: str = audit.SYSTEM, **details: Any) -> Municipality:
    """Make the municipality or change it; the first of its languages is the main one.

    Raises as refuse_unusable, and UnusableMunicipality for a host. ``details`` go into the audit trail.
    """
    refuse_unusable(data)
    hosts = list(dict.fromkeys(host.lower() for host in data.hosts))
    _refuse_hosts(hosts, besides=data.slug)
    fields = {name: getattr(data, name) for name in data.__slots__ if name not in ("slug", "region", "hosts")}
    municipality, _ = Municipality.objects.update_or_create(
        slug=data.slug,
        defaults=fields
        | {
            "region": _region(data.region),
            "main_language": data.languages[0],
            "main_colour": normalise(data.main_colour),
        },
    )
    municipality.domains.all().delete()
    for number, host in enumerate(hosts):
        Domain.objects.create(municipality=municipality, host=host, is_main=number == 0)
    audit.record("municipality.saved", target=municipality, by=by, municipality=municipality.slug, **details)
    return municipality


def refuse_unusable(data: MunicipalityData) -> None:
    """Raise NotAColour, UnreadableLook for a colour below WCAG AA, UnusableMunicipality for any other value."""
    _refuse_unreadable(data.main_colour)
    _refuse_unknown(data)


def _refuse_unreadable(colour: str) -> None:
    if (passing := nearest_passing(colour)) != normalise(colour):
        raise UnreadableLook(colour, passing)


def _refuse_unknown(data: MunicipalityData) -> None:
    if data.country not in Country:
        raise UnusableMunicipality(f"There is no country {data.country}; there are {', '.join(Country.values)}.")
    if unknown := [part for part in data.parts if part not in Part]:
        raise UnusableMunicipality(f"There is no part {unknown[0]}; there are {', '.join(Part.values)}.")
    if not data.languages:
        raise UnusableMunicipality(f"{data.slug} has no language.")
    if unknown := [code for code in data.languages if not _LANGUAGE.fullmatch(code)]:
        raise UnusableMunicipality(f"“{unknown[0]}” is not the code of a language, such as sv.")
    try:
        ZoneInfo(data.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnusableMunicipality(f"There is no time zone {data.time_zone}.") from error


def _refuse_hosts(hosts: Sequence[str], *, besides: str) -> None:
    """Hosts that are none, or that another municipality than this one has."""
    if unfit := [host for host in hosts if not _HOST.fullmatch(host)]:
        raise UnusableMunicipality(f"“{unfit[0]}” is not a host name, such as www.example.org.")
    taken = Domain.objects.filter(host__in=hosts).exclude(municipality__slug=besides)
    if domain := taken.select_related("municipality").order_by("host").first():
        raise UnusableMunicipality(f"{domain.host} belongs to {domain.municipality.slug}.")


def _region(slug: str) -> Region | None:
    if not slug:
        return None
    if region := Region.objects.filter(slug=slug).order_by("slug").first():
        return region
    raise UnusableMunicipality(f"There is no region {slug}.")
