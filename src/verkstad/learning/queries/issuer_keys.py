"""Reads: the keys that municipalities sign badges with, and what they have revoked."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from verkstad.core.vault import Vault
from verkstad.identity.links import front_of
from verkstad.learning import badges
from verkstad.learning.models import Certificate, IssuerKey
from verkstad.municipalities.models import Municipality

VAULT = Vault("verkstad.learning.issuer-keys")


def home_of(municipality: Municipality) -> str:
    """What addresses of its pages begin with, in no language; raises LookupError when no host name belongs to it."""
    language = municipality.main_language
    return front_of(municipality, language).removesuffix(f"{language}/")


def keys_of(municipality: Municipality) -> QuerySet[IssuerKey]:
    """All, latest first."""
    return IssuerKey.objects.filter(municipality=municipality).order_by("-made_at", "-pk")


def key_in_use(municipality: Municipality) -> IssuerKey:
    """Raises IssuerKey.DoesNotExist when none was made yet."""
    return keys_of(municipality).filter(replaced_at=None, revoked_at=None).get()


def signing_key(municipality: Municipality) -> badges.SigningKey:
    """That in use; raises IssuerKey.DoesNotExist, or InvalidToken when the secret key of the program is another now."""
    key = key_in_use(municipality)
    return badges.SigningKey(key.address, VAULT.decrypt(key.secret))


def controller_at(issuer: str) -> dict[str, Any] | None:
    """The document of a DID: its keys but for those revoked, the one in use first; nothing when it never had any."""
    keys = IssuerKey.objects.filter(issuer=issuer).order_by(F("replaced_at").desc(nulls_first=True), "-pk")
    if not (found := list(keys)):
        return None
    return badges.controller(issuer, [key.public for key in found if not key.revoked_at])


def status_list(municipality: Municipality, which: int) -> dict[str, Any]:
    """Signed now: what is revoked of the certificates of one list. Raises as signing_key does."""
    first = which * badges.LIST_LENGTH
    revoked = Certificate.objects.filter(
        municipality=municipality, revoked_at__isnull=False, number__gte=first, number__lt=first + badges.LIST_LENGTH
    )
    places = [number - first for number in revoked.order_by("number").values_list("number", flat=True)]
    address = badges.list_at(home_of(municipality), municipality.slug, first)
    return badges.status_list(address, places, signing_key(municipality), now=timezone.now())
