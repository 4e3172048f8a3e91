"""What the worker does by itself for courses; see settings.PERIODIC."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.utils import timezone

from verkstad.courses.actions import worker
from verkstad.municipalities.queries import all_municipalities

log = logging.getLogger(__name__)


def remind(at: datetime | None = None) -> None:
    """Called every quarter of an hour."""
    _everywhere(partial(worker.remind, now=at or timezone.now()))


def tell_done(at: datetime | None = None) -> None:
    """Called hourly."""
    _everywhere(partial(worker.tell_done, now=at or timezone.now()))


def forget(at: datetime | None = None) -> None:
    """Called hourly: those whose course ended longer than settings.COURSES_KEPT_DAYS ago."""
    now = at or timezone.now()
    _everywhere(partial(worker.forget, before=now - timedelta(days=settings.COURSES_KEPT_DAYS), now=now))


def _everywhere(act: Callable[..., None]) -> None:
    """In each municipality; one whose letters could lead nowhere is left out, and said."""
    for municipality in all_municipalities():
        try:
            act(municipality)
        except LookupError as error:
            log.warning("No letters about courses: %s", error)
