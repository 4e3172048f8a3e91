"""The audit trail: one row per act, written in the act's own transaction, and mirrored to the log as JSON."""

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone

from verkstad.core import bulk
from verkstad.core.models import AuditEntry

log = logging.getLogger("verkstad.audit")

# Who acts when no person does: the command line, an import, the worker.
SYSTEM = "system"
# Somebody who is not signed in, and whom nobody needs to know.
RESIDENT = "resident"


def record(action: str, *, target: Model, by: str = SYSTEM, municipality: str = "", **details: Any) -> None:
    """Write one row.

    ``action`` is ``thing.done`` ("place.closed"); ``by`` the public identity of the person or SYSTEM;
    ``details`` what changed, as plain JSON values.
    """
    record_all(action, targets=[target], by=by, municipality=municipality, **details)


def record_all(
    action: str, *, targets: Iterable[Model], by: str = SYSTEM, municipality: str = "", **details: Any
) -> None:
    """Write one row for each target of an act on many, in one statement."""
    targets, now = list(targets), timezone.now()
    names = _names(targets)
    entries = [
        AuditEntry(
            at=now,
            action=action,
            actor=by,
            municipality=municipality,
            target_kind=target._meta.label_lower,
            target_id=str(target.pk),
            target_name=names.get(target.pk, str(target))[:300],
            details=details,
        )
        for target in targets
    ]
    bulk.upsert(entries)
    for entry in entries:
        row: dict[str, Any] = {"at": entry.at.isoformat(), "action": action, "actor": by, "municipality": municipality}
        row |= {"target": f"{entry.target_kind}:{entry.target_id}", "details": details}
        log.info(json.dumps(row, ensure_ascii=False, default=str))


def _names(targets: Sequence[Model]) -> Mapping[Any, str]:
    """By key, what people call the targets; of rows whose names lie in another table their model tells it."""
    known_as = getattr(type(targets[0]), "known_as", None) if targets else None
    return known_as([target.pk for target in targets]) if known_as else {}


def trail(municipality: str, filters: Mapping[str, Any]) -> QuerySet[AuditEntry]:
    """What was done in the municipality, latest first.

    ``filters`` may hold words (each in the target's name), actor, since and until (days, both included).
    """
    entries = AuditEntry.objects.filter(municipality=municipality).order_by("-at", "-pk")
    for word in filters.get("words", "").split():
        entries = entries.filter(target_name__icontains=word)
    if actor := filters.get("actor"):
        entries = entries.filter(actor=actor)
    if since := filters.get("since"):
        entries = entries.filter(at__date__gte=since)
    if until := filters.get("until"):
        entries = entries.filter(at__date__lte=until)
    return entries
