"""Who works when at a place, a week at a time, to see where somebody is missing."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from verkstad.appointments.queries import week as queries
from verkstad.appointments.schedule_words import times_words
from verkstad.appointments.views.day import asked_day
from verkstad.appointments.views.part import frame, with_appointments
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.places import access


@staff(Role.HELPER)
@with_appointments
def weeks(request: StaffRequest) -> HttpResponse:
    """The first place's; from there the others are chosen."""
    places = queries.staffed_places(request.municipality)
    if not places:
        return render(request, "appointments/week_none.html", frame(request, "week"))
    return redirect("appointments:week", places[0].slug)


@staff(Role.HELPER)
@with_appointments
def week(request: StaffRequest, slug: str) -> HttpResponse:
    place = access.get_place_for_staff(request.municipality, slug)
    today, asked = timezone.localdate(), asked_day(request, "from")
    monday = asked - timedelta(days=asked.weekday())
    found = queries.week_of(place, monday)
    context = {
        "place": place,
        "places": queries.staffed_places(request.municipality),
        "days": [{"date": day, "is_today": day == today} for day in found.days],
        "hours": [times_words(times) for times in found.hours],
        "uncovered": [times_words(times) for times in found.uncovered],
        "helpers": [
            (helper, [(times_words(day.times), day.is_away) for day in days]) for helper, days in found.helpers
        ],
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "number": monday.isocalendar().week,
        **frame(request, "week"),
    }
    return render(request, "appointments/week.html", context)
