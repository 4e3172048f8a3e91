"""A place's weeks of hours, with what residents will see beside."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.places import access, actions, queries
from verkstad.places.explained import in_words, named
from verkstad.places.forms.exceptions import CopyForm
from verkstad.places.forms.week import WeekForm, filled
from verkstad.places.models import Place
from verkstad.places.opening_hours.explain import explain
from verkstad.places.opening_hours.model import Period, Schedule
from verkstad.places.versions import EditedMeanwhile
from verkstad.places.views.meanwhile import based_on_now, told
from verkstad.places.words import hours_tables


@staff(Role.EDITOR)
def week(request: StaffRequest, slug: str) -> HttpResponse:
    """The ordinary week; where there are several, the first."""
    place, schedule = _load(request, slug)
    number = next((number for number, one in enumerate(schedule.periods) if not one.is_override), None)
    return _edit(request, place, schedule, number, Period() if number is None else schedule.periods[number])


@staff(Role.EDITOR)
def period(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    place, schedule = _load(request, slug)
    if number >= len(schedule.periods):
        raise Http404
    return _edit(request, place, schedule, number, schedule.periods[number])


@staff(Role.EDITOR)
def new_period(request: StaffRequest, slug: str) -> HttpResponse:
    place, schedule = _load(request, slug)
    return _edit(request, place, schedule, None, Period(is_override=True))


@staff(Role.EDITOR)
@require_POST
def remove(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    place = access.get_place_for_staff(request.municipality, slug)
    based_on = request.POST.get("based_on", "")
    try:
        actions.remove_period(
            place, number, by=request.member.actor, based_on=int(based_on) if based_on.isdecimal() else -1
        )
        messages.success(request, _("Removed."))
    except EditedMeanwhile as error:
        words = _("%(who)s changed the hours meanwhile. Nothing was removed: look again.")
        messages.warning(request, words % told(error))
    except actions.UnknownPeriod:
        messages.warning(request, _("This period is gone already."))
    year = request.POST.get("year", "")
    return redirect("places:staff-year", slug, int(year)) if year.isdecimal() else redirect("places:staff-hours", slug)


@staff(Role.EDITOR)
def copy(request: StaffRequest, slug: str) -> HttpResponse:
    place = access.get_place_for_staff(request.municipality, slug)
    form = CopyForm(request.POST or None, place=place)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.copy_hours(
                said["source"],
                place,
                what=actions.Copied(said["what"]),
                by=request.member.actor,
                based_on=said["based_on"],
            )
        except EditedMeanwhile as error:
            words = _("%(who)s changed the hours meanwhile. Nothing was copied: look again.")
            messages.warning(request, words % told(error))
        else:
            messages.success(request, _("Copied. Look whether it is right here too."))
        return redirect("places:staff-hours", slug)
    return render(request, "places/staff_copy.html", {"place": place, "form": form, "tab": "hours"})


def _load(request: StaffRequest, slug: str) -> tuple[Place, Schedule]:
    place = access.get_place_for_staff(request.municipality, slug)
    return place, queries.schedule_of(place)


def _edit(request: StaffRequest, place: Place, schedule: Schedule, number: int | None, period: Period) -> HttpResponse:
    button = request.POST.get("do", "")
    version = place.opening_hours.version
    choices: dict[str, Any] = {
        "municipality": request.municipality,
        "schedule": schedule,
        "period": period,
        "version": version,
    }
    form = WeekForm(filled(request.POST, button) if request.method == "POST" else None, **choices)
    meanwhile = None
    if form.is_valid() and button == "save":
        try:
            _save(request, place, number, form)
        except actions.UnknownPeriod:
            messages.warning(request, _("This period is gone already."))
            return redirect("places:staff-hours", place.slug)
        except EditedMeanwhile as error:
            meanwhile = told(error)
            form = WeekForm(based_on_now(request.POST, version), **choices)
        else:
            messages.success(request, _("Saved. Residents see these hours now."))
            return redirect("places:staff-hours", place.slug)
    context = {"form": form, "place": place, "number": number, "period": period, "meanwhile": meanwhile, "tab": "hours"}
    context |= {"others": _others(schedule), "title": named(period) if period != Period(is_override=True) else ""}
    return render(request, "places/staff_hours.html", context | _preview(request, schedule, number, form))


def _save(request: StaffRequest, place: Place, number: int | None, form: WeekForm) -> None:
    actions.set_period(
        place,
        form.result(),
        number=number,
        closed_on_holidays=form.closed_on_holidays,
        by=request.member.actor,
        based_on=form.cleaned_data["based_on"],
    )


def _others(schedule: Schedule) -> list[tuple[int, str]]:
    """The periods that hold for more than a day, by their numbers."""
    return [(number, named(one)) for number, one in enumerate(schedule.periods) if one.length > 1]


def _preview(request: StaffRequest, schedule: Schedule, number: int | None, form: WeekForm) -> dict[str, object]:
    """What residents will see if it is saved, and what is odd about it; the form may be as good as empty."""
    draft = schedule
    if form.is_bound:
        if not form.is_valid():
            return {"hours": None, "complaints": [], "starts": None}
        draft = _with(schedule, number, form)
    today = timezone.localdate()
    first = max(today, form.first_day or today)
    hours = hours_tables(queries.hours_in(request.municipality, draft, first), today)
    complaints = [in_words(complaint, draft) for complaint in explain(draft, today)]
    return {"hours": hours, "complaints": complaints, "starts": first if first > today else None}


def _with(schedule: Schedule, number: int | None, form: WeekForm) -> Schedule:
    periods = list(schedule.periods)
    if number is None:
        periods.append(form.result())
    else:
        periods[number] = form.result()
    closed = form.closed_on_holidays
    return replace(
        schedule,
        periods=tuple(periods),
        closed_on_holidays=schedule.closed_on_holidays if closed is None else closed,
    )
