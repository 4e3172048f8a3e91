"""Writes: certificates, what staff confirm by hand, and proof kept in accounts."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from verkstad.core import audit
from verkstad.identity.models import User
from verkstad.learning.actions.issuer_keys import ensure_key
from verkstad.learning.models import Certificate, Confirmation, IssuerKey, Module, PackageEdition, Proof
from verkstad.learning.queries.certificates import proved, proves
from verkstad.learning.receipts import Receipt
from verkstad.municipalities.models import Municipality


class NotProved(Exception):
    """There are modules that no receipt proves; their keys."""

    def __init__(self, modules: list[str]) -> None:
        super().__init__(modules)
        self.modules = modules


@transaction.atomic
def issue(
    edition: PackageEdition,
    receipts: Sequence[Receipt],
    *,
    name: str,
    language: str,
    user: User | None = None,
    press: UUID | None = None,
    by: str = audit.RESIDENT,
) -> Certificate:
    """For all modules of the edition; the same again when the same ``press`` comes twice. Raises NotProved."""
    shown = proved(edition, receipts)
    modules = edition.modules.order_by("position").values_list("key", flat=True)
    if missing := [key for key in modules if key not in shown]:
        raise NotProved(missing)
    municipality = edition.package.municipality
    number = _next_number(ensure_key(municipality))
    key = uuid5(press, repr((edition.pk, name))) if press else uuid4()
    if issued := Certificate.objects.filter(municipality=municipality, key=key).first():
        return issued
    certificate = Certificate.objects.create(
        municipality=municipality,
        edition=edition,
        key=key,
        number=number,
        name=name,
        language=language,
        issued_at=timezone.now(),
        proofs=[
            {"module": one.module, "way": one.way, "day": one.day.isoformat(), "by": one.by} for one in shown.values()
        ],
        user=user,
    )
    audit.record("certificate.issued", target=certificate, by=by, municipality=municipality.slug)
    return certificate


def _next_number(key: IssuerKey) -> int:
    """One at a time in a municipality."""
    IssuerKey.objects.select_for_update(no_key=True).get(pk=key.pk)
    last = Certificate.objects.filter(municipality=key.municipality_id).aggregate(last=Max("number"))["last"]
    return 0 if last is None else last + 1


@transaction.atomic
def take_name_away(certificate: Certificate, *, by: str = audit.RESIDENT) -> None:
    """For good, here: what somebody has printed or sent on is theirs."""
    if Certificate.objects.filter(pk=certificate.pk).exclude(name="").update(name=""):
        slug = certificate.municipality.slug
        audit.record("certificate.name_taken_away", target=certificate, by=by, municipality=slug)


@transaction.atomic
def forget_names(municipality: Municipality, *, before: datetime) -> None:
    """Those on certificates issued before the moment, which hold all the same."""
    old = Certificate.objects.filter(municipality=municipality, issued_at__lt=before).exclude(name="")
    if number := old.update(name=""):
        audit.record("certificates.names_forgotten", target=municipality, municipality=municipality.slug, number=number)


@transaction.atomic
def revoke(certificate: Certificate, because: str, *, by: str) -> None:
    """Once; what was said first stays."""
    mine = Certificate.objects.filter(pk=certificate.pk, revoked_at=None)
    if mine.update(revoked_at=timezone.now(), revoked_because=because):
        slug = certificate.municipality.slug
        audit.record("certificate.revoked", target=certificate, by=by, municipality=slug, because=because)


@transaction.atomic
def restore(certificate: Certificate, *, by: str) -> None:
    """Let it hold again."""
    mine = Certificate.objects.filter(pk=certificate.pk, revoked_at__isnull=False)
    if mine.update(revoked_at=None, revoked_because=""):
        slug = certificate.municipality.slug
        audit.record("certificate.restored", target=certificate, by=by, municipality=slug)


@transaction.atomic
def confirm(edition: PackageEdition, modules: Sequence[str], *, user: User, by: str) -> Confirmation:
    """That the member of staff has seen somebody do what the modules teach."""
    confirmation = Confirmation.objects.create(
        edition=edition, modules=list(modules), confirmed_by=user, confirmed_at=timezone.now()
    )
    slug = edition.package.municipality.slug
    audit.record("module.confirmed", target=confirmation, by=by, municipality=slug, modules=list(modules))
    return confirmation


@transaction.atomic
def keep_in_account(user: User, receipts: Sequence[Receipt], *, municipality: Municipality, by: str) -> int:
    """Add what the receipts prove of the municipality's packages; what is there stays. Return how many are new."""
    modules = Module.objects.filter(edition__package__municipality=municipality)
    known = {(one.edition_id, one.key): one for one in modules.select_related("edition").order_by("pk")}
    there = set(Proof.objects.filter(user=user).values_list("module_id", flat=True))
    new: dict[int, Proof] = {}
    for one in receipts:
        module = known.get((one.edition, one.module))
        if module and module.pk not in there | new.keys() and proves(module.edition, one):
            new[module.pk] = Proof(user=user, module=module, way=one.way, proved_on=one.day, confirmed_by=one.by)
    Proof.objects.bulk_create(new.values(), ignore_conflicts=True)
    if new:
        audit.record("proof.kept", target=user, by=by, municipality=municipality.slug, modules=len(new))
    return len(new)
