"""Situations in life, and the services that belong to each."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from verkstad.municipalities.models import Part
from verkstad.municipalities.requests import PortalRequest
from verkstad.places.queries import help_soonest
from verkstad.portal.cards import place_card, service_card
from verkstad.portal.parts import part
from verkstad.services.queries import life_events_in, services_of_life_event


@part(Part.LIFE_EVENTS)
def life_event_list(request: PortalRequest) -> HttpResponse:
    return render(request, "portal/life_event_list.html", {"life_events": life_events_in(request.municipality)})


@part(Part.LIFE_EVENTS)
def life_event_detail(request: PortalRequest, code: str) -> HttpResponse:
    life_event = life_events_in(request.municipality).filter(code=code).first()
    if life_event is None:
        raise Http404
    services = services_of_life_event(life_event, request.municipality)
    context = {
        "crumbs": [{"title": _("When something happens in life"), "url": reverse("portal:life-event-list")}],
        "life_event": life_event,
        "cards": [service_card(service) for service in services],
        "help_cards": [place_card(place) for place in help_soonest(request.municipality, timezone.now())],
    }
    return render(request, "portal/life_event_detail.html", context)
