"""Open Referral HSDS 3.0: services with their organisations, locations, phones and schedules.

A file is a list of full services, or a page of them as an address …/services answers; of an address, the pages after
the first are asked for too. A service at a location becomes a visit of the service and a place that is that visit.
Contacts of persons are not read: what they are here for would have to be known first.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.utils.translation import gettext_lazy, gettext_noop

from verkstad.places.importing.hsds_places import place_values
from verkstad.places.importing.hsds_services import Service, organisation_values, service_values, text
from verkstad.places.importing.place_target import PLACES
from verkstad.places.importing.schedules import periods
from verkstad.services.importing.entries import Broken, Entry, Found, Problem, Refused
from verkstad.services.importing.formats import Download, Format, Material, Told
from verkstad.services.importing.json_entries import JsonEntries, mended
from verkstad.services.importing.organisation_target import ORGANISATIONS
from verkstad.services.importing.service_target import SERVICES

# An address that says it has more than this is not believed.
_PAGES = 1_000
_NO_LONGER = ("inactive", "defunct")


def read(material: Material) -> tuple[Told, Iterator[Entry]]:
    return {}, _Reader(material).entries()


class _Reader:
    """Remembers what it has told of already: an organisation or a location stands in many services."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.told: set[tuple[str, str]] = set()
        self.parents: dict[str, str] = {}

    def entries(self) -> Iterator[Entry]:
        number = 0
        for page in _pages(self.material):
            for raw in page:
                number += 1
                yield from self._entries(number, raw)

    def _entries(self, number: int, raw: Any) -> Iterator[Entry]:
        if not isinstance(raw, dict) or not text(raw, "id"):
            kept = raw if isinstance(raw, dict) else {"": raw}
            yield Refused(number, SERVICES.name, Problem(gettext_noop("It has no id.")), raw=kept)
        elif raw.get("status") not in _NO_LONGER:
            service = Service(raw, self.material)
            if organisation := service.organisation:
                yield from self._once(number, ORGANISATIONS.name, organisation, service)
            yield _made(number, SERVICES.name, raw, service, service_values)
            for at in service.at_locations:
                if at.is_physical:
                    yield from self._once(number, PLACES.name, at.location, service)

    def _once(self, number: int, kind: str, raw: Mapping[str, Any], service: Service) -> Iterator[Entry]:
        key = text(raw, "id")
        if not key or (kind, key) in self.told:
            return
        self.told.add((kind, key))
        if kind == ORGANISATIONS.name:
            yield self._organisation(number, key, raw, service)
            return
        place = _made(number, kind, raw, service, place_values)
        yield place
        for schedule in service.schedules_at(key) if isinstance(place, Found) else ():
            try:
                periods([schedule])
            except Problem as problem:
                yield Refused(
                    number, kind, problem, f"schedule:{key}:{text(schedule, 'id')}", text(raw, "name"), service.raw
                )

    def _organisation(self, number: int, key: str, raw: Mapping[str, Any], service: Service) -> Entry:
        """One that is part of itself, however many others lie between, is refused."""
        self.parents[key] = text(raw, "parent_organization_id")
        above, seen = self.parents[key], {key}
        while above and above not in seen:
            seen.add(above)
            above = self.parents.get(above, "")
        if above:
            problem = Problem(gettext_noop("The organisation would be a part of itself."))
            return Refused(number, ORGANISATIONS.name, problem, key, text(raw, "name"), service.raw)
        return _made(number, ORGANISATIONS.name, raw, service, organisation_values)


def _made(number: int, kind: str, raw: Mapping[str, Any], service: Service, values: Any) -> Entry:
    key, name = text(raw, "id"), text(raw, "name")
    try:
        return Found(number, kind, key, name or service.name, values(raw, service), service.raw)
    except Problem as problem:
        return Refused(number, kind, problem, key, name, service.raw)


def _pages(material: Material) -> Iterator[Iterable[Any]]:
    page = JsonEntries(material.path, ("contents", "services"))
    yield page
    if material.ask is None or not material.address:
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page"
        for number in range(2, _count(page) + 1):
            path.write_bytes(material.ask(_page_address(material.address, number)))
            yield JsonEntries(path, ("contents", "services"))


def _count(page: JsonEntries) -> int:
    """How many pages there are, as the first one says."""
    total = page.beside.get("total_pages")
    if not isinstance(total, int):
        return 1
    if total > _PAGES:
        raise Broken(gettext_noop("The address says that it has more than %(most)d pages."), most=_PAGES)
    return total


def _page_address(address: str, number: int) -> str:
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query)) | {"page": str(number)}
    return urlunsplit(parts._replace(query=urlencode(query)))


def mend(told: Told, rows: Iterable[tuple[Mapping[str, Any], str]]) -> Download:
    """Each service once, with all that is said of it."""
    services: dict[str, tuple[Mapping[str, Any], list[str]]] = {}
    for raw, reason in rows:
        services.setdefault(json.dumps(raw, sort_keys=True), (raw, []))[1].append(reason)
    return mended("contents", ((raw, " ".join(reasons)) for raw, reasons in services.values()))


HSDS = Format(
    name="hsds",
    label=gettext_lazy("Open Referral HSDS 3.0: services, organisations and places"),
    help=gettext_lazy("JSON with full services, or the address of such a list, all pages of which are read."),
    targets=(ORGANISATIONS, SERVICES, PLACES),
    read=read,
    mend=mend,
    suffixes=(".json",),
    takes_address=True,
)
