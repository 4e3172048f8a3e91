"""Booked times that a helper cannot keep: who comes, how to reach them, and a button that cancels."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from verkstad.appointments import access, actions
from verkstad.appointments.models import Appointment, Helper, Participant, ParticipantState
from verkstad.appointments.queries import working as queries
from verkstad.appointments.schedule_words import span_words
from verkstad.appointments.views.part import with_appointments
from verkstad.identity.access import staff
from verkstad.identity.links import front_for
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest


def booked_rows(booked: Iterable[Appointment]) -> list[dict[str, Any]]:
    """For booked.html, which none see but the helper and coordinators: each with those who come."""
    return [{"appointment": one, "words": span_words(one), "people": _coming(one)} for one in booked]


def _coming(one: Appointment) -> list[Participant]:
    return [person for person in vars(one)["present"] if person.state == ParticipantState.BOOKED]


@staff(Role.HELPER)
@require_POST
@with_appointments
def cancel_booked(request: StaffRequest, helper_id: int) -> HttpResponse:
    """Those that are ticked, of what the helper has ahead; whoever left an address gets a letter."""
    helper = access.get_helper_to_change(request.member, helper_id)
    number = sum(_cancel(request, person) for person in _ticked(request, helper))
    words = ngettext("%(number)s booking is cancelled.", "%(number)s bookings are cancelled.", number)
    messages.success(request, words % {"number": number})
    absence = request.POST.get("absence", "")
    if absence.isdecimal() and helper.absences.filter(pk=absence).exists():
        return redirect("appointments:absence", helper_id, int(absence))
    return redirect("appointments:helper", helper_id)


def _ticked(request: StaffRequest, helper: Helper) -> list[Participant]:
    wanted = set(request.POST.getlist("booked"))
    booked = queries.booked_with(helper, timezone.now())
    return [person for one in booked for person in _coming(one) if str(person.pk) in wanted]


def _cancel(request: StaffRequest, person: Participant) -> bool:
    try:
        actions.cancel(person, front=front_for(request, person.language), now=timezone.now(), by=request.member.actor)
    except actions.Over:
        return False
    return True
