"""What the worker does by itself for ambassadors; see settings.PERIODIC."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from verkstad.outreach.actions.ambassadors import forget


def forget_names() -> None:
    """Called hourly: of those whose term ended longer than settings.AMBASSADORS_KEPT_DAYS ago."""
    forget(before=timezone.localdate() - timedelta(days=settings.AMBASSADORS_KEPT_DAYS))
