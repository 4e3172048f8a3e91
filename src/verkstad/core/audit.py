"""The audit trail: one row per act, written in the act's own transaction, and mirrored to the log as JSON."""

import json
import logging
from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.utils import timezone

from verkstad.core.models import AuditEntry

log = logging.getLogger("verkstad.audit")

# Who acts when no person does: the command line, an import, the worker.
SYSTEM = "system"


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
    now = timezone.now()
    entries = AuditEntry.objects.bulk_create(
        AuditEntry(
            at=now,
            action=action,
            actor=by,
            municipality=municipality,
            target_kind=target._meta.label_lower,
            target_id=str(target.pk),
            target_name=str(target)[:300],
            details=details,
        )
        for target in targets
    )
    for entry in entries:
        row: dict[str, Any] = {"at": entry.at.isoformat(), "action": action, "actor": by, "municipality": municipality}
        row |= {"target": f"{entry.target_kind}:{entry.target_id}", "details": details}
        log.info(json.dumps(row, ensure_ascii=False, default=str))
