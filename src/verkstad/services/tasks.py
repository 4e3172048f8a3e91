"""What the worker does by itself for the catalogue."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from verkstad.core import fetching
from verkstad.municipalities.queries import all_municipalities
from verkstad.services import actions
from verkstad.services.links import Fetch, check_link

log = logging.getLogger(__name__)


def keep_dates() -> None:
    """Called every few minutes; see settings.PERIODIC."""
    actions.keep_dates(timezone.now())


# As many hosts at a time as can be asked while other jobs wait; each waits for half a minute after its turn.
HOSTS = 10


def gather_links(at: datetime | None = None) -> None:
    """Called hourly."""
    if settings.CHECK_LINKS:
        actions.gather_links(at or timezone.now())


def check_links(at: datetime | None = None, fetch: Fetch = fetching.fetch) -> None:
    """Called every half minute; takes no longer than two answers to one link may."""
    if not settings.CHECK_LINKS:
        return
    at = at or timezone.now()
    with ThreadPoolExecutor(HOSTS) as pool:
        results = list(pool.map(partial(check_link, fetch=fetch), actions.claim_links(at, at_most=HOSTS)))
    actions.record_checks(results, at=at)


# Letters are written when people are at work, in the first days of a month.
MORNING, LAST_DAY = 7, 7
SATURDAY = 5


def write_owner_letters(at: datetime | None = None) -> None:
    """Called hourly: on the first weekday of the month, or later in its first week when nobody called it then."""
    for municipality in all_municipalities():
        local = (at or timezone.now()).astimezone(ZoneInfo(municipality.time_zone))
        if local.hour < MORNING or not _first_weekday(local.date()) <= local.day <= LAST_DAY:
            continue
        try:
            actions.write_owner_letters(municipality, today=local.date())
        except LookupError as error:
            log.warning("No letters to those who look after services: %s", error)


def _first_weekday(day: date) -> int:
    """The day of the month."""
    first = day.replace(day=1).weekday()
    return 1 if first < SATURDAY else 8 - first
