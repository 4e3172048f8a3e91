"""Keeps the host of frames apart from all others."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound

FRAME = "/practice-frame/"
# What a frame looks like; static files are answered before.
ALSO_THERE = ("/look/", "/practice-asset/")


class FrameHostMiddleware:
    """On the host of frames there is nothing else, and on no other host are there frames."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.PRACTICE_HOST:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_there = request.get_host() == settings.PRACTICE_HOST
        is_frame = request.path_info.startswith(FRAME)
        if is_frame == is_there or (is_there and request.path_info.startswith(ALSO_THERE)):
            return self.get_response(request)
        return HttpResponseNotFound("Nothing is here.", content_type="text/plain; charset=utf-8")
