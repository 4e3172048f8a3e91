"""How much a stranger may ask for: searches cost the most of all that needs no signing in, and each is counted."""

import re
import time
from collections import Counter
from collections.abc import Callable

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import get_resolver

API = "/api/"
# The search page with what is suggested and chosen there, and the API.
SEARCHING = re.compile(rf"^{API}|/search/")


class CallsThisMinute:
    """How often each address has called, in the memory of each process, so that counting costs nothing.

    A new minute forgets all of it, so that it stays small. Threads that count at the same moment may lose a call, which
    harms nobody.
    """

    def __init__(self) -> None:
        self.minute = 0
        self.calls: Counter[str] = Counter()

    def count(self, request: HttpRequest) -> int:
        """Of the address that asks, with this call."""
        minute = int(time.time()) // 60
        if minute != self.minute:
            self.minute, self.calls = minute, Counter()
        address = get_ip(request)
        self.calls[address] += 1
        return self.calls[address]


class SearchLimitMiddleware:
    """Refuses an address that has asked too often this minute (429), before the database is asked anything."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.SEARCHES_PER_MINUTE:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.calls = CallsThisMinute()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not SEARCHING.search(request.path) or self.calls.count(request) <= settings.SEARCHES_PER_MINUTE:
            return self.get_response(request)
        if not request.path.startswith(API):
            return too_many(request)
        detail = "There were too many calls from your address. Wait a minute."
        headers = {"Access-Control-Allow-Origin": "*", "Retry-After": _rest_of_minute()}
        return JsonResponse({"detail": detail}, status=429, headers=headers)


def too_many(request: HttpRequest) -> HttpResponse:
    """The page that asks to wait."""
    page: HttpResponse = get_resolver().resolve_error_handler(429)(request)
    page.headers["Retry-After"] = _rest_of_minute()
    return page


def _rest_of_minute() -> str:
    return str(60 - int(time.time()) % 60)
