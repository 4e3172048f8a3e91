"""Asks one address whether it is still there, as politely as a reader who follows a link."""

from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parseaddr
from functools import partial

from django.conf import settings

from verkstad.core import fetching

# Enough to know that a page begins.
AT_MOST_BYTES = 65_536
SECONDS = 5
# It is there, but asks who we are, or wants to be left alone for now.
THERE_BUT_NOT_FOR_US = (401, 403, 407, 429)

type Fetch = Callable[..., fetching.Fetched]


@dataclass(frozen=True, slots=True)
class LinkResult:
    """``status`` is that of the answer in HTTP, ``failure`` a models.LinkFailure when there was none."""

    url: str
    status: int | None = None
    failure: str = ""

    @property
    def is_alive(self) -> bool:
        return self.status is not None and (self.status < 400 or self.status in THERE_BUT_NOT_FOR_US)


def check_link(url: str, fetch: Fetch = fetching.fetch) -> LinkResult:
    """Ask for the head, and for the page where the head is refused: not every server knows what a head is."""
    ask = partial(fetch, url, at_most_bytes=AT_MOST_BYTES, seconds=SECONDS, agent=_agent())
    result = _ask(url, partial(ask, method="HEAD"))
    return result if result.is_alive or result.status is None else _ask(url, ask)


def _agent() -> str:
    """Who asks, and whom to write to about it."""
    address = parseaddr(settings.MAIL_FROM)[1]
    return f"Verkstad (checks links; mailto:{address})" if address else "Verkstad (checks links)"


def _ask(url: str, ask: Fetch) -> LinkResult:
    try:
        return LinkResult(url, status=ask().status)
    except fetching.TooLarge:
        return LinkResult(url, status=200)
    except fetching.NotAllowed:
        return LinkResult(url, failure="not_allowed")
    except fetching.Unreachable:
        return LinkResult(url, failure="unreachable")
