"""Reads: the keys with which platforms tell what was done digitally."""

from django.db.models import F, QuerySet

from verkstad.identity.links import hashed
from verkstad.measurement.models import PlatformKey
from verkstad.municipalities.models import Municipality


def platform_keys(municipality: Municipality) -> QuerySet[PlatformKey]:
    """Those that work first."""
    keys = PlatformKey.objects.filter(municipality=municipality)
    return keys.order_by(F("revoked_at").desc(nulls_first=True), "name", "pk")


def platform_key_of(secret: str) -> PlatformKey | None:
    """With its municipality; None for what never was a key, and for one that is revoked."""
    keys = PlatformKey.objects.select_related("municipality").filter(hash=hashed(secret), revoked_at=None)
    return keys.order_by("pk").first()
