"""What the worker does by itself for the catalogue."""

from django.utils import timezone

from verkstad.services import actions


def keep_dates() -> None:
    """Called every few minutes; see settings.PERIODIC."""
    actions.keep_dates(timezone.now())
