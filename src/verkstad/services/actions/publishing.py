"""What is shown: publishing, withdrawing, and what a service must have to be published."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from verkstad.core import audit, bulk
from verkstad.services.actions.versions import record_versions
from verkstad.services.data import Scope
from verkstad.services.models import Channel, EidNeed, Service, ServiceText, Status


class AlreadyPublished(Exception):
    pass


class AlreadyWithdrawn(Exception):
    pass


class NoText(Exception):
    """A service without a word about it cannot be published."""


class NoWayWithoutEid(Exception):
    """A service that asks for e-ID cannot be published before it says what to do without."""


@transaction.atomic
def publish_service(service: Service, *, by: str = audit.SYSTEM, reason: str = "") -> None:
    """Show it to residents; raises AlreadyPublished, NoText or NoWayWithoutEid."""
    _set_status(service, Status.PUBLISHED, refusal=AlreadyPublished, publish_on=None)
    refuse_unfit([service.pk])
    record_versions([service.pk], by=by, reason=reason)
    audit.record("service.published", target=service, by=by, municipality=municipality_slug(service))


@transaction.atomic
def withdraw_service(service: Service, *, by: str = audit.SYSTEM, reason: str = "") -> None:
    """Take it away from residents; raises AlreadyWithdrawn."""
    _set_status(service, Status.WITHDRAWN, refusal=AlreadyWithdrawn, withdraw_on=None)
    record_versions([service.pk], by=by, reason=reason)
    audit.record("service.withdrawn", target=service, by=by, municipality=municipality_slug(service))


@transaction.atomic
def withdraw_services(services: Sequence[Service], *, scope: Scope, by: str = audit.SYSTEM, reason: str = "") -> None:
    """Take services of one scope away from residents, however many in as many queries."""
    keys = [service.pk for service in services]
    Service.objects.filter(pk__in=keys).update(status=Status.WITHDRAWN, updated_at=timezone.now(), withdraw_on=None)
    record_versions(keys, by=by, reason=reason)
    audit.record_all("service.withdrawn", targets=services, by=by, municipality=scope.slug)


def refuse_unfit(services: Iterable[int]) -> None:
    """Raise NoText or NoWayWithoutEid when one of these rows is published and lacks what that takes."""
    published = Service.objects.filter(pk__in=bulk.among(services), status=Status.PUBLISHED).order_by("slug")
    texts = ServiceText.objects.filter(service=OuterRef("pk")).order_by()
    asks_for_eid = Channel.objects.filter(service=OuterRef("pk")).exclude(eid_need=EidNeed.NONE).order_by()
    if service := published.exclude(Exists(texts)).first():
        raise NoText(f"{service.slug} has no text in any language.")
    if service := published.filter(Exists(asks_for_eid)).exclude(Exists(texts.exclude(without_eid=""))).first():
        raise NoWayWithoutEid(f"{service.slug} asks for e-ID and does not say what to do without.")


def municipality_slug(service: Service) -> str:
    return service.municipality.slug if service.municipality else ""


def _set_status(service: Service, status: Status, *, refusal: type[Exception], **dates: date | None) -> None:
    now = timezone.now()
    rows = Service.objects.filter(pk=service.pk).exclude(status=status)
    if not rows.update(status=status, updated_at=now, **dates):
        raise refusal(service.slug)
    service.status, service.updated_at = status, now
