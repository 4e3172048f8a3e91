"""Places with help: the list, nearest or soonest open first, and each place."""

from django.core.paginator import Paginator
from django.db.models import TextChoices
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from verkstad.appointments.queries import help_at
from verkstad.core.writing import language_name
from verkstad.municipalities.models import Part
from verkstad.municipalities.requests import PortalRequest
from verkstad.places import access, queries
from verkstad.places.models import Accessibility, Equipment, Place, Theme
from verkstad.places.sketch import sketch
from verkstad.places.words import badge, hours_tables, opening_sentence
from verkstad.portal.cards import place_card
from verkstad.portal.forms import PositionForm
from verkstad.portal.links import chip
from verkstad.portal.parts import part

PER_PAGE = 20


@part(Part.PLACES)
def place_list(request: PortalRequest) -> HttpResponse:
    where = PositionForm(request.GET).where(request.municipality)
    themes = [theme for theme in request.GET.getlist("theme") if theme in Theme]
    is_open = request.GET.get("open") == "1"
    found = queries.places_in(
        request.municipality, timezone.now(), position=where.position, themes=themes, is_open=is_open
    )
    page = Paginator(range(len(found)), PER_PAGE).get_page(request.GET.get("page"))
    first = page.start_index()
    shown = found[first - 1 : page.end_index()]
    chips = [chip(request, _("Open now"), "open", "1")]
    chips += [chip(request, label, "theme", value) for value, label in Theme.choices]
    context = {
        "where": where,
        "page_obj": page,
        "cards": [place_card(place, number=number) for number, place in enumerate(shown, first)],
        "sketch": sketch(shown, first, where.position),
        "chips": chips,
    }
    return render(request, "portal/place_list.html", context)


@part(Part.PLACES)
def place_detail(request: PortalRequest, slug: str) -> HttpResponse:
    try:
        place = access.get_place_for_resident(request.municipality, slug)
    except Place.DoesNotExist as error:
        raise Http404 from error
    now = timezone.localtime()
    opening, helpers = queries.opening_of(place, now), help_at(place, now)
    context = {
        "place": place,
        "crumbs": [{"title": _("Get help near you"), "url": reverse("portal:place-list")}],
        "state": badge(opening),
        "open_text": opening_sentence(opening),
        "hours": hours_tables(queries.hours_of(place, now.date()), now.date()),
        "themes": labels(place.helps_with, Theme),
        "equipment": labels(place.equipment, Equipment),
        "accessibility": labels(place.accessibility, Accessibility),
        "languages": [language_name(code) for code in place.languages],
        "help": helpers,
        "speakers": [(capfirst(language_name(code)), ", ".join(names)) for code, names in helpers.speakers.items()],
    }
    return render(request, "portal/place_detail.html", context)


def labels(values: list[str], choices: type[TextChoices]) -> list[str]:
    """The chosen values in words."""
    return [str(choices(value).label) for value in values]
