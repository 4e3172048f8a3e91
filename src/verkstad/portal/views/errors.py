"""Pages for when something is wrong: they say what, and offer the search box and the nearest open help."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from verkstad.places.queries import help_soonest
from verkstad.portal.cards import place_card


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 404)


def not_sent(request: HttpRequest) -> HttpResponse:
    """The address of a button, opened without pressing it."""
    return _page(request, 405, is_to_press_again=True)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    return _page(request, 429)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was sent without the cookie it came with, or much later."""
    return _page(request, 403, is_to_press_again=True)


def server_error(request: HttpRequest) -> HttpResponse:
    """Says no more than it can without asking anything that may be what has broken."""
    return render(request, "portal/plain_error.html", {"status": 500}, status=500)


def _page(request: HttpRequest, status: int, *, is_to_press_again: bool = False) -> HttpResponse:
    municipality = getattr(request, "municipality", None)
    if municipality is None:
        return render(request, "portal/plain_error.html", {"status": status}, status=status)
    found = help_soonest(municipality, timezone.now(), limit=2)
    cards = [place_card(place) for place in found]
    context = {"status": status, "is_to_press_again": is_to_press_again, "help_cards": cards}
    return render(request, "portal/error.html", context, status=status)
