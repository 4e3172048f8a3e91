"""Residents find a course date and sign up for it: without cookie or sign-in."""

from hashlib import sha256

from allauth.core.ratelimit import consume_or_429
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from verkstad.courses import access, actions, words
from verkstad.courses.calendar_file import calendar_feed
from verkstad.courses.forms.listing import WantedForm
from verkstad.courses.forms.signing_up import PersonForm
from verkstad.courses.models import SignUp
from verkstad.courses.queries import listing
from verkstad.courses.queries.dates import Given, Why, given_one
from verkstad.courses.views.showing import card, front
from verkstad.learning.access import learns_here
from verkstad.municipalities.requests import PortalRequest

PER_PAGE = 20
# Calendars are not asked for more.
MOST_IN_FEED = 500


@require_safe
def course_list(request: PortalRequest) -> HttpResponse:
    learns_here(request.municipality)
    now = timezone.now()
    form = WantedForm(request.GET, municipality=request.municipality, now=now)
    wanted = form.wanted()
    page = Paginator(listing.dates_ahead(request.municipality, wanted, now), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page_obj": page,
        "cards": [card(one, now) for one in listing.in_order(list(page.object_list))],
        "is_narrowed": wanted != listing.Wanted(),
    }
    return render(request, "courses/list.html", context)


@require_safe
def feed(request: PortalRequest) -> HttpResponseBase:
    """What is ahead, for people's own calendars; chosen as the list is."""
    learns_here(request.municipality)
    now = timezone.now()
    wanted = WantedForm(request.GET, municipality=request.municipality, now=now).wanted()
    dates = listing.in_order(listing.dates_ahead(request.municipality, wanted, now)[:MOST_IN_FEED])
    body = calendar_feed(request.municipality, dates, front(request)(request.language), request.language)
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "public, max-age=900"}
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)
    return get_conditional_response(request, etag=etag, response=response) or response


@require_safe
def course(request: PortalRequest, slug: str) -> HttpResponse:
    found = access.get_course_for_resident(request.municipality, slug)
    now = timezone.now()
    cards = [card(one, now) for one in listing.dates_of(found.pk, request.municipality, now)]
    return render(request, "courses/course.html", {"course": found, "cards": cards, "crumbs": _crumbs()})


# Nobody is signed in here and no cookie is looked at: who makes others send this form gets no more than by sending
# it, and only so often from one address.
@csrf_exempt
@cache_control(no_store=True)  # whoever comes back to the page presses another time
def date(request: PortalRequest, slug: str, date_id: int) -> HttpResponse:
    """What it is, and who comes; signs up."""
    course = access.get_course_for_resident(request.municipality, slug)
    given = given_one(access.get_date_for_resident(course, date_id))
    why_not = given.why_not(timezone.now())
    form = PersonForm(request.POST or None, country=request.municipality.country)
    if form.is_valid() and not why_not:
        if too_many := consume_or_429(request, action="sign_up_for_course"):
            return too_many
        try:
            return redirect("course-pages:signed-up", _sign_up(request, given, form).key)
        except actions.Refused as refused:
            if refused.why == Why.ALREADY:
                form.add_error("reach", str(words.WHY_NOT[refused.why]))
            else:
                why_not = refused.why
    return _date_page(request, given, form, why_not)


def _sign_up(request: PortalRequest, given: Given, form: PersonForm) -> SignUp:
    person, press = form.person(request.language), form.cleaned_data["press"]
    return actions.sign_up(given.date, person, press=press, front=front(request), now=timezone.now())


def _date_page(request: PortalRequest, given: Given, form: PersonForm, why_not: Why | None) -> HttpResponse:
    course = given.date.course
    context = {
        "card": card(given, timezone.now()),
        "form": form,
        "why_not": words.WHY_NOT[why_not] if why_not else "",
        "is_not_yet": why_not == Why.NOT_YET,
        "kept_days": settings.COURSES_KEPT_DAYS,
        "crumbs": [
            *_crumbs(),
            {"title": course.title.best, "url": reverse("course-pages:course", args=[course.slug])},
        ],
    }
    status = 409 if why_not and request.method == "POST" else 200
    return render(request, "courses/date.html", context, status=status)


def _crumbs() -> list[dict[str, str]]:
    return [{"title": _("Courses"), "url": reverse("course-pages:list")}]
