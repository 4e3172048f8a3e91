"""What the worker does by itself for certificates; see settings.PERIODIC."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from verkstad.learning.actions.certificates import forget_names as forget
from verkstad.municipalities.queries import all_municipalities


def forget_names(at: datetime | None = None) -> None:
    """Called hourly: of certificates issued longer than settings.CERTIFICATE_NAMES_KEPT_DAYS ago."""
    before = (at or timezone.now()) - timedelta(days=settings.CERTIFICATE_NAMES_KEPT_DAYS)
    for municipality in all_municipalities():
        forget(municipality, before=before)
