"""Counting weeks: which there are, what each counts, how far it has come, and what it tells."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.measurement import counting_results
from verkstad.measurement.access import get_counting_week
from verkstad.measurement.actions import counting as actions
from verkstad.measurement.chart import chart
from verkstad.measurement.counting_words import STATES, days_of, labels_of
from verkstad.measurement.forms.counting import ReopenForm, WeekForm
from verkstad.measurement.models import CountingWeek
from verkstad.measurement.queries import counting as queries
from verkstad.measurement.queries import most_asked_services
from verkstad.measurement.tables import in_a_row
from verkstad.measurement.views.files import FILES, addresses, as_file


@staff(Role.READER)
def weeks(request: StaffRequest) -> HttpResponse:
    found = [(week, days_of(week), week.takes_numbers(timezone.now())) for week in _weeks(request)]
    context = {"weeks": found, "may_decide": request.member.has(Role.COORDINATOR)}
    return render(request, "measurement/counting_weeks.html", context)


@staff(Role.COORDINATOR)
def new_week(request: StaffRequest) -> HttpResponse:
    """Like an earlier one, when its number is asked for."""
    like = next((week for week in _weeks(request) if str(week.pk) == request.GET.get("like")), None)
    return _edit(request, None, like)


@staff(Role.COORDINATOR)
def edit_week(request: StaffRequest, week_id: int) -> HttpResponse:
    return _edit(request, get_counting_week(request.member, week_id), None)


def _edit(request: StaffRequest, week: CountingWeek | None, like: CountingWeek | None) -> HttpResponse:
    municipality = request.municipality
    most_asked = () if week or like else most_asked_services(municipality, timezone.localdate())
    form = WeekForm(request.POST or None, municipality=municipality, week=week, like=like, most_asked=most_asked)
    if form.is_valid() and (saved := _saved(request, form, week, like)):
        messages.success(request, _("Saved."))
        return redirect("measurement:counting-week", saved.pk)
    context = {"form": form, "week": week, "like": like}
    return render(request, "measurement/counting_week_edit.html", context)


def _saved(
    request: StaffRequest, form: WeekForm, week: CountingWeek | None, like: CountingWeek | None
) -> CountingWeek | None:
    try:
        return actions.save_counting_week(
            form.data_to_save(),
            municipality=request.municipality,
            services=form.chosen_services,
            week=week,
            like=like,
            by=request.member.actor,
        )
    except actions.Overlaps:
        form.add_error("first_day", _("Another counting week has some of these days."))
    except actions.Counted:
        form.add_error("first_day", _("Something has been counted on other days or in other ways than these."))
    except actions.NothingLeft as left:
        words = _("%(name)s counts only in ways that you take away here. Change or take away the unit first.")
        form.add_error("channels", words % {"name": left})
    except actions.Closed:
        form.add_error(None, _("The week has closed. Open it again to change it."))
    return None


@staff(Role.READER)
def week(request: StaffRequest, week_id: int) -> HttpResponse:
    """How far everybody has come."""
    found, now = get_counting_week(request.member, week_id), timezone.now()
    progress = queries.progress_of(found, now)
    numbers = in_a_row("", [], {one.unit.name: one.number for one in progress}, exact=request.member.has(Role.HELPER))
    context = {
        "week": found,
        "days": days_of(found),
        "takes_numbers": found.takes_numbers(now),
        "units": [(one, STATES[one.state], row.cells[0].text) for one, row in zip(progress, numbers.rows, strict=True)],
        "may_count": request.member.has(Role.HELPER),
        "may_decide": request.member.has(Role.COORDINATOR),
        "reopen": ReopenForm(earliest=found.earliest_end(now)),
        "is_empty": not any(one.sheets for one in progress),
    }
    return render(request, "measurement/counting_week.html", context)


@staff(Role.COORDINATOR)
@require_POST
def close_week(request: StaffRequest, week_id: int) -> HttpResponse:
    actions.close_counting_week(get_counting_week(request.member, week_id), by=request.member.actor)
    messages.success(request, _("The week has closed. Its results stay as they are."))
    return redirect("measurement:counting-week", week_id)


@staff(Role.COORDINATOR)
@require_POST
def reopen_week(request: StaffRequest, week_id: int) -> HttpResponse:
    found = get_counting_week(request.member, week_id)
    form = ReopenForm(request.POST, earliest=found.earliest_end(timezone.now()))
    if form.is_valid():
        actions.reopen_counting_week(found, hand_in_by=form.cleaned_data["hand_in_by"], by=request.member.actor)
        messages.success(request, _("The week takes numbers again."))
    else:
        words = _("Choose a day from %(day)s on.")
        messages.error(request, words % {"day": date_format(form.earliest)})
    return redirect("measurement:counting-week", week_id)


@staff(Role.COORDINATOR)
@require_POST
def delete_week(request: StaffRequest, week_id: int) -> HttpResponse:
    try:
        actions.delete_counting_week(get_counting_week(request.member, week_id), by=request.member.actor)
    except actions.Counted:
        messages.error(request, _("Something has been counted, so the week stays."))
        return redirect("measurement:counting-week", week_id)
    messages.success(request, _("The week is gone."))
    return redirect("measurement:counting")


@staff(Role.READER)
def results(request: StaffRequest, week_id: int) -> HttpResponseBase:
    found = get_counting_week(request.member, week_id)
    file, may_see_exact = request.GET.get("export", ""), request.member.has(Role.HELPER)
    exact = may_see_exact and "exact" in request.GET and file not in FILES
    told = counting_results.results(found, exact=exact)
    if file in FILES:
        in_time = [told.in_time] if told.in_time else []
        return as_file(file, f"counting-week-{found.first_day}", [*told.tables, *in_time])
    context = {
        "week": found,
        "days": days_of(found),
        "before": queries.week_before(found),
        "told": told,
        "chart": chart(told.in_time, labels_of(told.in_time)) if told.in_time else None,
        "files": addresses(request.GET),
        "exact": exact,
        "may_see_exact": may_see_exact,
    }
    return render(request, "measurement/counting_results.html", context)


def _weeks(request: StaffRequest) -> list[CountingWeek]:
    return queries.counting_weeks(request.municipality)
