"""What the worker does by itself for appointments; see settings.PERIODIC."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.utils import timezone

from verkstad.appointments.actions import queue, waiting
from verkstad.municipalities.queries import all_municipalities

log = logging.getLogger(__name__)


def remind(at: datetime | None = None) -> None:
    """Called every quarter of an hour."""
    _everywhere(partial(waiting.remind, now=at or timezone.now()))


def offer_earlier(at: datetime | None = None) -> None:
    """Called every quarter of an hour."""
    _everywhere(partial(waiting.offer_earlier, now=at or timezone.now()))


def forget(at: datetime | None = None) -> None:
    """Called hourly: those who came longer than settings.APPOINTMENTS_KEPT_DAYS ago."""
    now = at or timezone.now()
    _everywhere(partial(waiting.forget, before=now - timedelta(days=settings.APPOINTMENTS_KEPT_DAYS), now=now))


def delete_old_queues() -> None:
    """Called daily."""
    queue.delete_old_queues(timezone.now())


def _everywhere(act: Callable[..., None]) -> None:
    """In each municipality; one whose letters could lead nowhere is left out, and said."""
    for municipality in all_municipalities():
        try:
            act(municipality)
        except LookupError as error:
            log.warning("No letters about appointments: %s", error)
