"""Staff: signing up somebody on the phone, a team, or who walks in; signing off; and who was there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from verkstad.courses import access, actions, words
from verkstad.courses.actions import attendance
from verkstad.courses.forms.signing_up import StaffPersonForm, TeamForm
from verkstad.courses.models import CourseDate, SignUp, SignUpState
from verkstad.courses.queries.attendance import attendance_list
from verkstad.courses.queries.dates import Given, given_one
from verkstad.courses.views.part import frame, with_courses
from verkstad.courses.views.showing import card, front
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest


@staff(Role.HELPER)
@with_courses
@cache_control(no_store=True)  # whoever comes back to the page presses another time
def sign_up(request: StaffRequest, date_id: int) -> HttpResponse:
    course_date = access.get_date(request.municipality, date_id)
    form = StaffPersonForm(request.POST or None, municipality=request.municipality)
    if form.is_valid():
        press, by, now = form.cleaned_data["press"], request.member.actor, timezone.now()
        try:
            made = actions.sign_up(course_date, form.person(), press=press, front=front(request), now=now, by=by)
        except actions.Refused as refused:
            form.add_error(None, str(words.WHY_NOT[refused.why]))
        else:
            messages.success(request, _outcome([made]))
            return redirect("courses:date", course_date.pk)
    given, now = given_one(course_date), timezone.now()
    why_not = None if form.is_bound else given.why_not(now, by_staff=True)
    context = {"form": form, "card": card(given, now), "why_not": why_not and words.WHY_NOT[why_not]}
    return render(request, "courses/staff_sign_up.html", context | frame(request, "dates"))


@staff(Role.READER)
@with_courses
@cache_control(no_store=True)
def team(request: StaffRequest, date_id: int) -> HttpResponse:
    """For who manages a unit, and for helpers: several at once."""
    course_date = access.get_date(request.municipality, date_id)
    units = access.units_to_sign_up(request.member, course_date)
    form = TeamForm(request.POST or None, municipality=request.municipality, units=units)
    if form.is_valid():
        try:
            made = _sign_up_team(request, course_date, form)
        except actions.Refused as refused:
            form.add_error(None, _("Nobody was signed up. %(why)s") % {"why": words.WHY_NOT[refused.why]})
        else:
            messages.success(request, _outcome(made))
            return redirect("courses:date", course_date.pk)
    context = {"form": form, "units": units, "card": card(given_one(course_date), timezone.now())}
    return render(request, "courses/staff_team.html", context | frame(request, "dates"))


def _sign_up_team(request: StaffRequest, course_date: CourseDate, form: TeamForm) -> list[SignUp]:
    return actions.sign_up_team(
        course_date,
        form.persons(),
        press=form.cleaned_data["press"],
        front=front(request),
        now=timezone.now(),
        by=request.member.actor,
        unit=form.cleaned_data["unit"],
    )


def _outcome(made: list[SignUp]) -> str:
    """How many got a seat and how many wait."""
    seated = sum(one.state == SignUpState.SEATED for one in made)
    waiting = len(made) - seated
    parts = [
        ngettext("%(number)s has a seat.", "%(number)s have seats.", seated) % {"number": seated} if seated else "",
        ngettext("%(number)s is on the waiting list.", "%(number)s are on the waiting list.", waiting)
        % {"number": waiting}
        if waiting
        else "",
    ]
    return " ".join(filter(None, parts))


@staff(Role.HELPER)
@with_courses
def sign_off(request: StaffRequest, sign_up_id: int) -> HttpResponse:
    sign_up = access.get_sign_up(request.municipality, sign_up_id)
    course_date = sign_up.course_date
    if request.method == "POST":
        try:
            actions.cancel(sign_up, front=front(request), now=timezone.now(), by=request.member.actor)
            messages.success(request, _("Signed off."))
        except actions.Over:
            messages.error(request, _("They are signed off already."))
        return redirect("courses:date", course_date.pk)
    context = {"sign_up": sign_up, "card": card(given_one(course_date), timezone.now())}
    return render(request, "courses/staff_sign_off.html", context | frame(request, "dates"))


@staff(Role.HELPER)
@with_courses
def attended(request: StaffRequest, date_id: int, session_id: int) -> HttpResponse:
    """Who was there at one session: a tick for each."""
    session = access.get_session(access.get_date(request.municipality, date_id), session_id)
    if request.method == "POST":
        there, shown_there = (_ids(request, name) for name in ("there", "was-there"))
        now, by = timezone.now(), request.member.actor
        attendance.note(session, there=there, shown_there=shown_there, now=now, by=by)
        messages.success(request, _("Saved."))
        return redirect("courses:attended", date_id, session_id)
    given = given_one(session.course_date)
    form = StaffPersonForm(municipality=request.municipality)
    context = _list_context(given) | {"session": session, "form": form} | frame(request, "dates")
    return render(request, "courses/staff_attended.html", context)


@staff(Role.HELPER)
@require_POST
@with_courses
def walk_in(request: StaffRequest, date_id: int, session_id: int) -> HttpResponse:
    session = access.get_session(access.get_date(request.municipality, date_id), session_id)
    form = StaffPersonForm(request.POST, municipality=request.municipality)
    if form.is_valid():
        press, by = form.cleaned_data["press"], request.member.actor
        attendance.walk_in(session, form.person(), press=press, now=timezone.now(), by=by)
        messages.success(request, _("Added, and noted as here."))
        return redirect("courses:attended", date_id, session_id)
    context = _list_context(given_one(session.course_date)) | {"session": session, "form": form}
    return render(request, "courses/staff_attended.html", context | frame(request, "dates"))


def _list_context(given: Given) -> dict[str, object]:
    return {
        "card": card(given, timezone.now()),
        "lines": attendance_list(given),
        "sessions": [(one, words.session(one)) for one in given.sessions],
    }


def _ids(request: StaffRequest, name: str) -> set[int]:
    """Those of the form that are numbers of people."""
    return {
        int(value) for value in request.POST.getlist(name) if value.isascii() and value.isdigit() and len(value) < 19
    }
