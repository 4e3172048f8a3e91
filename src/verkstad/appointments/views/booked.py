"""What somebody has booked, opened by the key in its address: seen, moved, cancelled, put in a calendar."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial, wraps
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from verkstad.appointments import access, actions, words
from verkstad.appointments.calendar_file import calendar_file
from verkstad.appointments.forms.booking import Choice, ChoiceForm
from verkstad.appointments.models import Participant, ParticipantState, Way
from verkstad.appointments.queries import ask_again, choosing, helpers_free_at
from verkstad.core.http import kept_private
from verkstad.municipalities.requests import PortalRequest
from verkstad.places.models import Place

type View = Callable[..., HttpResponse]


def opened_by_key(view: View) -> View:
    """The view is given the participant. The address is all that opens it, so forms need no token."""

    @csrf_exempt
    @kept_private
    @wraps(view)
    def page(request: PortalRequest, key: UUID, **arguments: object) -> HttpResponse:
        return view(request, access.get_booked(request.municipality, key), **arguments)

    return page


@opened_by_key
@require_safe
def booked(request: PortalRequest, participant: Participant) -> HttpResponse:
    now = timezone.now()
    appointment = participant.appointment
    context = {
        "participant": participant,
        "appointment": appointment,
        "when": words.when(appointment),
        "where": words.where(appointment, participant),
        "may_change": may_change(participant, now),
        "change_until": words.change_until(appointment),
        "is_over": appointment.ends < now,
    }
    return render(request, "appointments/my_time.html", context)


def may_change(participant: Participant, now: datetime) -> bool:
    return participant.state == ParticipantState.BOOKED and now <= participant.appointment.change_until


@opened_by_key
@require_safe
def calendar(request: PortalRequest, participant: Participant) -> HttpResponse:
    address = request.build_absolute_uri(_address(participant))
    body = calendar_file(participant, address, request.language, timezone.now())
    headers = {"Content-Disposition": 'attachment; filename="calendar.ics"'}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8; method=PUBLISH", headers=headers)


@opened_by_key
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: PortalRequest, participant: Participant) -> HttpResponse:
    now = timezone.now()
    if request.method == "POST":
        with suppress(actions.Over, actions.TooLate):  # whose page then tells
            actions.cancel(participant, front=_front(request), now=now)
    elif may_change(participant, now):
        context = {"participant": participant, "when": words.when(participant.appointment)}
        return render(request, "appointments/my_time_cancel.html", context)
    return redirect(_address(participant))


@opened_by_key
@require_POST
def earlier(request: PortalRequest, participant: Participant) -> HttpResponse:
    with suppress(actions.Over, actions.TooLate):
        actions.want_earlier(participant, wants="wants" in request.POST, now=timezone.now())
    return redirect(_address(participant))


@opened_by_key
@require_safe
def move(request: PortalRequest, participant: Participant) -> HttpResponse:
    """Other times for what was booked: at its place, or anywhere."""
    now, appointment = timezone.now(), participant.appointment
    if not may_change(participant, now):
        return redirect(_address(participant))
    _choice, day = ChoiceForm.read(request.GET)
    is_on_site = appointment.way == Way.ON_SITE
    is_anywhere = not is_on_site or "anywhere" in request.GET
    ask = ask_again(participant, None if is_anywhere else appointment.place_id)
    context = {
        "participant": participant,
        "when": words.when(appointment),
        "is_anywhere": is_anywhere,
        "is_on_site": is_on_site,
        "found": choosing.days_from(ask, day, now),
        "link": partial(_move_address, participant),
    }
    return render(request, "appointments/my_time_move.html", context)


@opened_by_key
@require_http_methods(["GET", "HEAD", "POST"])
def move_to(request: PortalRequest, participant: Participant, starts: datetime) -> HttpResponse:
    """The time that is and the one that would be, side by side."""
    place = access.get_place_to_book(request.municipality, ChoiceForm.read(request.GET)[0].place)
    now, appointment = timezone.now(), participant.appointment
    if (appointment.starts, appointment.place_id) == (starts, place.pk):
        return redirect(_address(participant))
    if request.method == "POST":
        return _move(request, participant, place, starts)
    if not may_change(participant, now):
        return redirect(_address(participant))
    if not helpers_free_at(ask_again(participant, place.pk), starts, now):
        return _taken(request, participant, place, starts)
    context = {
        "participant": participant,
        "appointment": appointment,
        "place": place,
        "starts": starts,
        "when": words.when(appointment),
        "new": words.day_and_clock(starts, starts + timedelta(minutes=appointment.kind.minutes)),
    }
    return render(request, "appointments/my_time_move_to.html", context)


def _move(request: PortalRequest, participant: Participant, place: Place, starts: datetime) -> HttpResponse:
    try:
        actions.move(participant, starts, place=place.pk, front=_front(request), now=timezone.now())
    except actions.Taken:
        # Pressed twice at once, the first press may be the one that took it.
        if access.get_booked(request.municipality, participant.key).appointment.starts != starts:
            return _taken(request, participant, place, starts)
    except (actions.Over, actions.TooLate):
        pass
    return redirect(_address(participant))


def _taken(request: PortalRequest, participant: Participant, place: Place, starts: datetime) -> HttpResponse:
    appointment = participant.appointment
    nearest = choosing.nearest_times(ask_again(participant, place.pk), starts, timezone.now())
    context = {
        "kind": appointment.kind,
        "way": appointment.way,
        "nearest": nearest,
        "link": partial(_move_address, participant),
        "kept": words.when(appointment),
    }
    return render(request, "appointments/book_taken.html", context, status=409)


def _address(participant: Participant) -> str:
    return reverse("booking:booked", args=[participant.key])


def _move_address(participant: Participant, time: choosing.PlaceTime) -> str:
    address = reverse("booking:booked-move-to", args=[participant.key, time.starts])
    return address + Choice(place=time.place.pk).query()


def _front(request: PortalRequest) -> str:
    return request.build_absolute_uri(reverse("portal:start"))
