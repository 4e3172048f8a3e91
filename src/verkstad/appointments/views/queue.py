"""Residents' pages of the queue: take a number on the phone, and see when it is one's turn."""

from uuid import UUID, uuid4

from allauth.core.ratelimit import consume_or_429
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from verkstad.appointments import access
from verkstad.appointments.actions import queue as actions
from verkstad.appointments.forms.queue import TakeForm
from verkstad.appointments.queries import queue as queries
from verkstad.core.http import kept_private
from verkstad.municipalities.requests import PortalRequest
from verkstad.places.models import Place


# Nobody is signed in here, no cookie is looked at, and a number says nothing about whoever took it: who makes others
# send this form gets no more than by pressing the button, and only so often from one address.
@csrf_exempt
@cache_control(no_store=True)  # whoever comes back to the page presses another time
def queue(request: PortalRequest, slug: str) -> HttpResponse:
    place = access.get_place_for_resident(request.municipality, slug)
    form = TakeForm(request.POST or None)
    if form.is_valid():
        if too_many := consume_or_429(request, action="take_number"):
            return too_many
        return _take(request, place, form.cleaned_data["press"])
    return _page(request, place)


def _take(request: PortalRequest, place: Place, press: UUID) -> HttpResponse:
    try:
        ticket = actions.take_number(place, press=press, now=timezone.now())
    except actions.QueueFull:
        return _page(request, place, is_full=True)
    except actions.QueueClosed:
        return _page(request, place)
    return redirect("booking:ticket", ticket.key)


def _page(request: PortalRequest, place: Place, *, is_full: bool = False) -> HttpResponse:
    queue = queries.queue_today(place, timezone.now())
    is_open = queue is not None and queue.is_open
    context = {
        "place": place,
        "is_open": is_open,
        "is_full": is_full,
        "waiting": len(queries.line(queue).waiting) if queue else 0,
        "press": uuid4(),
    }
    return render(request, "appointments/queue.html", context, status=409 if is_full else 200)


@kept_private
def ticket(request: PortalRequest, key: UUID) -> HttpResponse:
    found = access.get_ticket_for_resident(request.municipality, key)
    turn = queries.turn(found, timezone.now())
    if request.GET.get("seen") == turn.mark:
        return HttpResponse(status=204)
    context = {"ticket": found, "place": found.queue.place, "turn": turn}
    return render(request, "appointments/queue_ticket.html", context)


# Only who has the number knows its address, which is what opens it.
@csrf_exempt
@kept_private
@require_POST
def give_back(request: PortalRequest, key: UUID) -> HttpResponse:
    actions.give_back(access.get_ticket_for_resident(request.municipality, key))
    return redirect("booking:ticket", key)
