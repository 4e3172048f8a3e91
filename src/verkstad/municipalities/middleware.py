"""Finds the municipality and the language of a request, and takes both off the front of the address.

``https://bjorkhamn.se/sv/services/`` and, in the demo, ``http://localhost:8000/bjorkhamn/sv/services/`` reach the
same view as ``/services/``; every address the page then makes begins with the same front (the script prefix).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import get_script_prefix, set_script_prefix
from django.utils import timezone
from django.utils.encoding import escape_uri_path

from verkstad.core.translated import reading_in
from verkstad.municipalities import queries
from verkstad.municipalities.models import Municipality
from verkstad.municipalities.requests import PortalRequest

WITHOUT_MUNICIPALITY = (
    "/health/",
    "/api/",
    "/static/",
    "/media/",
    "/look/",
    "/issuers/",
    "/practice-frame/",
    "/practice-asset/",
    "/favicon.ico",
    "/robots.txt",
)


class MunicipalityMiddleware:
    def __init__(self, get_response: Callable[[PortalRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        if request.path_info.startswith(WITHOUT_MUNICIPALITY):
            return self.get_response(request)
        municipality, front = find_municipality(request)
        if municipality is None:
            return unknown_host(request)
        return self.answer(request, municipality, front)

    def answer(self, request: PortalRequest, municipality: Municipality, front: str) -> HttpResponse:
        rest = request.path_info.removeprefix(front).lstrip("/")
        language, _, page = rest.partition("/")
        if language not in municipality.languages:
            query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
            return HttpResponseRedirect(f"{front}/{municipality.main_language}/{escape_uri_path(rest)}{query}")
        request.municipality = municipality
        request.region = municipality.region
        request.front = front
        request.language = language
        request.path_info = f"/{page}"
        with (
            script_prefix(f"{front}/{language}/"),
            timezone.override(municipality.time_zone),
            reading_in(language, municipality.main_language),
        ):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        # Pages say what is open now, and their address may say where the reader is.
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


@contextmanager
def script_prefix(prefix: str) -> Iterator[None]:
    """What addresses begin with that are made meanwhile."""
    before = get_script_prefix()
    set_script_prefix(prefix)
    try:
        yield
    finally:
        set_script_prefix(before)


def find_municipality(request: HttpRequest) -> tuple[Municipality | None, str]:
    """The municipality by host name; in the demo also by the first part of the path, which is then the front."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    slug = f"{request.path_info}/".split("/")[1] if settings.DEMO else ""
    municipality, owns_host = queries.municipality_at(host.lower(), slug)
    return municipality, "" if owns_host else f"/{slug}"


def unknown_host(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        words = "This address belongs to no municipality here."
        return HttpResponse(words, status=404, content_type="text/plain; charset=utf-8")
    status = 200 if request.path_info == "/" else 404
    context = {"municipalities": queries.all_municipalities()}
    return render(request, "municipalities/list.html", context, status=status)
