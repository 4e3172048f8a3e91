"""When a helper works, row by row, and when they are away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.appointments import access
from verkstad.appointments.actions import working as actions
from verkstad.appointments.forms.working import AbsenceForm, IllForm, PatternForm
from verkstad.appointments.models import Helper, WorkingPattern
from verkstad.appointments.queries import working as queries
from verkstad.appointments.schedule_words import absence_words
from verkstad.appointments.views.bookings import booked_rows
from verkstad.appointments.views.part import frame, with_appointments
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest


@staff(Role.HELPER)
@with_appointments
def new_pattern(request: StaffRequest, helper_id: int) -> HttpResponse:
    helper = access.get_helper_to_change(request.member, helper_id)
    return _edit(request, helper, WorkingPattern(helper=helper))


@staff(Role.HELPER)
@with_appointments
def new_exception(request: StaffRequest, helper_id: int) -> HttpResponse:
    helper = access.get_helper_to_change(request.member, helper_id)
    return _edit(request, helper, WorkingPattern(helper=helper, is_exception=True))


@staff(Role.HELPER)
@with_appointments
def pattern(request: StaffRequest, helper_id: int, pattern_id: int) -> HttpResponse:
    helper = access.get_helper_to_change(request.member, helper_id)
    return _edit(request, helper, access.get_pattern(helper, pattern_id))


def _edit(request: StaffRequest, helper: Helper, pattern: WorkingPattern) -> HttpResponse:
    form = PatternForm(request.POST or None, helper=helper, pattern=pattern, today=timezone.localdate())
    if form.is_valid():
        actions.save_pattern(
            helper,
            form.data_to_save(),
            kinds=form.cleaned_data["kinds"],
            pattern=pattern if pattern.pk else None,
            by=request.member.actor,
        )
        messages.success(request, _("Saved. What is booked already stays as it is."))
        return redirect("appointments:helper", helper.pk)
    context = {"form": form, "helper": helper, "pattern": pattern} | frame(request, "helpers")
    return render(request, "appointments/pattern.html", context)


@staff(Role.HELPER)
@require_POST
@with_appointments
def remove_pattern(request: StaffRequest, helper_id: int, pattern_id: int) -> HttpResponse:
    helper = access.get_helper_to_change(request.member, helper_id)
    try:
        actions.remove_pattern(helper, pattern_id, by=request.member.actor)
    except actions.UnknownRow:
        messages.warning(request, _("It is gone already."))
    else:
        messages.success(request, _("Removed. What is booked already stays as it is."))
    return redirect("appointments:helper", helper_id)


@staff(Role.HELPER)
@with_appointments
def new_absence(request: StaffRequest, helper_id: int) -> HttpResponse:
    helper = access.get_helper_to_change(request.member, helper_id)
    form = AbsenceForm(request.POST or None, initial={"starts_on": timezone.localdate()})
    if form.is_valid():
        absence = actions.add_absence(helper, *form.span, by=request.member.actor)
        return redirect("appointments:absence", helper_id, absence.pk)
    return render(
        request, "appointments/absence_new.html", {"form": form, "helper": helper} | frame(request, "helpers")
    )


@staff(Role.HELPER)
@require_POST
@with_appointments
def ill(request: StaffRequest, helper_id: int) -> HttpResponse:
    """Away from now on, in one step; then the page tells whom it hits."""
    helper = access.get_helper_to_change(request.member, helper_id)
    form = IllForm(request.POST, now=timezone.now())
    if not form.is_valid():
        messages.error(request, " ".join(str(words) for words in form.errors["until"]))
        return redirect("appointments:helper", helper_id)
    absence = actions.add_absence(helper, *form.span, by=request.member.actor)
    return redirect("appointments:absence", helper_id, absence.pk)


@staff(Role.HELPER)
@with_appointments
def absence(request: StaffRequest, helper_id: int, absence_id: int) -> HttpResponse:
    """Which booked times it hits, and what to do about them."""
    helper = access.get_helper_to_change(request.member, helper_id)
    absence = access.get_absence(helper, absence_id)
    context = {
        "helper": helper,
        "absence": absence,
        "words": capfirst(absence_words(absence)),
        "booked": booked_rows(queries.hit_by(absence, timezone.now())),
        **frame(request, "helpers"),
    }
    return render(request, "appointments/absence.html", context)


@staff(Role.HELPER)
@require_POST
@with_appointments
def remove_absence(request: StaffRequest, helper_id: int, absence_id: int) -> HttpResponse:
    helper = access.get_helper_to_change(request.member, helper_id)
    try:
        actions.remove_absence(helper, absence_id, by=request.member.actor)
    except actions.UnknownRow:
        messages.warning(request, _("It is gone already."))
    else:
        messages.success(request, _("Removed. The times are free to book again."))
    return redirect("appointments:helper", helper_id)
