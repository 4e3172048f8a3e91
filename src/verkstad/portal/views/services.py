"""The catalogue: all services by name, and each of them with all the ways to get it done."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from verkstad.appointments.queries import can_be_booked
from verkstad.municipalities.requests import PortalRequest
from verkstad.places.queries import help_with_service
from verkstad.portal.cards import answered_card, place_card
from verkstad.portal.forms import PositionForm
from verkstad.portal.links import by_first_letter, crumbs
from verkstad.practice.queries.showing import copies_of_service
from verkstad.services import access, queries
from verkstad.services.models import Service
from verkstad.services.words import eid_sentence

ALL_ON_ONE_PAGE = 300


def service_list(request: PortalRequest) -> HttpResponse:
    names = queries.service_names(request.municipality)
    letters = by_first_letter(names, request.language)
    shown = letters
    if len(names) > ALL_ON_ONE_PAGE:
        letter = request.GET.get("letter", "")
        shown = {letter: letters[letter]} if letter in letters else dict(list(letters.items())[:1])
    context = {"letters": list(letters), "shown": shown, "is_split": shown is not letters}
    return render(request, "portal/service_list.html", context)


def service_detail(request: PortalRequest, slug: str) -> HttpResponse:
    try:
        service = access.get_service_for_resident(request.municipality, slug)
    except Service.DoesNotExist as error:
        raise Http404 from error
    page = queries.service_page(service, request.municipality)
    where = PositionForm(request.GET).where(request.municipality)
    channels = [channel.pk for channel in page.channels]
    helped = help_with_service(
        request.municipality, timezone.now(), channels=channels, subjects=page.subjects, position=where.position
    )
    languages = [request.language, request.municipality.main_language]
    context = {
        "crumbs": crumbs(page),
        "page": page,
        "eid_text": eid_sentence(page.ways),
        "where": where,
        "channels": [answered_card(channel, helped.by_channel.get(channel.pk, [])) for channel in page.channels],
        "help_cards": [place_card(place) for place in helped.nearby],
        "copies": copies_of_service(service, request.municipality, languages),
        "can_be_booked": can_be_booked(request.municipality, service.pk),
    }
    return render(request, "portal/service_detail.html", context)
