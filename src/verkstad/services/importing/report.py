"""What an import did, or would do, to keep: as a table and as JSON; and its refused entries to be mended."""

from collections.abc import Iterator
from itertools import batched
from typing import Any

from django.utils.translation import gettext as _

from verkstad.services.importing.entries import sentence
from verkstad.services.importing.formats import Download, formats
from verkstad.services.importing.queries import counts
from verkstad.services.importing.shown import Shown, outcome_in_words, shown
from verkstad.services.models.imports import Action, Import, ImportRow

_AT_A_TIME = 500


def as_rows(one: Import) -> Iterator[list[str]]:
    """The headings, then a line for each entry."""
    yield [_("Row"), _("Kind"), _("Key"), _("Name"), _("Becomes"), _("Choice"), _("Outcome"), _("Reason"), _("Changes")]
    for it in _shown(one):
        changes = "\n".join(f"{change.label} {change.language}: {change.old} → {change.new}" for change in it.changes)
        row = it.row
        act, choice = str(row.get_action_display()), str(row.get_choice_display())
        yield [
            str(row.number), it.kind, row.key, row.name, act, choice, outcome_in_words(row), it.problem, changes,
        ]  # fmt: skip


def as_json(one: Import) -> dict[str, Any]:
    """Everything, in plain values."""
    fields = ("number", "kind", "key", "name", "action", "choice", "outcome", "changes")
    return {
        "format": one.format,
        "source": one.source,
        "name": one.name,
        "state": one.state,
        "told": {name: value for name, value in one.told.items() if name in ("dialect", "not_read")},
        "counts": counts(one).by_action,
        "problem": sentence(one.problem),
        "rows": [
            {field: getattr(row, field) for field in fields} | {"reason": sentence(row.problem)} for row in _rows(one)
        ],
    }


def refused(one: Import) -> Download:
    """The refused entries as a file of the same format, each with its reason."""
    rows = one.rows.filter(action=Action.REFUSED).order_by("pk").iterator(chunk_size=_AT_A_TIME)
    return formats()[one.format].mend(one.told, ((row.raw, sentence(row.problem)) for row in rows))


def _rows(one: Import) -> Iterator[ImportRow]:
    return one.rows.order_by("pk").iterator(chunk_size=_AT_A_TIME)


def _shown(one: Import) -> Iterator[Shown]:
    for batch in batched(_rows(one), _AT_A_TIME):
        yield from shown(batch, formats()[one.format])
