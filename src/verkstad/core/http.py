"""Requests and responses: a GET cannot write, and what must be written because of one is written after it."""

import re
from collections.abc import Callable
from contextlib import nullcontext
from functools import lru_cache, wraps
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import get_resolver

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
READING = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "SET LOCAL")
KEPT_PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
WRITING = re.compile(r"\b(INSERT|UPDATE|DELETE|MERGE)\b")


class WriteInGet(Exception):
    """A view that answers GET tried to change the database."""


def refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if not _only_reads(sql):
        raise WriteInGet(sql[:200])
    return execute(sql, params, many, context)


@lru_cache(maxsize=1024)
def _only_reads(statement: str) -> bool:
    sql = statement.lstrip(" (\n\t").upper()
    return sql.startswith(READING) or (sql.startswith("WITH ") and not WRITING.search(sql))


class ReadOnlyGetMiddleware:
    """Holds the promise that looking changes nothing, for every page there is and will be."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        guard = connection.execute_wrapper(refuse_writes) if request.method in SAFE_METHODS else nullcontext()
        with guard:
            return self.get_response(request)


def kept_private[**P, R: HttpResponseBase](view: Callable[P, R]) -> Callable[P, R]:
    """For a page whose address lets its reader in: nothing keeps it, tells it to others or finds it."""

    @wraps(view)
    def page(*args: P.args, **kwargs: P.kwargs) -> R:
        response = view(*args, **kwargs)
        for name, value in KEPT_PRIVATE.items():
            response[name] = value
        return response

    return page


class ButtonAddressMiddleware:
    """Gives a page to whoever opens an address that only a button sends to (405): Django's answer is empty.

    Signing in again after the session had ended leads there, and so does choosing a language after a refusal.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET" or not hasattr(request, "municipality"):
            return response
        page: HttpResponse = get_resolver().resolve_error_handler(405)(request)
        page.headers["Allow"] = response.headers["Allow"]
        return page


class ApiOverHttpsMiddleware:
    """Refuses a program that asks over plain HTTP, instead of leading it on: its mistake shall show."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECURE_SSL_REDIRECT and request.path.startswith("/api/") and not request.is_secure():
            return JsonResponse({"detail": "Ask over HTTPS."}, status=403)
        return self.get_response(request)


class CountedResponse(HttpResponse):
    """A response after which something is counted, when it has been sent and the reader does not wait for it."""

    def __init__(self, *args: Any, count: Callable[[], object], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._count = count

    def close(self) -> None:
        try:
            self._count()
        finally:
            super().close()
