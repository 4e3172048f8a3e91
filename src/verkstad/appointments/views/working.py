"""Who takes appointments: all of them, one of them, and their calendar feed."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.appointments import access
from verkstad.appointments.actions import working as actions
from verkstad.appointments.forms.working import HelperForm, IllForm
from verkstad.appointments.models import Helper
from verkstad.appointments.queries import week
from verkstad.appointments.queries import working as queries
from verkstad.appointments.schedule_words import absence_words, dates_words, pattern_words, span_words
from verkstad.appointments.views.bookings import booked_rows
from verkstad.appointments.views.part import frame, with_appointments
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest


@staff(Role.HELPER)
@with_appointments
def helpers(request: StaffRequest) -> HttpResponse:
    rows = [
        {
            "helper": row.helper,
            "places": row.places,
            "absence": absence_words(row.absence) if row.absence else "",
            "may_change": access.may_change_times(request.member, row.helper),
        }
        for row in queries.helpers_in(request.municipality, timezone.now())
    ]
    context = {"rows": rows} | frame(request, "helpers")
    return render(request, "appointments/helpers.html", context)


@staff(Role.COORDINATOR)
@with_appointments
def new_helper(request: StaffRequest) -> HttpResponse:
    return _edit(request, None)


@staff(Role.COORDINATOR)
@with_appointments
def edit_helper(request: StaffRequest, helper_id: int) -> HttpResponse:
    return _edit(request, access.get_helper(request.municipality, helper_id))


def _edit(request: StaffRequest, helper: Helper | None) -> HttpResponse:
    form = HelperForm(request.POST or None, municipality=request.municipality, helper=helper)
    if form.is_valid():
        try:
            saved = actions.save_helper(
                municipality=request.municipality, helper=helper, by=request.member.actor, **form.values()
            )
        except actions.AlreadyHelper:
            form.add_error("member", _("This member is a helper already."))
        else:
            messages.success(request, _("Saved."))
            return redirect("appointments:helper", saved.pk)
    context = {"form": form, "helper": helper} | frame(request, "helpers")
    return render(request, "appointments/helper_edit.html", context)


@staff(Role.HELPER)
@with_appointments
def helper(request: StaffRequest, helper_id: int) -> HttpResponse:
    helper = access.get_helper_to_change(request.member, helper_id)
    now = timezone.now()
    context = {
        "helper": helper,
        "ill": IllForm(now=now),
        "outside": booked_rows(week.outside_working_time(helper, now)),
        "absences": [(one.pk, capfirst(absence_words(one))) for one in queries.absences_of(helper, now)],
        "feed": _feed_address(request, helper),
        **frame(request, "helpers"),
    }
    return render(request, "appointments/helper.html", context | _schedule(helper, now))


def _schedule(helper: Helper, now: datetime) -> dict[str, object]:
    """Working patterns and exceptions, in words, and when they are at two places at once."""
    today = timezone.localtime(now).date()
    rows: dict[bool, list[dict[str, Any]]] = {False: [], True: []}
    patterns = queries.patterns_of(helper, today)
    for row in patterns:
        following = week.next_date(row, today) if row.every_weeks > 1 else None
        told = {"pattern": row, "words": pattern_words(row), "dates": dates_words(row, today), "next": following}
        rows[row.is_exception].append(told)
    clashes = [(span_words(one), one.places) for one in week.clashes(patterns, helper.municipality, today)]
    return {"patterns": rows[False], "exceptions": rows[True], "clashes": clashes}


def _feed_address(request: StaffRequest, helper: Helper) -> str:
    return request.build_absolute_uri(reverse("booking:feed", args=[helper.feed_key])) if helper.feed_key else ""


@staff(Role.COORDINATOR)
@require_POST
@with_appointments
def retire_helper(request: StaffRequest, helper_id: int) -> HttpResponse:
    """Refused while somebody has booked them: then the page is the list of what is booked."""
    helper = access.get_helper(request.municipality, helper_id)
    now = timezone.now()
    try:
        actions.retire_helper(helper, by=request.member.actor, now=now)
    except actions.StillBooked:
        rows = booked_rows(queries.booked_with(helper, now))
        return render(
            request, "appointments/helper_booked.html", {"helper": helper, "booked": rows} | frame(request, "helpers")
        )
    messages.success(request, _("Nobody can book %(name)s any more.") % {"name": helper.name})
    return redirect("appointments:helpers")


@staff(Role.COORDINATOR)
@require_POST
@with_appointments
def bring_back_helper(request: StaffRequest, helper_id: int) -> HttpResponse:
    helper = access.get_helper(request.municipality, helper_id)
    actions.bring_back_helper(helper, by=request.member.actor)
    messages.success(request, _("%(name)s can be booked again.") % {"name": helper.name})
    return redirect("appointments:helper", helper_id)


@staff(Role.HELPER)
@require_POST
@with_appointments
def feed_address(request: StaffRequest, helper_id: int) -> HttpResponse:
    """A new one, or none."""
    helper = access.get_helper_to_change(request.member, helper_id)
    if request.POST.get("do") == "revoke":
        actions.revoke_feed(helper, by=request.member.actor)
        messages.success(request, _("The calendar feed is switched off. Its address opens nothing now."))
    else:
        actions.renew_feed(helper, by=request.member.actor)
        messages.success(request, _("The calendar feed has a new address. Put it into the calendar."))
    return redirect("appointments:helper", helper_id)
