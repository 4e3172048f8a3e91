"""What shows that somebody finished a copy: a receipt that the browser keeps, and that names nobody."""

from dataclasses import dataclass
from datetime import date

from django.core import signing
from django.utils import timezone

from verkstad.practice.models import Edition, PracticeCopy

_SIGNER = signing.Signer(salt="practice.completion")


@dataclass(frozen=True, slots=True)
class Completion:
    """A copy that was practised to its end, in which edition, when, and with how many hints."""

    copy: PracticeCopy
    edition: int
    day: date
    hints: int


def receipt(edition: Edition, hints: int) -> str:
    """For whoever finished the edition today; how many hints they took is what their browser says."""
    return _SIGNER.sign_object([edition.copy_id, edition.number, timezone.localdate().isoformat(), hints])


def read(words: str) -> Completion | None:
    """What the receipt says; nothing when we did not write it, or the copy is gone."""
    try:
        copy_id, number, day, hints = _SIGNER.unsign_object(words)
    except signing.BadSignature:
        return None
    copy = PracticeCopy.objects.filter(pk=copy_id).select_related("service", "municipality").first()
    return Completion(copy, number, date.fromisoformat(day), hints) if copy else None
