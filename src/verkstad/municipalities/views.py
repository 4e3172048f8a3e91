"""The style sheet that gives a municipality its colours."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from verkstad.municipalities.look import palette, stylesheet


@cache_control(public=True, max_age=31_536_000, immutable=True)
def look(request: HttpRequest, colour: str) -> HttpResponse:
    """The address holds all it depends on, so it may be kept for ever."""
    return HttpResponse(stylesheet(palette(f"#{colour}")), content_type="text/css; charset=utf-8")
