"""What is in the catalogue as rows of the template: to be mended in a spreadsheet and imported again.

What is imported as it was exported changes nothing. So what a cell cannot say, such as two telephone numbers, is left
empty, and an empty cell changes nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.utils.translation import override

from verkstad.municipalities.models import Municipality
from verkstad.services.importing.columns import WORDS, normal
from verkstad.services.importing.entries import Values
from verkstad.services.importing.formats import Download
from verkstad.services.importing.plan import AT_A_TIME
from verkstad.services.importing.queries import vocabulary
from verkstad.services.importing.service_target import SERVICES, channel
from verkstad.services.importing.table import TABLE, Cells, as_list, template
from verkstad.services.importing.tables import comes_back
from verkstad.services.models import LifeEvent, Organisation, Service, ServiceText, Status
from verkstad.services.models.imports import ImportedAs

# By kind of way: the column, and what of the way stands there.
_WAYS = {
    "online": ("url", "url"),
    "phone": ("number", "number"),
    "visit": ("visit", "address"),
    "post": ("post", "address"),
    "email": ("email", "email"),
}


def export(municipality: Municipality, kind: str = "xlsx") -> Download:
    """The municipality's own services that are not withdrawn, in its main language and all that have texts."""
    services = Service.objects.filter(municipality=municipality).exclude(status=Status.WITHDRAWN).order_by("slug")
    texts = ServiceText.objects.filter(service__in=services).order_by("language").distinct()
    languages = dict.fromkeys([*municipality.languages, *texts.values_list("language", flat=True)])
    language = municipality.main_language
    return template(language, list(languages), kind, _rows(services, Names.of(municipality)))


@dataclass(frozen=True, slots=True)
class Names:
    """What things are called in a cell: by organisation's slug, life event's code and service's key."""

    organisations: Mapping[str, str]
    life_events: Mapping[str, str]
    own_numbers: Mapping[int, str]

    @classmethod
    def of(cls, municipality: Municipality) -> "Names":
        """In the municipality's main language, where that is understood when it comes back."""
        organisations, events = vocabulary(municipality)
        with override(municipality.main_language):
            called = {
                row.slug: str(row.name) for row in Organisation.objects.filter(municipality=municipality).order_by("pk")
            }
            happens = {row.code: str(row.name) for row in LifeEvent.objects.order_by("pk")}
        keys = ImportedAs.objects.filter(municipality=municipality, source=TABLE.name, kind=SERVICES.name)
        numbers = keys.filter(key__startswith="id:").order_by("-pk").values_list("thing", "key")
        return cls(
            _understood(called, organisations), _understood(happens, events), {pk: key[3:] for pk, key in numbers}
        )


def _understood(names: Mapping[str, str], vocabulary: Mapping[str, str]) -> dict[str, str]:
    """The name, else the code, whichever leads back to the code."""
    return {
        code: word
        for code, name in names.items()
        for word in (code, name)
        if vocabulary.get(normal(word)) == code and as_list(word) == [word]
    }


def _rows(services: Any, names: Names) -> Iterator[Cells]:
    for batch in batched(services.values_list("pk", "slug").iterator(), AT_A_TIME):
        states = SERVICES.states([pk for pk, _slug in batch])
        for pk, slug in batch:
            cells = {("key", ""): names.own_numbers.get(pk, ""), ("slug", ""): slug}
            cells |= _cells(states[pk].values, names)
            yield {place: cell for place, cell in cells.items() if comes_back(cell)}


def _cells(values: Values, names: Names) -> dict[tuple[str, str], str]:
    cells = {("organisation", ""): names.organisations.get(values["organisation"], "")}
    for field, value in values.items():
        name, _dot, language = field.partition(".")
        if language and name != "reviewed_on":
            cells[name, language] = _joined(value) if isinstance(value, list) else value
    events = [names.life_events.get(code, "") for code in values["life_events"]]
    cells["life_events", ""] = _joined(events)
    cells["target_groups", ""] = _joined([str(WORDS[group][0]) for group in values["target_groups"]])
    match values["legal_bases"]:
        case [{"name": str(law), "url": ""}]:
            cells["legal_basis", ""] = law
    for kind, (column, where) in _WAYS.items():
        cells |= _way([it for it in values["channels"] if it["kind"] == kind], column, where)
    return cells


def _way(ways: list[Values], column: str, where: str) -> dict[tuple[str, str], str]:
    """Of one way of a kind that says nothing but where it leads."""
    match ways:
        case [one] if one == channel(one["kind"], label=one["label"], eid_need=one["eid_need"], **{where: one[where]}):
            need = {("eid_need", ""): str(WORDS[one["eid_need"]][0])} if one["kind"] == "online" else {}
            return {(column, ""): one[where]} | need
    return {}


def _joined(words: list[str]) -> str:
    """Nothing if these words could not be told apart again."""
    cell = "; ".join(words)
    return cell if as_list(cell) == words else ""
