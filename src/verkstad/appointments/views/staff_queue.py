"""The queue at a place, for those who help there: the desk, the wall, a number on paper, the sign for the door."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from verkstad.appointments import access
from verkstad.appointments.actions import queue as actions
from verkstad.appointments.forms.queue import DeskForm, Press
from verkstad.appointments.models import QueueDay
from verkstad.appointments.queries import queue as queries
from verkstad.appointments.views.part import with_appointments
from verkstad.core.qr_code import qr_code
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.places.access import get_place_for_staff
from verkstad.places.models import Place


@staff(Role.HELPER)
@with_appointments
def queues(request: StaffRequest) -> HttpResponse:
    found = queries.place_queues(request.municipality, timezone.now())
    return render(request, "appointments/queue_list.html", {"rows": found})


@staff(Role.HELPER)
@with_appointments
@cache_control(no_store=True)  # whoever comes back to the page presses another time
def queue(request: StaffRequest, slug: str) -> HttpResponse:
    place = get_place_for_staff(request.municipality, slug)
    if request.method == "POST":
        return _press(request, place)
    today = queries.queue_today(place, timezone.now())
    line = queries.line(today) if today else queries.Line([], [])
    if request.GET.get("seen") == line.mark:
        return HttpResponse(status=204)
    me = request.member.actor
    context = {
        "place": place,
        "queue": today,
        "line": line,
        "mine": next((ticket for ticket in line.called if ticket.called_by == me), None),
        "others": [ticket for ticket in line.called if ticket.called_by != me],
        "press": uuid4(),
    }
    return render(request, "appointments/queue_desk.html", context)


@staff(Role.HELPER)
@with_appointments
def wall(request: StaffRequest, slug: str) -> HttpResponse:
    """Made for a screen that nobody touches."""
    place = get_place_for_staff(request.municipality, slug)
    today = queries.queue_today(place, timezone.now())
    line = queries.line(today) if today else queries.Line([], [])
    is_open = today is not None and today.is_open
    mark = f"{is_open} {line.mark}"
    if request.GET.get("seen") == mark:
        return HttpResponse(status=204)
    context = {
        "place": place,
        "line": line,
        "is_open": is_open,
        "mark": mark,
        "code": qr_code(_address(request, place)),
    }
    return render(request, "appointments/queue_wall.html", context)


@staff(Role.HELPER)
@with_appointments
def ticket(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """A number on paper."""
    place = get_place_for_staff(request.municipality, slug)
    found = access.get_ticket_for_staff(queries.queue_today(place, timezone.now()), number)
    address = request.build_absolute_uri(reverse("booking:ticket", args=[found.key]))
    context = {"place": place, "ticket": found, "code": qr_code(address)}
    return render(request, "appointments/queue_paper.html", context)


@staff(Role.HELPER)
@with_appointments
def sign(request: StaffRequest, slug: str) -> HttpResponse:
    """For the door: take a number with your phone."""
    place = get_place_for_staff(request.municipality, slug)
    address = _address(request, place)
    return render(
        request, "appointments/queue_sign.html", {"place": place, "address": address, "code": qr_code(address)}
    )


def _address(request: StaffRequest, place: Place) -> str:
    return request.build_absolute_uri(reverse("booking:queue", args=[place.slug]))


def _press(request: StaffRequest, place: Place) -> HttpResponse:
    form, by, now = DeskForm(request.POST), request.member.actor, timezone.now()
    press = form.cleaned_data["do"] if form.is_valid() else None
    try:
        if press == Press.PRINT:
            taken = actions.take_number(place, press=form.cleaned_data["press"] or uuid4(), by=by, now=now)
            return redirect("appointments:staff-ticket", place.slug, taken.number)
        if press == Press.OPEN:
            actions.open_queue(place, by=by, now=now)
        elif press == Press.CLOSE:
            actions.close_queue(place, by=by, now=now)
        elif press and (today := queries.queue_today(place, now)):
            _serve(request, today, press, form.cleaned_data["number"])
    except actions.QueueClosed:
        messages.warning(request, _("The queue is closed."))
    except actions.NotCalled:
        messages.warning(request, _("That number has been dealt with meanwhile."))
    return redirect("appointments:staff-queue", place.slug)


def _serve(request: StaffRequest, queue: QueueDay, press: str, number: int | None) -> None:
    by, now = request.member.actor, timezone.now()
    if press == Press.NEXT:
        if actions.call_next(queue, done=number, by=by, now=now) is None:
            messages.info(request, _("Nobody is waiting."))
        return
    found = access.get_ticket_for_staff(queue, number or 0)
    match press:
        case Press.AGAIN:
            actions.call_again(found, by=by, now=now)
        case Press.SKIP:
            if actions.skip(found, by=by, now=now) is None:
                messages.info(request, _("Nobody else is waiting."))
        case _:
            actions.finish(found, has_left=press == Press.LEFT, by=by)
