"""What one municipality makes of a service that a region or the state shares with it."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from verkstad.core import audit
from verkstad.municipalities.models import Municipality
from verkstad.services.models import LocalService, Service, covers


class NotShared(Exception):
    """Only what a region or the state shares with the municipality can be hidden or noted on."""


@transaction.atomic
def hide_service(service: Service, municipality: Municipality, *, by: str = audit.SYSTEM) -> None:
    _set(service, municipality, is_hidden=True)
    audit.record("service.hidden", target=service, by=by, municipality=municipality.slug)


@transaction.atomic
def show_service(service: Service, municipality: Municipality, *, by: str = audit.SYSTEM) -> None:
    _set(service, municipality, is_hidden=False)
    audit.record("service.shown", target=service, by=by, municipality=municipality.slug)


@transaction.atomic
def set_local_note(
    service: Service, municipality: Municipality, note: dict[str, str], *, by: str = audit.SYSTEM
) -> None:
    """Add the municipality's own words, by language code, to what everybody sees; empty takes them away."""
    _set(service, municipality, note=note)
    audit.record("service.noted", target=service, by=by, municipality=municipality.slug, note=note)


@transaction.atomic
def settle_shared(
    municipality: Municipality,
    *,
    hidden: Collection[str],
    notes: Mapping[str, dict[str, str]],
    by: str = audit.SYSTEM,
) -> None:
    """Hide exactly these (slugs) of what is shared with the municipality, and note on exactly those; or NotShared."""
    shared = Service.objects.filter(covers(municipality), municipality=None).order_by("slug", "pk")
    if unknown := {*hidden, *notes} - {service.slug for service in shared}:
        raise NotShared(f"{min(unknown)} is not shared with {municipality.slug}.")
    local = {row.service_id: row for row in LocalService.objects.filter(municipality=municipality).order_by("pk")}
    for service in shared:
        now = local.get(service.pk, LocalService())
        if now.is_hidden != (service.slug in hidden):
            (show_service if now.is_hidden else hide_service)(service, municipality, by=by)
        if now.note != (note := notes.get(service.slug, {})):
            set_local_note(service, municipality, note, by=by)


def count_as_changed(service: Service, municipality: Municipality) -> None:
    """So that the search reads it again; holds the service's lock from now on. Raises NotShared."""
    shared = Service.objects.filter(covers(municipality), pk=service.pk, municipality=None)
    if not shared.update(updated_at=timezone.now()):
        raise NotShared(f"{service.slug} is not shared with {municipality.slug}.")


def _set(service: Service, municipality: Municipality, **values: Any) -> None:
    count_as_changed(service, municipality)
    LocalService.objects.update_or_create(service=service, municipality=municipality, defaults=values)
