"""What would change, in words for a person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.services.importing.columns import WORDS
from verkstad.services.importing.entries import sentence
from verkstad.services.importing.formats import Format
from verkstad.services.importing.targets import Target
from verkstad.services.models import ChannelKind, EidNeed, Status
from verkstad.services.models.imports import Choice, ImportRow

# Of fields that hold codes, what these stand for.
_CODES: dict[str, dict[str, Any]] = {
    "status": dict(Status.choices) | {"hidden": gettext_lazy("Hidden")},
    "target_groups": {code: texts[0] for code, texts in WORDS.items()},
}


@dataclass(frozen=True, slots=True)
class Change:
    """One field; ``language`` of a text in one. Empty where there is or was nothing."""

    label: str
    language: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Shown:
    row: ImportRow
    kind: str
    changes: list[Change]
    problem: str


def shown(rows: Iterable[ImportRow], format_: Format) -> list[Shown]:
    targets = {target.name: target for target in format_.targets}
    return [
        Shown(
            row=row,
            kind=str(targets[row.kind].label),
            changes=[_change(field, old, new, targets[row.kind]) for field, (old, new) in row.changes.items()],
            problem=sentence(row.problem),
        )
        for row in rows
    ]


def _change(field: str, old: Any, new: Any, target: Target) -> Change:
    name, _dot, language = field.partition(".")
    codes = _CODES.get(name, {})
    if name == "reviewed_on" and new is None:
        new = _("No longer: the text is another, and nobody here has read it")
    return Change(target.field_label(field), language, _in_words(old, codes), _in_words(new, codes))


def _in_words(value: Any, codes: Mapping[str, Any]) -> str:
    match value:
        case None | "" | []:
            return ""
        case {"kind": kind, "eid_need": eid}:
            return _way(value, kind, eid)
        case {"ref": str(), "name": str(name)} | {"name": str(name)}:
            return name
        case Mapping():
            return "; ".join(f"{key}: {it}" for key, it in value.items())
        case list():
            between = "\n" if isinstance(value[0], Mapping) else ", "
            return between.join(_in_words(it, codes) for it in value)
    return str(codes.get(value, value))


def _way(way: Mapping[str, Any], kind: str, eid: str) -> str:
    where = next((way[field] for field in ("url", "number", "address", "email") if way[field]), "")
    need = f" ({EidNeed(eid).label})" if eid and eid != EidNeed.NONE else ""
    return f"{ChannelKind(kind).label}: {where}{need}" if where else f"{ChannelKind(kind).label}{need}"


def outcome_in_words(row: ImportRow) -> str:
    if row.outcome == "left" and row.choice in ("", Choice.SKIP) and not row.problem:
        return _("Left out")
    return str(row.get_outcome_display())
