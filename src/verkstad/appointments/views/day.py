"""The day of a place or of oneself, somebody looked for by name, and the screen for the wall."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from verkstad.appointments import access
from verkstad.appointments.forms.day import FindForm
from verkstad.appointments.models import Appointment, Participant
from verkstad.appointments.queries import day as queries
from verkstad.appointments.views.part import frame, with_appointments
from verkstad.appointments.words import when
from verkstad.identity.access import staff
from verkstad.identity.models import Membership, Role
from verkstad.identity.requests import StaffRequest
from verkstad.places.access import get_place_for_staff
from verkstad.places.models import Place
from verkstad.places.words import day_words
from verkstad.services.queries import names_by_id

FURTHEST = timedelta(days=366)


@staff(Role.HELPER)
@with_appointments
def day(request: StaffRequest) -> HttpResponse:
    chosen, is_mine = asked_day(request), "mine" in request.GET
    places = queries.places_on(request.municipality, chosen)
    place = None if is_mine else asked_place(request, places)
    context = {
        "place": place,
        "places": places,
        "is_mine": is_mine,
        "is_helper": queries.is_helper(request.member),
        "rows": _rows(_lines(request, place, chosen), request.member),
        "has_come": chosen <= timezone.localdate(),
    }
    return render(request, "appointments/staff_day.html", context | _days(chosen) | frame(request, "day"))


def _lines(request: StaffRequest, place: Place | None, chosen: date) -> list[queries.Line]:
    if "mine" in request.GET:
        return queries.day_of_member(request.member, chosen)
    return queries.day_at_place(place, chosen, timezone.now()) if place else []


def asked_day(request: StaffRequest, name: str = "day") -> date:
    """That the address names; today when it names none, or one far away."""
    today = timezone.localdate()
    try:
        asked = parse_date(request.GET.get(name, "")) or today
    except ValueError:
        return today
    return asked if abs(asked - today) <= FURTHEST else today


def asked_place(request: StaffRequest, places: Sequence[tuple[Place, int]]) -> Place | None:
    """That the address names, or the one to begin with; none where nobody works yet."""
    if slug := request.GET.get("place"):
        return get_place_for_staff(request.municipality, slug)
    return queries.usual_place(request.member, places)


def _days(chosen: date) -> dict[str, object]:
    is_today = chosen == timezone.localdate()
    return {
        "day": chosen,
        "words": _("Today, %(day)s") % {"day": day_words(chosen)} if is_today else capfirst(day_words(chosen)),
        "is_today": is_today,
        "before": chosen - timedelta(days=1),
        "after": chosen + timedelta(days=1),
    }


def _rows(lines: Iterable[queries.Line], member: Membership) -> list[dict[str, Any]]:
    """What is free has neither people nor anything to hide."""
    lines = list(lines)
    about = _about(person for line in lines if line.appointment for person in _present(line.appointment))
    return [
        {
            "line": line,
            "is_shown": line.appointment is None or access.may_see_who(member, line.appointment),
            "people": [(person, about[person.pk]) for person in _present(line.appointment)] if line.appointment else [],
        }
        for line in lines
    ]


def _present(appointment: Appointment) -> list[Participant]:
    found: list[Participant] = vars(appointment)["present"]
    return found


def _about(people: Iterable[Participant]) -> dict[int, str]:
    """What each said that it is about, if anything: a service or a theme."""
    people = list(people)
    services = names_by_id({person.service_id for person in people if person.service_id})
    return {
        person.pk: services[person.service_id].name if person.service_id in services else person.get_theme_display()
        for person in people
    }


@staff(Role.HELPER)
@with_appointments
def find(request: StaffRequest) -> HttpResponse:
    """Asked for by POST, though nothing is written: a name in an address would stay in histories and logs."""
    form, found = FindForm(request.POST or None), None
    if form.is_valid():
        seen = access.participants_seen_by(request.member)
        coming = queries.coming_by_name(seen, form.cleaned_data["q"], timezone.now())
        found = [(person, when(person.appointment)) for person in coming]
    context = {"form": form, "found": found, "most": queries.MOST_FOUND}
    return render(request, "appointments/staff_day_found.html", context | frame(request, "day"))


@staff(Role.HELPER)
@with_appointments
def wall(request: StaffRequest, slug: str) -> HttpResponse:
    """Made for a screen that nobody touches and everybody reads: no names of those who come, and not what for."""
    place = get_place_for_staff(request.municipality, slug)
    today, now = timezone.localdate(), timezone.now()
    ahead = [one for one in queries.booked_at(place, today) if one.ends > now]
    mark = " ".join([str(today), *(str(one.pk) for one in ahead)])
    if request.GET.get("seen") == mark:
        return HttpResponse(status=204)
    context = {
        "place": place,
        "rows": [_on_wall(one) for one in ahead],
        "mark": mark,
        "words": capfirst(day_words(today)),
    }
    return render(request, "appointments/wall_day.html", context)


def _on_wall(one: Appointment) -> dict[str, object]:
    """A group is looked for by its name; whoever comes alone knows the time."""
    is_named = one.seats > 1 and not one.kind.is_sensitive
    return {
        "starts": one.starts,
        "ends": one.ends,
        "what": one.kind.name if is_named else _("Booked"),
        "helper": one.helper.name,
        "room": one.resource.name if one.resource else "",
    }
