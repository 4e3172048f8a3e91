"""Booking for somebody beside one or on the phone: what for, when and who, on one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from verkstad.appointments import actions
from verkstad.appointments.actions.booking import NEEDS_PHONE
from verkstad.appointments.forms.staff_booking import StaffBookingForm, choice_of
from verkstad.appointments.models import AppointmentKind, Participant, Way
from verkstad.appointments.queries import Ask
from verkstad.appointments.queries.choosing import PlaceTime
from verkstad.appointments.queries.day import places_on
from verkstad.appointments.queries.offers import Offers, kinds_at, offers
from verkstad.appointments.views.day import asked_day, asked_place
from verkstad.appointments.views.part import frame, with_appointments
from verkstad.identity.access import staff
from verkstad.identity.links import front_for
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.places.access import get_place_for_staff
from verkstad.places.models import Place
from verkstad.places.words import clock, day_words


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be booked, and from which day on: as the address says, or else what is most usual at the place."""

    place: Place
    kinds: list[AppointmentKind]
    kind: AppointmentKind
    way: str
    first: date


@staff(Role.HELPER)
@with_appointments
@cache_control(no_store=True)  # whoever comes back to the page presses another time
def book(request: StaffRequest) -> HttpResponse:
    places = places_on(request.municipality, timezone.localdate())
    place = asked_place(request, places)
    wish = _wish(request, place) if place else None
    if wish is None:
        context = {"place": place, "places": places} | frame(request, "book")
        return render(request, "appointments/staff_book_none.html", context)
    needs_phone = wish.way in NEEDS_PHONE
    form = StaffBookingForm(request.POST or None, municipality=request.municipality, needs_phone=needs_phone)
    if form.is_valid():
        try:
            participant = _book(request, wish, form)
        except actions.Taken:
            return _page(request, places, wish, form, is_taken=True)
        messages.success(request, _("Booked."))
        return redirect("appointments:staff-participant", participant.pk)
    return _page(request, places, wish, form)


def _wish(request: StaffRequest, place: Place) -> Wish | None:
    """None where nobody takes anything."""
    kinds = kinds_at(place, timezone.now())
    asked, way = request.GET.get("kind"), request.GET.get("way")
    kind = next((kind for kind in kinds if kind.slug == asked), next(iter(kinds), None))
    if kind is None:
        return None
    return Wish(place, kinds, kind, way if way in kind.ways else kind.ways[0], asked_day(request))


def _book(request: StaffRequest, wish: Wish, form: StaffBookingForm) -> Participant:
    said = form.cleaned_data
    person = actions.Person(said["name"], said["language"], **said["reach"]._asdict())
    place = get_place_for_staff(request.municipality, said["time"].place)
    return actions.book(
        Ask(wish.kind, wish.way, place.pk, is_staff=True),
        said["time"].starts,
        person,
        press=said["press"],
        front=front_for(request, person.language),
        now=timezone.now(),
        by=request.member.actor,
    )


def _page(
    request: StaffRequest,
    places: Sequence[tuple[Place, int]],
    wish: Wish,
    form: StaffBookingForm,
    *,
    is_taken: bool = False,
) -> HttpResponse:
    context = {
        "wish": wish,
        "place": wish.place,
        "places": places,
        "form": form,
        "is_taken": is_taken,
        "ways": [(Way(way), Way(way).label) for way in wish.kind.ways],
        **offered(offers(Ask(wish.kind, wish.way), wish.place, wish.first, timezone.now())),
    }
    status = 409 if is_taken else 200
    return render(request, "appointments/staff_book.html", context | frame(request, "book"), status=status)


def offered(found: Offers) -> dict[str, object]:
    """For staff_times.html: the times here by day, and those at other places."""
    here = groupby(found.here, key=lambda one: timezone.localdate(one.starts))
    return {
        "here": [(_near_day(day), [_choice(one) for one in times]) for day, times in here],
        "elsewhere": [_choice(one) for one in found.elsewhere],
    }


def _choice(one: PlaceTime) -> dict[str, object]:
    day = _near_day(timezone.localdate(one.starts))
    return {"value": choice_of(one.starts, one.place), "clock": clock(one.starts), "day": day, "place": one.place}


def _near_day(day: date) -> str:
    away = (day - timezone.localdate()).days
    return [_("Today"), _("Tomorrow")][away] if away < 2 else capfirst(day_words(day))
