"""What is different at a place today, one step from a phone."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.places import access, actions, queries
from verkstad.places.forms.exceptions import TodayForm
from verkstad.places.models import Place
from verkstad.places.opening_hours.evaluate import week_table
from verkstad.places.opening_hours.model import Period, Schedule
from verkstad.places.opening_hours.today import NotToday, Reason, day_with
from verkstad.places.words import badge, opening_sentence, span_words

REFUSALS = {
    Reason.CLOSED_ALREADY: gettext_lazy("The place is closed today already."),
    Reason.WRONG_ORDER: gettext_lazy("That is before the place opens today. Choose closed all day instead."),
}


@staff(Role.HELPER)
def today(request: StaffRequest, slug: str) -> HttpResponse:
    place = access.get_place_for_staff(request.municipality, slug)
    now = timezone.localtime()
    form = TodayForm(request.POST or None)
    if form.is_valid() and _is_done(request, form, place, now):
        return redirect("places:staff-today", slug)
    context = {"place": place, "form": form, "tab": "today", "may_edit": request.member.has(Role.EDITOR)}
    return render(request, "places/staff_today.html", context | _hours(place, now))


def _is_done(request: StaffRequest, form: TodayForm, place: Place, now: datetime) -> bool:
    """Make the change that the button is for; what cannot be done stands in the form."""
    button, by = request.POST.get("do", ""), request.member.actor
    note = {request.language: form.cleaned_data["note"]} if form.cleaned_data["note"] else {}
    closes = form.cleaned_data["closes"] if button == "time" else _clock(button)
    try:
        if button == "normal":
            actions.undo_today(place, by=by, now=now)
        elif button == "closed":
            actions.change_today(place, closed=True, note=note, by=by, now=now)
        elif closes is not None:
            actions.change_today(place, closes=closes, note=note, by=by, now=now)
        else:
            form.add_error("closes", _("Write when the place closes, such as 15:00."))
            return False
    except NotToday as refused:
        form.add_error("closes", str(REFUSALS[refused.reason]))
        return False
    messages.success(request, _("Done. Residents see it now."))
    return True


def _clock(button: str) -> time | None:
    try:
        return time.fromisoformat(button)
    except ValueError:
        return None


def _hours(place: Place, now: datetime) -> dict[str, object]:
    schedule = queries.schedule_of(place)
    day = week_table(schedule, now.date() - timedelta(days=now.weekday()))[now.weekday()]
    change = next((one for one in schedule.overrides if one.is_sudden and one.starts_on == now.date()), None)
    opening = queries.opening_in(schedule, now)
    return {
        "state": badge(opening),
        "open_text": opening_sentence(opening),
        "spans": [span_words(row) for row in day.rows],
        "change": change,
        "closings": [] if change else _closings(schedule, now),
    }


def _closings(schedule: Schedule, now: datetime) -> list[dict[str, str]]:
    """The next full hours to close at before the day ends, each with what residents would read."""
    end = queries.opening_in(schedule, now).until
    first = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    found = []
    for hour in (first + timedelta(hours=number) for number in range(4)):
        if end is None or hour >= end or hour.date() != now.date():
            break
        changed = day_with(schedule, now.date(), closes=hour.time())
        period = Period(now.date(), now.date(), changed, is_override=True, is_sudden=True)
        opening = queries.opening_in(replace(schedule, periods=(*schedule.periods, period)), now)
        found.append({"time": f"{hour:%H:%M}", "words": opening_sentence(opening)})
    return found
