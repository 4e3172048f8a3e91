"""Writes: the keys that municipalities sign badges with."""

from django.db import transaction
from django.utils import timezone

from verkstad.core import audit
from verkstad.learning import badges
from verkstad.learning.models import IssuerKey
from verkstad.learning.queries import issuer_keys as queries
from verkstad.municipalities.models import Municipality


@transaction.atomic
def ensure_key(municipality: Municipality, *, by: str = audit.SYSTEM) -> IssuerKey:
    """The key in use, made when there is none; raises LookupError when no host name belongs to the municipality."""
    _lock(municipality)
    try:
        return queries.key_in_use(municipality)
    except IssuerKey.DoesNotExist:
        return _make(municipality, by)


@transaction.atomic
def rotate(municipality: Municipality, *, by: str = audit.SYSTEM) -> IssuerKey:
    """A new key; what the one before has signed holds. Raises LookupError as ensure_key does."""
    _lock(municipality)
    used = queries.keys_of(municipality).filter(replaced_at=None, revoked_at=None)
    used.update(replaced_at=timezone.now())
    return _make(municipality, by)


@transaction.atomic
def revoke(key: IssuerKey, *, by: str = audit.SYSTEM) -> IssuerKey:
    """Nothing that it has signed holds any more; once, however often it is called. Return the key in use then."""
    _lock(key.municipality)
    now = timezone.now()
    if IssuerKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=now):
        audit.record("issuer_key.revoked", target=key, by=by, municipality=key.municipality.slug)
    return ensure_key(key.municipality, by=by)


def _lock(municipality: Municipality) -> None:
    """One at a time, also where there is no key yet."""
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)


def _make(municipality: Municipality, by: str) -> IssuerKey:
    public, secret = badges.new_key()
    key = IssuerKey.objects.create(
        municipality=municipality,
        issuer=badges.issuer_at(queries.home_of(municipality), municipality.slug),
        public=public,
        secret=queries.VAULT.encrypt(secret),
        made_at=timezone.now(),
    )
    audit.record("issuer_key.made", target=key, by=by, municipality=municipality.slug)
    return key
