"""The start page and the pages about the site itself."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from verkstad.municipalities.requests import PortalRequest
from verkstad.places.board import board
from verkstad.places.queries import contact_ways, help_soonest
from verkstad.portal.cards import pictured_card, place_card
from verkstad.services.queries import life_events_in

# Of when the municipality's own number is answered.
NOTHING_KNOWN = {"state": "", "open_text": ""}


def start(request: PortalRequest) -> HttpResponse:
    helping = help_soonest(request.municipality, timezone.now())
    context = {
        "examples": request.municipality.examples.get(request.language, []),
        "life_events": life_events_in(request.municipality),
        "help_cards": [pictured_card(place) for place in helping],
    }
    return render(request, "portal/start.html", context)


def contact(request: PortalRequest) -> HttpResponse:
    now = timezone.now()
    cards = [place_card(place) for place in contact_ways(board(request.municipality, now), now)]
    line = next((card for card in cards if card["phone"] == request.municipality.phone), NOTHING_KNOWN)
    return render(request, "portal/contact.html", {"cards": cards, "line": line})


def about(request: PortalRequest) -> HttpResponse:
    return render(request, "portal/about.html")


def accessibility(request: PortalRequest) -> HttpResponse:
    """The statement; elsewhere when the law of the country puts it elsewhere."""
    if request.municipality.accessibility_statement_url:
        return redirect(request.municipality.accessibility_statement_url)
    return render(request, "portal/accessibility.html")
