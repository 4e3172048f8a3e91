"""Writes: enquiries as they come in. No audit rows: an enquiry is its own record, and tells who logged it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from verkstad.core import audit
from verkstad.measurement.entries import Checks, EnquiryData, Refused
from verkstad.measurement.models import Enquiry
from verkstad.municipalities.models import Municipality


@dataclass(frozen=True, slots=True)
class Logged:
    """What became of some entries: the keys of those that are in, and why others are not."""

    keys: frozenset[UUID]
    refused: Mapping[UUID, Refused]


@transaction.atomic
def log_enquiries(municipality: Municipality, entries: Sequence[EnquiryData], *, by: str = audit.SYSTEM) -> Logged:
    """Take the entries in their order. One whose key is there already is in, and stays as it is.

    What is refused is told and not raised, so that one bad entry does not hold up those that wait behind it.
    """
    checks = Checks(municipality, entries)
    rows: list[Enquiry] = []
    refused: dict[UUID, Refused] = {}
    for entry in entries:
        try:
            rows.append(checks.row(entry, by=by))
        except Refused as reason:
            refused[entry.key] = reason
    Enquiry.objects.bulk_create(rows, ignore_conflicts=True)
    return Logged(frozenset(row.key for row in rows), refused)
