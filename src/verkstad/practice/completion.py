"""What shows that somebody finished a copy: a receipt that the browser keeps, and that names nobody."""

from dataclasses import dataclass
from datetime import date

from django.core import signing
from django.utils import timezone

from verkstad.practice.models import Edition, PracticeCopy

_SIGNER = signing.Signer(salt="practice.completion")


@dataclass(frozen=True, slots=True)
class Completion:
    """A copy that was practised to its end, in which edition and when."""

    copy: PracticeCopy
    edition: int
    day: date


def receipt(edition: Edition) -> str:
    """For whoever finished the edition today."""
    return _SIGNER.sign_object([edition.copy_id, edition.number, timezone.localdate().isoformat()])


def read(words: str) -> Completion | None:
    """What the receipt says; nothing when we did not write it, or the copy is gone."""
    try:
        copy_id, number, day = _SIGNER.unsign_object(words)
    except signing.BadSignature:
        return None
    copy = PracticeCopy.objects.filter(pk=copy_id).select_related("service", "municipality").first()
    return Completion(copy, number, date.fromisoformat(day)) if copy else None
