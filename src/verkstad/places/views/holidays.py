"""The holidays of a year, confirmed for all places at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from verkstad.core.translated import Translated
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.municipalities.models import Municipality
from verkstad.places import actions, queries
from verkstad.places.forms.exceptions import OwnDayForm


@dataclass(frozen=True, slots=True)
class Day:
    """A day that may be a holiday; ``is_closed`` is what is ticked."""

    date: date
    name: Mapping[str, str]
    is_eve: bool
    is_closed: bool


@staff(Role.EDITOR)
def confirm(request: StaffRequest, year: int) -> HttpResponse:
    this_year = timezone.localdate().year
    if not this_year - 1 <= year <= this_year + 2:
        raise Http404
    days = _days(request.municipality, year)
    form = OwnDayForm(request.POST or None, municipality=request.municipality, year=year)
    if form.is_valid():
        ticked = set(request.POST.getlist("closed"))
        settled = [(day.date, day.name, day.date.isoformat() in ticked) for day in days]
        own = form.cleaned_data["day"]
        if own:
            settled = [day for day in settled if day[0] != own] + [(own, form.text("name"), True)]
        actions.confirm_holidays(request.municipality, year, settled, by=request.member.actor)
        messages.success(request, _("The holidays of %(year)s are confirmed.") % {"year": year})
        return redirect("places:staff-holidays", year)
    context = {
        "days": [(day, Translated(day.name)) for day in days],
        "form": form,
        "year": year,
        "years": range(this_year, this_year + 2),
        "is_confirmed": bool(queries.confirmed_holidays(request.municipality, year)),
    }
    return render(request, "places/staff_holidays.html", context)


def _days(municipality: Municipality, year: int) -> list[Day]:
    """The country's days as they were confirmed or as they are proposed, and the municipality's own."""
    confirmed = {row.date: row for row in queries.confirmed_holidays(municipality, year)}
    days = {
        day.date: Day(day.date, day.names, day.is_eve, day.is_usually_closed)
        for day in queries.proposed_holidays(municipality, year)
    }
    for day, row in confirmed.items():
        is_eve = day in days and days[day].is_eve
        days[day] = Day(day, row.name, is_eve, row.is_closed)
    return [
        day if not confirmed or day.date in confirmed else Day(day.date, day.name, day.is_eve, is_closed=False)
        for _date, day in sorted(days.items())
    ]
