"""Writes: the codes with which a person signs in whose second factor is not at hand."""

from django.db import transaction

from verkstad.core import audit
from verkstad.identity import letters, queries
from verkstad.identity.links import hashed
from verkstad.identity.models import RecoveryCode, User
from verkstad.identity.recovery_codes import new_code, plain
from verkstad.municipalities.models import Municipality

AT_ONCE = 10


@transaction.atomic
def make_recovery_codes(user: User, *, municipality: Municipality, language: str) -> list[str]:
    """New ones instead of those that the person had. They can be read this once; what is kept is their hashes."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    RecoveryCode.objects.filter(user=user).delete()
    codes = [new_code() for _number in range(AT_ONCE)]
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, hash=hashed(plain(code))) for code in codes)
    words = letters.about_account(municipality, letters.changes()["identity/recovery_codes_made"])
    letters.send(words, to=user.email, municipality=municipality, language=language, kind="account")
    _record("person.recovery_codes_made", user, municipality)
    return codes


@transaction.atomic
def use_recovery_code(user: User, code: str, *, municipality: Municipality) -> bool:
    """Whether it was one of the person's; then it is no longer."""
    used, _rows = RecoveryCode.objects.filter(user=user, hash=hashed(plain(code))).delete()
    if used:
        _record("person.recovery_code_used", user, municipality)
    return bool(used)


@transaction.atomic
def forget_recovery_codes(user: User, *, municipality: Municipality) -> None:
    """Those of somebody who has no second factor left which they could stand for."""
    if not queries.has_second_factor(user) and RecoveryCode.objects.filter(user=user).delete()[0]:
        _record("person.recovery_codes_deleted", user, municipality)


def _record(action: str, user: User, municipality: Municipality) -> None:
    audit.record(action, target=user, by=str(user.public_id), municipality=municipality.slug)
