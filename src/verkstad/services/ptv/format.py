"""General descriptions as a format of the import: a JSON list as the catalogue gives it away."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy, gettext_noop

from verkstad.services.importing.entries import Entry, Found, Problem, Refused
from verkstad.services.importing.formats import Download, Format, Material, Told
from verkstad.services.importing.json_entries import JsonEntries, mended
from verkstad.services.importing.service_target import SERVICES
from verkstad.services.importing.subject_target import SUBJECTS, subject_key
from verkstad.services.ptv.descriptions import Reading, Term, read_description
from verkstad.services.ptv.fields import Fields

_LIST = "descriptions"


def read(material: Material) -> tuple[Told, Iterator[Entry]]:
    return {}, _entries(material)


def _entries(material: Material) -> Iterator[Entry]:
    """Each term before the first service that it is about. Entries are numbered by their lines."""
    languages = dict.fromkeys([material.language, *material.languages])
    reading = Reading(list(languages), frozenset(material.life_events.values()), material.phone)
    told: set[str] = set()
    descriptions = JsonEntries(material.path, (_LIST,))
    for raw in descriptions:
        number, key = descriptions.line, ""
        kept = raw if isinstance(raw, dict) else {"": raw}
        try:
            fields = Fields(raw)
            key = _key(fields)
            description = read_description(fields, key, reading)
        except Problem as problem:
            yield Refused(number, SERVICES.name, problem, key, raw=kept)
            continue
        for term in description.terms if description.values.get(f"name.{material.language}") else ():
            if (code := subject_key(term.scheme, term.code)) not in told:
                told.add(code)
                yield _subject(number, code, term)
        yield Found(number, SERVICES.name, key, description.name, description.values, kept)


def _key(fields: Fields) -> str:
    if key := fields.text("Id"):
        return key
    raise Problem(gettext_noop("It has no id."))


def _subject(number: int, key: str, term: Term) -> Found:
    names = {f"name.{language}": name for language, name in term.name.items() if name}
    values = {"scheme": term.scheme, "code": term.code} | names
    return Found(number, SUBJECTS.name, key, next(iter(names.values()), term.code), values, slug=key)


def mend(told: Told, rows: Iterable[tuple[Mapping[str, Any], str]]) -> Download:
    return mended(_LIST, rows)


PTV = Format(
    name="ptv",
    label=gettext_lazy("Finnish Service Catalogue (PTV): general descriptions"),
    help=gettext_lazy("JSON with general descriptions. What is described as it was last time stays as it is here."),
    targets=(SUBJECTS, SERVICES),
    read=read,
    mend=mend,
    suffixes=(".json",),
)
