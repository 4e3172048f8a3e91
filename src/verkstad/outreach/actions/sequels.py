"""Writes: what somebody who was taught chose to tell of what they did afterwards."""

from collections.abc import Collection
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from verkstad.core import audit
from verkstad.learning import receipts
from verkstad.learning.models import PackageEdition
from verkstad.outreach.models import Ambassador, Did, Sequel, UsedReceipt


class Told(Exception):
    """A receipt that was shown is counted already."""


@transaction.atomic
def tell(ambassador: Ambassador, did: Collection[Did], *, press: UUID, shown: Collection[str] = ()) -> list[Sequel]:
    """Count what was chosen, once however often the same ``press`` comes.

    ``shown`` are receipts of the browser; those of other municipalities and what we did not write prove nothing. Raises
    Told.
    """
    # One at a time for an ambassador, so that of two presses the second finds the first.
    Ambassador.objects.select_for_update(no_key=True).get(pk=ambassador.pk)
    if told := list(Sequel.objects.filter(ambassador=ambassador, press=press).order_by("did")):
        return told
    hashes = _proofs(ambassador, shown) if Did.TEST in did else set()
    now = timezone.localdate()
    sequels = [
        Sequel(ambassador=ambassador, did=one, day=now, press=press, is_proved=one == Did.TEST and bool(hashes))
        for one in sorted(did)
    ]
    Sequel.objects.bulk_create(sequels)
    test = next((one for one in sequels if one.did == Did.TEST), None)
    try:
        UsedReceipt.objects.bulk_create(UsedReceipt(sequel=test, hash=one) for one in sorted(hashes))
    except IntegrityError as error:
        raise Told from error
    told_of = {"did": sorted(did), "is_proved": bool(hashes)}
    slug = ambassador.municipality.slug
    audit.record("ambassador.sequel_told", target=ambassador, by=audit.RESIDENT, municipality=slug, **told_of)
    return sequels


def _proofs(ambassador: Ambassador, shown: Collection[str]) -> set[str]:
    """Hashes of those receipts that are of packages taught here, and that tell themselves from others."""
    read = {words: found for words in shown if (found := receipts.read(words)) and found.mark}
    editions = PackageEdition.objects.filter(package__municipality=ambassador.municipality)
    here = set(editions.filter(pk__in=[one.edition for one in read.values()]).values_list("pk", flat=True))
    return {sha256(words.encode()).hexdigest() for words, found in read.items() if found.edition in here}
