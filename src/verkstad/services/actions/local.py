"""What one municipality makes of a service that a region or the state shares with it."""

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


def _set(service: Service, municipality: Municipality, **values: Any) -> None:
    shared = Service.objects.filter(covers(municipality), pk=service.pk, municipality=None)
    if not shared.update(updated_at=timezone.now()):
        raise NotShared(f"{service.slug} is not shared with {municipality.slug}.")
    LocalService.objects.update_or_create(service=service, municipality=municipality, defaults=values)
