"""Somebody who has booked, for staff: how to reach them, a slip for them, and what becomes of the booking."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.appointments import access, actions, words
from verkstad.appointments.forms.staff_booking import TimeForm
from verkstad.appointments.models import Participant, ParticipantState
from verkstad.appointments.queries import ask_again
from verkstad.appointments.queries.offers import offers
from verkstad.appointments.views.day import asked_day
from verkstad.appointments.views.part import frame, with_appointments
from verkstad.appointments.views.staff_booking import offered
from verkstad.core.qr_code import qr_code
from verkstad.core.translated import reading_in
from verkstad.identity.access import staff
from verkstad.identity.links import front_for
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.places.access import get_place_for_staff

# What is said of somebody who has booked; the last takes it back.
MARKS = (ParticipantState.KEPT, ParticipantState.NO_SHOW, ParticipantState.BOOKED)


@staff(Role.HELPER)
@with_appointments
def participant(request: StaffRequest, participant_id: int) -> HttpResponse:
    return _page(request, access.get_participant(request.member, participant_id))


def _page(request: StaffRequest, person: Participant, *, is_taken: bool = False) -> HttpResponse:
    appointment, is_booked = person.appointment, person.state == ParticipantState.BOOKED
    context = {
        "person": person,
        "appointment": appointment,
        "day": timezone.localdate(appointment.starts),
        "when": words.when(appointment),
        "is_booked": is_booked,
        "is_taken": is_taken,
        "slip": _slip(request, person) if is_booked else "",
    }
    if is_booked:
        found = offers(ask_again(person), appointment.place, asked_day(request), timezone.now())
        context |= offered(found)
    status = 409 if is_taken else 200
    return render(request, "appointments/staff_participant.html", context | frame(request, "day"), status=status)


def _slip(request: StaffRequest, person: Participant) -> SafeString:
    """In the language of the person, who takes it home."""
    appointment = person.appointment
    address = f"{front_for(request, person.language)}booked/{person.key}/"
    with reading_in(person.language, request.municipality.main_language):
        context = {
            "municipality": request.municipality,
            "appointment": appointment,
            "language": person.language,
            "what": words.what(appointment.kind),
            "when": words.when(appointment),
            "where": words.where(appointment, person),
            "preparation": appointment.kind.preparation,
            "change_until": words.change_until(appointment) if timezone.now() <= appointment.change_until else "",
            "code": qr_code(address),
        }
        return SafeString(render_to_string("appointments/staff_slip.html", context))


@staff(Role.HELPER)
@require_POST
@with_appointments
def mark(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Came, did not come, or neither is known."""
    person = access.get_participant(request.member, participant_id)
    if (state := request.POST.get("state")) in MARKS:
        try:
            actions.mark(person, state, by=request.member.actor)
        except actions.Over:
            messages.warning(request, _("This time has been cancelled meanwhile."))
    day = {"day": timezone.localdate(person.appointment.starts)}
    whose = {"mine": 1} if "mine" in request.POST else {"place": person.appointment.place.slug}
    return redirect(f"{reverse('appointments:staff-day')}?{urlencode(day | whose)}#person-{person.pk}")


@staff(Role.HELPER)
@require_POST
@with_appointments
def cancel(request: StaffRequest, participant_id: int) -> HttpResponse:
    """The page then tells who has to be rung."""
    person = access.get_participant(request.member, participant_id)
    try:
        actions.cancel(person, front=front_for(request, person.language), now=timezone.now(), by=request.member.actor)
    except actions.Over:
        messages.warning(request, _("Somebody has changed this booking meanwhile."))
    return redirect("appointments:staff-participant", person.pk)


@staff(Role.HELPER)
@require_POST
@with_appointments
def move(request: StaffRequest, participant_id: int) -> HttpResponse:
    person = access.get_participant(request.member, participant_id)
    form = TimeForm(request.POST)
    if form.is_valid():
        try:
            _move(request, person, form)
        except actions.Taken:
            return _page(request, person, is_taken=True)
        except actions.Over:
            messages.warning(request, _("Somebody has changed this booking meanwhile."))
        else:
            messages.success(request, _("Moved."))
    return redirect("appointments:staff-participant", person.pk)


def _move(request: StaffRequest, person: Participant, form: TimeForm) -> None:
    starts, slug = form.cleaned_data["time"]
    actions.move(
        person,
        starts,
        place=get_place_for_staff(request.municipality, slug).pk,
        front=front_for(request, person.language),
        now=timezone.now(),
        by=request.member.actor,
    )
