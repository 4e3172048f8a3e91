"""What the worker does by itself for the catalogue."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial

from django.conf import settings
from django.utils import timezone

from verkstad.core import fetching
from verkstad.services import actions
from verkstad.services.links import Fetch, check_link


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
