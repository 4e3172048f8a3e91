"""What somebody has signed up for, opened by the key in its address: seen, signed off, put in a calendar."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import wraps
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from verkstad.core.http import kept_private
from verkstad.core.translated import preferred
from verkstad.courses import access, actions, words
from verkstad.courses.calendar_file import calendar_file
from verkstad.courses.models import SignUp, SignUpState
from verkstad.courses.queries.attendance import has_taken, proved_by, sessions_needed
from verkstad.courses.queries.dates import Given, given_one, place_in_line
from verkstad.courses.views.showing import card, front
from verkstad.municipalities.requests import PortalRequest

type View = Callable[..., HttpResponse]


def opened_by_key(view: View) -> View:
    """The view is given the sign-up and its date. The address is all that opens it, so forms need no token."""

    @csrf_exempt
    @kept_private
    @wraps(view)
    def page(request: PortalRequest, key: UUID) -> HttpResponse:
        sign_up = access.get_signed_up(request.municipality, key)
        return view(request, sign_up, given_one(sign_up.course_date))

    return page


@opened_by_key
@require_safe
def signed_up(request: PortalRequest, sign_up: SignUp, given: Given) -> HttpResponse:
    now = timezone.now()
    may_change, is_seated = _may_change(given, now), sign_up.state == SignUpState.SEATED
    has_done = has_taken(sign_up, given, now)
    context = {
        "sign_up": sign_up,
        "card": card(given, now),
        "where": words.where(given.date, for_seated=is_seated),
        "state": _state(sign_up, given, now, has_done=has_done),
        "number": place_in_line(sign_up) if sign_up.state == SignUpState.WAITING else 0,
        "may_change": may_change,
        "may_come_back": may_change and sign_up.state == SignUpState.CANCELLED and given.left > 0,
        "proved": proved_by(given, preferred()) if has_done else [],
        "needed": sessions_needed(given),
    }
    return render(request, "courses/signed_up.html", context)


def _may_change(given: Given, now: datetime) -> bool:
    return given.date.cancelled_at is None and now < given.starts


def _state(sign_up: SignUp, given: Given, now: datetime, *, has_done: bool) -> str:
    """Which of its headings the page has."""
    if given.date.cancelled_at:
        return "called-off"
    if has_done:
        return "done"
    if sign_up.state == SignUpState.CANCELLED:
        return "signed-off"
    return "over" if now >= given.ends else str(sign_up.state)


@opened_by_key
@require_safe
def calendar(request: PortalRequest, sign_up: SignUp, given: Given) -> HttpResponse:
    address = request.build_absolute_uri(_address(sign_up))
    body = calendar_file(sign_up, given, address, request.language, timezone.now())
    headers = {"Content-Disposition": 'attachment; filename="course.ics"'}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8; method=PUBLISH", headers=headers)


@opened_by_key
@require_http_methods(["GET", "HEAD", "POST"])
def sign_off(request: PortalRequest, sign_up: SignUp, given: Given) -> HttpResponse:
    now = timezone.now()
    if request.method == "POST":
        with suppress(actions.Over, actions.TooLate):  # whose page then tells
            actions.cancel(sign_up, front=front(request), now=now)
    elif _may_change(given, now) and sign_up.state != SignUpState.CANCELLED:
        return render(request, "courses/sign_off.html", {"sign_up": sign_up, "card": card(given, now)})
    return redirect(_address(sign_up))


@opened_by_key
@require_POST
def come_back(request: PortalRequest, sign_up: SignUp, given: Given) -> HttpResponse:
    """Take back that they signed off."""
    with suppress(actions.Over, actions.TooLate, actions.Refused):
        actions.sign_up_again(sign_up, front=front(request), now=timezone.now())
    return redirect(_address(sign_up))


def _address(sign_up: SignUp) -> str:
    return reverse("course-pages:signed-up", args=[sign_up.key])
