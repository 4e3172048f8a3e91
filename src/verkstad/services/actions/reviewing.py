"""That what a service says is still true."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from verkstad.core import audit
from verkstad.services.actions.publishing import municipality_slug
from verkstad.services.actions.versions import record_versions
from verkstad.services.models import Service


@transaction.atomic
def confirm_service(service: Service, *, on: date, by: str) -> None:
    """Somebody has read it and found all its texts still true."""
    Service.objects.filter(pk=service.pk).update(updated_at=timezone.now())
    service.texts.update(reviewed_on=on)
    record_versions([service.pk], by=by)
    audit.record("service.confirmed", target=service, by=by, municipality=municipality_slug(service), on=on.isoformat())
