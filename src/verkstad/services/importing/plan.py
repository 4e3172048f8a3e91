"""Says of every entry what would become of it, and writes nothing of it.

An entry is known again by what its source calls it; else by our own slug, if the source knows that; else its name
may be that of something here, and then a person chooses. Entries pass through by the hundreds, so that a long file
takes no more memory than a short one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import batched
from typing import Any

from django.utils.translation import gettext_noop

from verkstad.municipalities.models import Municipality
from verkstad.services.importing.columns import normal
from verkstad.services.importing.entries import Broken, Entry, Found, Problem, Refused, Values
from verkstad.services.importing.formats import Format
from verkstad.services.importing.targets import Known, State, Target
from verkstad.services.models.imports import Action, Import, ImportedAs, ImportRow

AT_A_TIME = 250
_LONGEST_KEY = 300
# What a database cannot keep: the character NUL and halves of characters.
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Match:
    """A thing here that an entry is, or perhaps is."""

    pk: int
    is_sure: bool
    name: str = ""
    status_before: str = ""


@dataclass(slots=True)
class Catalogue:
    """All there is of one target, by each way in which an entry can be known again."""

    links: dict[str, tuple[int, str]]
    slugs: dict[str, int]
    names: dict[str, Known]
    slugs_by_key: dict[int, str]
    seen: set[str] = field(default_factory=set)
    met: set[int] = field(default_factory=set)

    def slug(self, key: str) -> str:
        """Ours of what the source calls so."""
        return self.slugs_by_key[self.links[key][0]]

    def match(self, found: Found) -> Match | None:
        if found.key in self.links:
            pk, status_before = self.links[found.key]
            return self._meet(pk, status_before)
        if found.slug in self.slugs:
            return self._meet(self.slugs[found.slug])
        names = {normal(str(value)) for field_, value in found.values.items() if field_.startswith("name.")}
        for name in sorted(names | {normal(found.name)}):
            if known := self.names.pop(name, None):
                return Match(known.pk, False, known.names[0])
        return None

    def _meet(self, pk: int, status_before: str = "") -> Match:
        self.met.add(pk)
        return Match(pk, True, status_before=status_before)

    def gone(self) -> dict[int, str]:
        """What is in no entry by any of its keys, with one of these; an entry that is refused is one too."""
        there = self.met | {pk for key, (pk, _) in self.links.items() if key in self.seen}
        return {pk: key for key, (pk, _) in self.links.items() if pk not in there}


def read_catalogue(target: Target, municipality: Municipality, source: str) -> Catalogue:
    things = list(target.known(municipality))
    there = {thing.pk for thing in things}
    links = {
        link.key: (link.thing, link.status_before)
        for link in ImportedAs.objects.filter(municipality=municipality, source=source, kind=target.name).order_by("pk")
        if link.thing in there
    }
    linked = {pk for pk, _ in links.values()}
    names = {normal(name): thing for thing in reversed(things) if thing.pk not in linked for name in thing.names}
    slugs = {thing.slug: thing.pk for thing in things}
    return Catalogue(links, slugs, names, {pk: slug for slug, pk in slugs.items()})


def plan(one: Import, format_: Format, entries: Iterable[Entry]) -> Iterator[ImportRow]:
    """The rows of the import, not saved. Raises Broken, at the latest at the end of the file."""
    catalogues = {target.name: read_catalogue(target, one.municipality, one.source) for target in format_.targets}
    may_withdraw = one.withdraw_missing
    is_empty = True
    for batch in batched(entries, AT_A_TIME):
        is_empty = False
        may_withdraw &= all(entry.key for entry in batch)
        for target in format_.targets:
            own = [_resolved(it, catalogues) for it in batch if it.kind == target.name]
            yield from _rows(own, one, target, catalogues[target.name])
    if is_empty:
        raise Broken(gettext_noop("There is nothing in the file to take in."))
    if may_withdraw:
        for target in format_.targets:
            yield from _withdrawals(one, target, catalogues[target.name])


def _resolved(entry: Entry, catalogues: Mapping[str, Catalogue]) -> Entry:
    """What refers to something that came before has our own name of it."""

    def resolved(value: Any) -> Any:
        match value:
            case {"kind": str(kind), "ref": str(key)} if kind in catalogues and key in catalogues[kind].links:
                return catalogues[kind].slug(key)
            case list():
                return [resolved(it) for it in value]
        return value

    if isinstance(entry, Refused):
        return entry
    return replace(entry, values={field: resolved(value) for field, value in entry.values.items()})


def _rows(batch: list[Entry], one: Import, target: Target, catalogue: Catalogue) -> Iterator[ImportRow]:
    checked = [_checked(entry, catalogue) for entry in batch]
    matches = [catalogue.match(entry) if isinstance(entry, Found) else None for entry in checked]
    states = target.states([match.pk for match in matches if match])
    blank = target.blank(one.municipality)
    for entry, match in zip(checked, matches, strict=True):
        if isinstance(entry, Refused):
            yield _refused(entry, one)
            continue
        try:
            if match and match.pk in states:
                yield _compared(entry, match, states[match.pk], one, target)
            else:
                yield _new(entry, one, target, blank)
        except Problem as problem:
            yield _refused(Refused(entry.number, entry.kind, problem, entry.key, entry.name, entry.raw), one)


def _checked(entry: Entry, catalogue: Catalogue) -> Entry:
    """Refuse what stands there twice, and what a database cannot keep."""
    problem: Problem | None = None
    if entry.key in catalogue.seen:
        problem = Problem(gettext_noop("“%(key)s” stands in the file twice."), key=entry.key[:100])
    elif isinstance(entry, Found) and not _can_be_kept(entry.values):
        problem = Problem(gettext_noop("It holds characters that are no text."))
    elif isinstance(entry, Found) and len(entry.key) > _LONGEST_KEY:
        problem = Problem(
            gettext_noop("What the source calls it is longer than %(most)d characters."), most=_LONGEST_KEY
        )
    if entry.key:
        catalogue.seen.add(entry.key)
    return Refused(entry.number, entry.kind, problem, entry.key, entry.name, entry.raw) if problem else entry


def _can_be_kept(value: object) -> bool:
    match value:
        case str():
            return not _NO_TEXT.search(value)
        case dict():
            return all(_can_be_kept(it) for it in value.values())
        case list() | tuple():
            return all(_can_be_kept(it) for it in value)
    return True


def _new(found: Found, one: Import, target: Target, blank: Values) -> ImportRow:
    row = _row_of(found, one, action=Action.ADDED)
    return _with_changes(row, blank, as_new(found.values, blank, one, target), target)


def as_new(found: Values, blank: Values, one: Import, target: Target) -> Values:
    """What a source says of something, as all of a new thing."""
    new = target.merged(blank, found)
    return target.published(new) if one.publish else new


def differences(old: Values, new: Values) -> dict[str, list[Any]]:
    return {field: [old.get(field), value] for field, value in new.items() if old.get(field) != value}


def _compared(found: Found, match: Match, state: State, one: Import, target: Target) -> ImportRow:
    merged = target.merged(state.values, found.values)
    if match.status_before and state.values.get("status") == target.withdrawn:
        merged["status"] = match.status_before
    row = _row_of(found, one, thing=match.pk, version=state.version)
    row.name = row.name or str(state.values.get(f"name.{one.municipality.main_language}", ""))[:300]
    if match.is_sure:
        row.action = Action.SAME if merged == state.values else Action.CHANGED
    else:
        row.action, row.found, row.thing_name = Action.UNSURE, found.values, match.name[:300]
    return _with_changes(row, state.values, merged, target)


def _row_of(entry: Found, one: Import, **values: Any) -> ImportRow:
    name = entry.name[:300]
    return ImportRow(of=one, number=entry.number, kind=entry.kind, key=entry.key, name=name, slug=entry.slug, **values)


def _with_changes(row: ImportRow, old: Values, new: Values, target: Target) -> ImportRow:
    target.check(new, row.of.municipality)
    row.changes = differences(old, new)
    return row


def _refused(entry: Refused, one: Import) -> ImportRow:
    values = {"key": entry.key[:_LONGEST_KEY], "name": entry.name[:300], "raw": entry.raw}
    values |= {"problem": entry.problem.as_json()}
    return ImportRow(of=one, number=entry.number, kind=entry.kind, action=Action.REFUSED, **_kept(values))


def _kept(value: Any) -> Any:
    """The same without what a database cannot keep."""
    match value:
        case str():
            return value.replace("\0", "").encode("utf-8", "replace").decode()
        case Mapping():
            return {_kept(key): _kept(it) for key, it in value.items()}
        case list() | tuple():
            return [_kept(it) for it in value]
    return value


def _withdrawals(one: Import, target: Target, catalogue: Catalogue) -> Iterator[ImportRow]:
    """What came from this source before and is no longer in the file."""
    gone = catalogue.gone()
    for keys in batched(gone if target.withdrawn else (), AT_A_TIME):
        for pk, state in target.states(keys).items():
            status = state.values["status"]
            if status != target.withdrawn:
                yield ImportRow(
                    of=one,
                    number=0,
                    kind=target.name,
                    action=Action.WITHDRAWN,
                    key=gone[pk],
                    name=state.values.get(f"name.{one.municipality.main_language}") or gone[pk],
                    thing=pk,
                    version=state.version,
                    changes={"status": [status, target.withdrawn]},
                )
