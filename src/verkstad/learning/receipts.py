"""What shows that somebody has proved a module: a receipt that the browser keeps, and that names nobody who learns."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core import signing
from django.utils import timezone

from verkstad.learning.models import PackageEdition, ProvedWay, Way

_SIGNER = signing.Signer(salt="learning.receipts")


@dataclass(frozen=True, slots=True)
class Receipt:
    """A module of an edition that was proved, in which way and when; ``by`` is who confirmed it by hand.

    ``mark`` tells it from those of others who proved the same that day, so that none need be counted twice.
    """

    edition: int
    module: str
    way: ProvedWay
    day: date
    by: str = ""
    mark: str = ""


def receipt(edition: PackageEdition, module: str, way: Way) -> str:
    """For whoever proved the module today."""
    return write(Receipt(edition.pk, module, ProvedWay(way), timezone.localdate(), mark=secrets.token_hex(4)))


def write(what: Receipt) -> str:
    return _SIGNER.sign_object([what.edition, what.module, what.way, what.day.isoformat(), what.by, what.mark])


def read(words: str) -> Receipt | None:
    """What the receipt says; nothing when we did not write it."""
    try:
        edition, module, way, day, *more = _SIGNER.unsign_object(words)
    except signing.BadSignature:
        return None
    return Receipt(edition, module, ProvedWay(way), date.fromisoformat(day), *more)


def read_all(words: Iterable[str]) -> list[Receipt]:
    """Those that we wrote."""
    return [found for one in words if (found := read(one))]
