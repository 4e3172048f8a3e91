"""What is not a page: the style sheet that gives a municipality its colours, and a word to search engines."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from verkstad.municipalities import queries
from verkstad.municipalities.look import palette, stylesheet


@cache_control(public=True, max_age=31_536_000, immutable=True)
def look(request: HttpRequest, colour: str) -> HttpResponse:
    """The address holds all it depends on, so it may be kept for ever. Only for colours in use: mixing takes time."""
    if not queries.is_main_colour(f"#{colour}"):
        raise Http404
    return HttpResponse(stylesheet(palette(f"#{colour}")), content_type="text/css; charset=utf-8")


def robots(request: HttpRequest) -> HttpResponse:
    """Answers are not for searching in, and the demo is nobody's municipality."""
    closed = ["/"] if settings.DEMO else ["/*/search/", "/api/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
