"""Residents choose what, where and when, and book it: each step a page of its own, without cookie or sign-in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from allauth.core.ratelimit import consume_or_429
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from verkstad.appointments import access, actions, words
from verkstad.appointments.actions.booking import NEEDS_PHONE
from verkstad.appointments.cards import place_cards
from verkstad.appointments.forms.booking import Choice, ChoiceForm, PersonForm
from verkstad.appointments.models import AppointmentKind, Participant, Way
from verkstad.appointments.queries import Ask, choosing, helpers_free_at
from verkstad.core.writing import language_name
from verkstad.municipalities.requests import PortalRequest
from verkstad.places.models import Place
from verkstad.places.queries import help_soonest


@dataclass(frozen=True, slots=True)
class Wanted:
    """The time that somebody is about to book."""

    kind: AppointmentKind
    choice: Choice
    place: Place
    starts: datetime

    @property
    def ask(self) -> Ask:
        return Ask(self.kind, self.choice.way, self.place.pk, self.choice.language)


@require_safe
def start(request: PortalRequest) -> HttpResponse:
    """What time is booked for; straight on when there is but one thing."""
    access.must_have_appointments(request.municipality)
    choice, _day = ChoiceForm.read(request.GET)
    kinds = choosing.kinds_for_residents(request.municipality)
    chosen = [kind for kind in kinds if _is_about(kind, choice)] if choice.service or choice.theme else []
    if len(chosen or kinds) == 1:
        return redirect(_kind_address((chosen or kinds)[0], choice))
    context = {"choice": choice, "kinds": chosen, "is_in_vain": bool(choice.service or choice.theme) and not chosen}
    if not chosen:
        context["errands"] = choosing.errands(request.municipality, kinds)
        context["help_cards"] = [] if kinds else place_cards(help_soonest(request.municipality, timezone.now()))
    return render(request, "appointments/book_start.html", context)


def _is_about(kind: AppointmentKind, choice: Choice) -> bool:
    return choice.theme in kind.themes or choice.service in [service.slug for service in kind.services.all()]


def _kind_address(kind: AppointmentKind, choice: Choice) -> str:
    return reverse("booking:book-kind", args=[kind.slug]) + choice.query()


@require_safe
def kind(request: PortalRequest, slug: str) -> HttpResponse:
    """What it is, and where and how: the soonest time of all, then each place with its first."""
    found = access.get_kind_for_resident(request.municipality, slug)
    choice = ChoiceForm.read(request.GET)[0].for_kind(found)
    now = timezone.now()
    firsts = choosing.first_times(Ask(found, choice.way, language=choice.language), now)
    context = {
        "kind": found,
        "choice": choice,
        "crumbs": _crumbs(),
        "minutes": words.minutes(found),
        "ways": [(Way(way), Way(way).label) for way in found.ways],
        "languages": sorted((language_name(code), code) for code in choosing.languages_of(found)),
        "firsts": firsts,
        "link": partial(_time_address, found, choice),
        "help_cards": [] if firsts else place_cards(help_soonest(request.municipality, now)),
    }
    return render(request, "appointments/book_kind.html", context)


@require_safe
def times(request: PortalRequest, slug: str) -> HttpResponse:
    """Some days with their times, at a place or anywhere."""
    found = access.get_kind_for_resident(request.municipality, slug)
    choice, day = ChoiceForm.read(request.GET)
    choice = choice.for_kind(found)
    place = access.get_place_to_book(request.municipality, choice.place) if choice.place else None
    ask = Ask(found, choice.way, choice.place or None, choice.language)
    context = {
        "kind": found,
        "choice": choice,
        "place": place,
        "crumbs": [*_crumbs(), {"title": found.name.best, "url": _kind_address(found, choice)}],
        "found": choosing.days_from(ask, day, timezone.now()),
        "link": partial(_time_address, found, choice),
    }
    return render(request, "appointments/book_times.html", context)


# Nobody is signed in here and no cookie is looked at: who makes others send this form gets no more than by sending
# it, and only so often from one address.
@csrf_exempt
@cache_control(no_store=True)  # whoever comes back to the page presses another time
def time(request: PortalRequest, slug: str, starts: datetime) -> HttpResponse:
    """What was chosen, and who comes; books it."""
    kind = access.get_kind_for_resident(request.municipality, slug)
    choice = ChoiceForm.read(request.GET)[0].for_kind(kind)
    wanted = Wanted(kind, choice, access.get_place_to_book(request.municipality, choice.place), starts)
    country, needs_phone = request.municipality.country, choice.way in NEEDS_PHONE
    form = PersonForm(request.POST or None, country=country, needs_phone=needs_phone)
    if form.is_valid():
        if too_many := consume_or_429(request, action="book_time"):
            return too_many
        try:
            return redirect("booking:booked", _book(request, wanted, form).key)
        except actions.Taken:
            return _taken(request, wanted)
        except actions.TooMany:
            form.add_error(None, _("You have five times booked already. Ring us if you need one more."))
    elif not helpers_free_at(wanted.ask, starts, timezone.now()):
        return _taken(request, wanted)
    return _form_page(request, wanted, form)


def _book(request: PortalRequest, wanted: Wanted, form: PersonForm) -> Participant:
    given, choice = form.cleaned_data, wanted.choice
    person = actions.Person(
        given["name"],
        request.language,
        **given["reach"]._asdict(),
        service=choosing.service_chosen(request.municipality, choice.service) if choice.service else None,
        theme=choice.theme,
    )
    front = request.build_absolute_uri(reverse("portal:start"))
    return actions.book(wanted.ask, wanted.starts, person, press=given["press"], front=front, now=timezone.now())


def _form_page(request: PortalRequest, wanted: Wanted, form: PersonForm) -> HttpResponse:
    ends = wanted.starts + timedelta(minutes=wanted.kind.minutes)
    context = {
        "wanted": wanted,
        "when": words.day_and_clock(wanted.starts, ends),
        "address": words.address(wanted.place),
        "minutes": words.minutes(wanted.kind),
        "form": form,
        "kept_days": settings.APPOINTMENTS_KEPT_DAYS,
        "crumbs": [*_crumbs(), {"title": wanted.kind.name.best, "url": _kind_address(wanted.kind, wanted.choice)}],
    }
    return render(request, "appointments/book_time.html", context)


def _taken(request: PortalRequest, wanted: Wanted) -> HttpResponse:
    context = {
        "kind": wanted.kind,
        "way": wanted.choice.way,
        "nearest": choosing.nearest_times(wanted.ask, wanted.starts, timezone.now()),
        "link": partial(_time_address, wanted.kind, wanted.choice),
        "kept": "",
    }
    return render(request, "appointments/book_taken.html", context, status=409)


def _time_address(found: AppointmentKind, choice: Choice, time: choosing.PlaceTime) -> str:
    return reverse("booking:book-time", args=[found.slug, time.starts]) + choice.query(place=time.place.pk)


def _crumbs() -> list[dict[str, str]]:
    return [{"title": _("Book a time"), "url": reverse("booking:book")}]
