"""Writes: keys of platforms, and what platforms tell with them. A key is shown once; only its hash is kept."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from verkstad.core import audit
from verkstad.identity.links import hashed, new_secret
from verkstad.measurement.actions.digital_use import save_digital_use
from verkstad.measurement.digital_use import Use
from verkstad.measurement.models import PlatformKey
from verkstad.municipalities.models import Municipality


class HasKey(Exception):
    """The platform has one that works."""


@transaction.atomic
def make_platform_key(municipality: Municipality, *, name: str, by: str) -> str:
    """The key itself, which nobody can be told again. Raises HasKey."""
    secret = new_secret()
    key = PlatformKey(municipality=municipality, name=name, hash=hashed(secret), made_by=by)
    try:
        with transaction.atomic():
            key.save()
    except IntegrityError as error:
        raise HasKey(name) from error
    audit.record("platform_key.made", target=key, by=by, municipality=municipality.slug)
    return secret


@transaction.atomic
def revoke_platform_key(key: PlatformKey, *, by: str) -> None:
    """It opens nothing from now on; what it told stays. Nothing happens to one that is revoked already."""
    working = PlatformKey.objects.filter(pk=key.pk, revoked_at=None)
    if working.update(revoked_at=timezone.now(), revoked_by=by):
        audit.record("platform_key.revoked", target=key, by=by, municipality=key.municipality.slug)


@transaction.atomic
def take_from_platform(key: PlatformKey, uses: Sequence[Use]) -> None:
    """Save what the platform tells, under the name of its key."""
    save_digital_use(key.municipality, uses, source=key.name)
    PlatformKey.objects.filter(pk=key.pk).update(last_used_at=timezone.now())
