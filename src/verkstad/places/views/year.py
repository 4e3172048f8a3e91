"""A year of a place: what differs on which day, and adding to it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.places import access, actions, queries
from verkstad.places.calendar import exceptions_of, marks, months_of
from verkstad.places.explained import in_words
from verkstad.places.forms.exceptions import ExceptionForm
from verkstad.places.models import Place
from verkstad.places.opening_hours.explain import explain
from verkstad.places.opening_hours.model import Schedule
from verkstad.places.versions import EditedMeanwhile
from verkstad.places.views.meanwhile import based_on_now, told
from verkstad.places.words import weekday


@staff(Role.EDITOR)
def this_year(request: StaffRequest, slug: str) -> HttpResponse:
    return _calendar(request, slug, timezone.localdate().year)


@staff(Role.EDITOR)
def calendar(request: StaffRequest, slug: str, year: int) -> HttpResponse:
    return _calendar(request, slug, year)


def _calendar(request: StaffRequest, slug: str, year: int) -> HttpResponse:
    now = timezone.localdate().year
    if not now - 1 <= year <= now + 2:
        raise Http404
    place = access.get_place_for_staff(request.municipality, slug)
    version = place.opening_hours.version
    form = ExceptionForm(request.POST or None, municipality=request.municipality, initial=_initial(request, version))
    meanwhile = None
    if form.is_valid():
        try:
            period, based_on = form.result(), form.cleaned_data["based_on"]
            actions.set_period(place, period, by=request.member.actor, based_on=based_on)
        except EditedMeanwhile as error:
            meanwhile = told(error)
            form = ExceptionForm(based_on_now(request.POST, version), municipality=request.municipality)
        else:
            messages.success(request, _("Saved. Residents see these hours now."))
            return redirect("places:staff-year", slug, form.cleaned_data["starts_on"].year)
    schedule = queries.schedule_of(place)
    context = {"place": place, "form": form, "meanwhile": meanwhile, "year": year, "tab": "year"}
    return render(request, "places/staff_year.html", context | _year(place, schedule, year))


def _initial(request: StaffRequest, version: int) -> dict[str, object]:
    """With the day that was pressed in the calendar."""
    try:
        day = parse_date(request.GET.get("day", ""))
    except ValueError:
        day = None
    return {"based_on": version, "starts_on": day}


def _year(place: Place, schedule: Schedule, year: int) -> dict[str, object]:
    today = timezone.localdate()
    names = {row.date: row.name for row in queries.confirmed_holidays(place.municipality, year)}
    return {
        "marks": marks(),
        "weekdays": [(str(WEEKDAYS_ABBR[day]), weekday(day)) for day in range(7)],
        "months": months_of(schedule, year, names, today),
        "exceptions": exceptions_of(schedule, year),
        "complaints": [in_words(one, schedule) for one in explain(schedule, today) if _is_of(one.period, schedule)],
        "years": range(today.year, today.year + 2),
        "to_confirm": not names,
    }


def _is_of(number: int | None, schedule: Schedule) -> bool:
    """Whether it is about an exception, or about several."""
    return number is None or schedule.periods[number].is_override
