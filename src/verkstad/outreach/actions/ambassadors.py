"""Writes: areas, who is an ambassador, and who trained whom."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from verkstad.core import audit
from verkstad.courses.models import Unit
from verkstad.identity.models import Membership
from verkstad.learning.models import Certificate
from verkstad.municipalities.models import Municipality
from verkstad.outreach.models import Ambassador, Area, Occasion


class NameTaken(Exception):
    """Another area has the name."""


class AlreadyAmbassador(Exception):
    """The member is an ambassador already."""


class TaughtOutside(Exception):
    """The ambassador has logged occasions that the term would leave out."""


class InACircle(Exception):
    """Who would have trained the ambassador was trained by them, or by somebody they trained."""


@dataclass(frozen=True, slots=True)
class AmbassadorData:
    """``member`` is nobody for a volunteer."""

    name: str
    unit: Unit
    starts_on: date
    goal: int
    ends_on: date | None = None
    member: Membership | None = None
    certificate: Certificate | None = None


@transaction.atomic
def save_area(
    name: str,
    residents: int | None,
    *,
    municipality: Municipality,
    area: Area | None = None,
    by: str = audit.SYSTEM,
) -> Area:
    """Make an area or change one; raises NameTaken."""
    area = area or Area(municipality=municipality)
    area.name, area.residents = name, residents
    try:
        with transaction.atomic():
            area.save()
    except IntegrityError as error:
        raise NameTaken from error
    audit.record("area.saved", target=area, by=by, municipality=municipality.slug, residents=residents)
    return area


@transaction.atomic
def delete_area(area: Area, *, by: str) -> None:
    """What was taught there stays, in no area."""
    audit.record("area.deleted", target=area, by=by, municipality=area.municipality.slug)
    area.delete()


@transaction.atomic
def save_ambassador(
    data: AmbassadorData,
    *,
    municipality: Municipality,
    ambassador: Ambassador | None = None,
    by: str = audit.SYSTEM,
) -> Ambassador:
    """Make an ambassador, or change one; a new volunteer gets a link to log by.

    Raises AlreadyAmbassador and TaughtOutside.
    """
    ambassador = ambassador or Ambassador(municipality=municipality, log_key=uuid.uuid4())
    for name in AmbassadorData.__slots__:
        setattr(ambassador, name, getattr(data, name))
    if data.member:
        ambassador.log_key = None
    if ambassador.pk and _taught_outside(ambassador):
        raise TaughtOutside
    try:
        with transaction.atomic():
            ambassador.save()
    except IntegrityError as error:
        raise AlreadyAmbassador from error
    term = [data.starts_on.isoformat(), data.ends_on.isoformat() if data.ends_on else None]
    _record("ambassador.saved", ambassador, by, unit=data.unit.pk, term=term, goal=data.goal)
    return ambassador


@transaction.atomic
def renew_link(ambassador: Ambassador, *, by: str) -> None:
    """Give a volunteer a new address to log at; the one before opens nothing any more."""
    ambassador.log_key = uuid.uuid4()
    ambassador.save(update_fields=["log_key"])
    _record("ambassador.link_renewed", ambassador, by)


@transaction.atomic
def revoke_link(ambassador: Ambassador, *, by: str) -> None:
    ambassador.log_key = None
    ambassador.save(update_fields=["log_key"])
    _record("ambassador.link_revoked", ambassador, by)


@transaction.atomic
def tell_trainer(ambassador: Ambassador, trainer: Ambassador | None, *, by: str) -> None:
    """Note who trained the ambassador, or that it is not told; raises InACircle."""
    # One at a time in a municipality: two that are right by themselves could make a circle together.
    Municipality.objects.select_for_update(no_key=True).get(pk=ambassador.municipality_id)
    parents = dict(
        Ambassador.objects.filter(municipality=ambassador.municipality_id)
        .order_by("pk")
        .values_list("pk", "trained_by_id")
    )
    above = trainer.pk if trainer else None
    while above is not None:
        if above == ambassador.pk:
            raise InACircle
        above = parents[above]
    ambassador.trained_by = trainer
    ambassador.save(update_fields=["trained_by"])
    _record("ambassador.trainer_told", ambassador, by, trainer=trainer.pk if trainer else None)


@transaction.atomic
def forget(*, before: date) -> None:
    """Call those by their code whose term ended before that day, and let nobody log for them."""
    over = Ambassador.objects.filter(ends_on__lt=before).exclude(name=F("code")).select_related("municipality")
    for ambassador in over.order_by("pk"):
        ambassador.name, ambassador.member, ambassador.log_key = ambassador.code, None, None
        ambassador.save(update_fields=["name", "member", "log_key"])
        _record("ambassador.forgotten", ambassador, audit.SYSTEM)


def _taught_outside(ambassador: Ambassador) -> bool:
    outside = Q(day__lt=ambassador.starts_on)
    if ambassador.ends_on:
        outside |= Q(day__gt=ambassador.ends_on)
    taught = Occasion.objects.filter(Q(ambassador=ambassador) | Q(others=ambassador))
    return taught.filter(outside).exists()


def _record(action: str, ambassador: Ambassador, by: str, **details: object) -> None:
    audit.record(action, target=ambassador, by=by, municipality=ambassador.municipality.slug, **details)
