"""Who answers for a service, when it is to be shown, and drafts that came to nothing."""

import logging
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from verkstad.core import audit
from verkstad.identity.models import Membership, Role, User
from verkstad.municipalities.models import Municipality
from verkstad.services.actions.publishing import (
    AlreadyPublished,
    NoText,
    NoWayWithoutEid,
    municipality_slug,
    publish_service,
    withdraw_service,
)
from verkstad.services.actions.versions import record_versions
from verkstad.services.models import Service, Status

log = logging.getLogger(__name__)


class NotADraft(Exception):
    """What has been shown to residents is withdrawn, not deleted."""


class NotServiceOwner(Exception):
    """Only who may look after services in the municipality can own one there."""


class DatesInWrongOrder(Exception):
    """It cannot be withdrawn before it is shown."""


@transaction.atomic
def set_owner(services: Iterable[Service], owner: User | None, *, by: str = audit.SYSTEM) -> None:
    """Let the person answer for the services, or nobody; raises NotServiceOwner. As many queries for all as for one."""
    keys = [service.pk for service in services]
    found = Service.objects.select_related("municipality").filter(pk__in=keys).order_by("pk")
    by_town: dict[str, list[Service]] = {}
    for service in found:
        by_town.setdefault(municipality_slug(service), []).append(service)
    if owner:
        _refuse_stranger(owner, by_town)
    Service.objects.filter(pk__in=keys).update(owner=owner)
    record_versions(keys, by=by)
    name = str(owner.public_id) if owner else ""
    for slug, targets in by_town.items():
        audit.record_all("service.owner_changed", targets=targets, by=by, municipality=slug, owner=name)


@transaction.atomic
def hand_over(owner: User, to: User, *, municipality: Municipality, by: str) -> None:
    """All that one person answers for in the municipality goes to another; raises NotServiceOwner."""
    set_owner(Service.objects.filter(municipality=municipality, owner=owner).order_by("pk"), to, by=by)


@transaction.atomic
def set_dates(service: Service, *, publish_on: date | None, withdraw_on: date | None, by: str = audit.SYSTEM) -> None:
    """Show it and take it away by itself on these days; raises DatesInWrongOrder and AlreadyPublished."""
    if publish_on and withdraw_on and publish_on >= withdraw_on:
        raise DatesInWrongOrder(service.slug)
    rows = Service.objects.filter(pk=service.pk)
    if publish_on:
        rows = rows.exclude(status=Status.PUBLISHED)
    if not rows.update(publish_on=publish_on, withdraw_on=withdraw_on):
        raise AlreadyPublished(service.slug)
    days = {"publish_on": str(publish_on or ""), "withdraw_on": str(withdraw_on or "")}
    audit.record("service.dated", target=service, by=by, municipality=municipality_slug(service), **days)


def keep_dates(now: datetime) -> None:
    """Show and take away what is due where it is; what is not fit to be shown is tried again next time."""
    # The day begins first at UTC+14.
    last = (now.astimezone(UTC) + timedelta(hours=14)).date()
    due = Q(publish_on__lte=last) & ~Q(status=Status.PUBLISHED) | Q(withdraw_on__lte=last, status=Status.PUBLISHED)
    for service in Service.objects.filter(due).select_related("municipality").order_by("pk"):
        zone = service.municipality.time_zone if service.municipality else settings.TIME_ZONE
        today = now.astimezone(ZoneInfo(zone)).date()
        if service.publish_on and service.publish_on <= today:
            _publish(service)
        if service.withdraw_on and service.withdraw_on <= today and service.status == Status.PUBLISHED:
            withdraw_service(service)


@transaction.atomic
def delete_draft(service: Service, *, by: str = audit.SYSTEM) -> None:
    """Raises NotADraft."""
    rows = Service.objects.select_for_update().filter(pk=service.pk, status=Status.DRAFT)
    if not rows.exists():
        raise NotADraft(service.slug)
    audit.record("service.deleted", target=service, by=by, municipality=municipality_slug(service))
    rows.delete()


def _refuse_stranger(owner: User, towns: Iterable[str]) -> None:
    """Locks their memberships: who leaves at the same moment does so before or after."""
    members = Membership.objects.active().with_role(Role.SERVICE_OWNER).filter(user=owner).order_by("pk")
    locked = members.select_for_update(of=("self",), no_key=True).select_related("municipality")
    own = {member.municipality.slug for member in locked}
    if strange := set(towns) - own:
        raise NotServiceOwner(f"{owner.name} looks after no services in {min(strange)}.")


def _publish(service: Service) -> None:
    try:
        publish_service(service)
    except (NoText, NoWayWithoutEid) as error:
        log.warning("It was to be shown from %s and cannot: %s", service.publish_on, error)
