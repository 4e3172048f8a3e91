"""What a person wrote and could not save, because others had changed the same: kept until they have chosen."""

from django.db import transaction
from django.utils import timezone

from verkstad.core import audit
from verkstad.services.actions.publishing import municipality_slug
from verkstad.services.data import ServiceData, as_json
from verkstad.services.models import KeptEdit, Service


@transaction.atomic
def keep_edit(service: Service, data: ServiceData, *, based_on: int, by: str) -> None:
    """In place of an earlier one of the same person; ``edit_service`` settles it."""
    values = {"data": as_json(data), "based_on": based_on, "kept_at": timezone.now()}
    KeptEdit.objects.update_or_create(service=service, made_by=by, defaults=values)
    audit.record("service.edit_kept", target=service, by=by, municipality=municipality_slug(service))


@transaction.atomic
def drop_edit(service: Service, *, by: str) -> None:
    """The person wants nothing of it any longer."""
    service.kept_edits.filter(made_by=by).delete()
    audit.record("service.edit_dropped", target=service, by=by, municipality=municipality_slug(service))
