"""The sheets as HTML: the same on a screen and in a PDF, but for where their looks come from."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import capfirst

from verkstad.core.translated import reading_in
from verkstad.courses import words
from verkstad.courses.material.orders import Kind, Order
from verkstad.courses.models import SignUpState
from verkstad.courses.queries.attendance import attendance_list
from verkstad.courses.queries.dates import Given, sign_ups_of
from verkstad.courses.queries.material import modules_taught
from verkstad.municipalities.sheets import Looks, frame

STYLES = "verkstad/css/material.css"
BADGES_ON_A_SHEET = 8
EMPTY_LINES = 3
TEMPLATES = {
    Kind.POSTER: "courses/material/poster.html",
    Kind.LARGE_POSTER: "courses/material/poster.html",
    Kind.FLYER: "courses/material/poster.html",
    Kind.INVITATION: "courses/material/invitation.html",
    Kind.ATTENDANCE: "courses/material/attendance.html",
    Kind.BADGES: "courses/material/badges.html",
    Kind.PLAN: "courses/material/plan.html",
}
type Context = dict[str, Any]


def sheet(given: Given, order: Order, address: str, looks: Looks) -> str:
    """The HTML; ``address`` is where its code leads."""
    date = given.date
    municipality = date.course.municipality
    with reading_in(order.language, municipality.main_language):
        context = {
            "date": date,
            "course": date.course,
            "order": order,
            "times": [capfirst(words.session(one)) for one in given.sessions],
            "where": words.where(date),
            "spoken": words.language(date),
            "audience": words.audience(date),
            "price": words.price(date),
            "teachers": [one.name for one in date.teachers.order_by("pk")],
        }
        content = _CONTENTS[order.kind](given, order) if order.kind in _CONTENTS else {}
        return render_to_string(TEMPLATES[order.kind], frame(municipality, address, looks) | context | content)


def _invitation(given: Given, order: Order) -> Context:
    return {"last_day": timezone.localtime(given.date.closes_at).date()}


def _attendance(given: Given, order: Order) -> Context:
    """Those who have seats, and room for those who walk in."""
    return {
        "sessions": [{"id": one.pk, "words": words.session(one)} for one in given.sessions],
        "lines": [
            {"name": line.sign_up.name, "sessions": line.sessions}
            for line in attendance_list(given)
            if line.sign_up.state == SignUpState.SEATED
        ],
        "empty": max(EMPTY_LINES, given.left),
    }


def _badges(given: Given, order: Order) -> Context:
    """A sheet of empty ones, to write on, while nobody has a seat."""
    seated = [one.name for one in sign_ups_of(given.date) if one.state == SignUpState.SEATED and one.name]
    teachers = [one.name for one in given.date.teachers.order_by("pk")]
    people = [(name, True) for name in teachers] + [(name, False) for name in seated]
    return {"people": people if seated else [*people, *[("", False)] * (BADGES_ON_A_SHEET - len(people))]}


def _plan(given: Given, order: Order) -> Context:
    modules = modules_taught(given, [order.language, given.date.course.municipality.main_language])
    lengths = (one.span.upper - one.span.lower for one in given.sessions)
    return {
        "modules": modules,
        "minutes": sum(one.minutes for one in modules),
        "minutes_there_are": sum(int(length.total_seconds() // 60) for length in lengths),
        "seats": given.seats,
        "taken": given.taken,
    }


_CONTENTS = {
    Kind.INVITATION: _invitation,
    Kind.ATTENDANCE: _attendance,
    Kind.BADGES: _badges,
    Kind.PLAN: _plan,
}
