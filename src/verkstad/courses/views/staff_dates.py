"""Staff: when courses are given; making, changing, publishing, cancelling and copying a date."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.courses import access
from verkstad.courses.actions import dates as actions
from verkstad.courses.actions.seats import TooFew, set_seats
from verkstad.courses.forms.dates import CancelForm, CopyForm, DateForm, SeatsForm, too_few
from verkstad.courses.queries import staff as queries
from verkstad.courses.queries.attendance import sessions_needed
from verkstad.courses.queries.dates import given_one, sign_ups_of
from verkstad.courses.queries.listing import in_order
from verkstad.courses.views.part import frame, with_courses
from verkstad.courses.views.showing import card, front
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest

ON_A_PAGE = 50


@staff(Role.READER)
@with_courses
def dates(request: StaffRequest) -> HttpResponse:
    """Those that the member teaches first."""
    now, which = timezone.now(), request.GET.get("which", queries.AHEAD)
    ids = queries.dates_listed(request.municipality, which, now)
    page = Paginator(ids, ON_A_PAGE).get_page(request.GET.get("page"))
    found = in_order(list(page.object_list))
    is_first = which == queries.AHEAD and page.number == 1
    mine = queries.dates_taught_by(request.member, now) if is_first else []
    context = {
        "which": which,
        "page": page,
        "cards": [card(one, now) for one in (reversed(found) if which == queries.BEFORE else found)],
        "mine": [card(one, now) for one in in_order(mine)],
    }
    return render(request, "courses/staff_dates.html", context | frame(request, "dates"))


@staff(Role.READER)
@with_courses
def date(request: StaffRequest, date_id: int) -> HttpResponse:
    """Its summary: how full it is, and what can be done; who comes is for those who help."""
    course_date = access.get_date(request.municipality, date_id)
    now, may_help = timezone.now(), request.member.has(Role.HELPER)
    given = given_one(course_date)
    context = {
        "card": card(given, now),
        "given": given,
        "teachers": queries.teachers_of(course_date),
        "people": sign_ups_of(course_date) if may_help else [],
        "to_ring": queries.to_ring(course_date) if may_help and course_date.cancelled_at else [],
        "needed": sessions_needed(given),
        "has_begun": now >= given.starts,
        "is_over": now >= given.ends,
        "seats_form": SeatsForm(initial={"seats": given.seats}),
        "has_units": access.units_to_sign_up(request.member, course_date).exists(),
    }
    return render(request, "courses/staff_date.html", context | frame(request, "dates"))


@staff(Role.EDITOR)
@with_courses
def new(request: StaffRequest, slug: str) -> HttpResponse:
    course = access.get_course(request.municipality, slug)
    form = DateForm(request.POST or None, municipality=request.municipality, given=None)
    if form.is_valid():
        seats = form.cleaned_data["seats"]
        made = actions.make_date(course, form.data_to_save(), seats=seats, by=request.member.actor)
        messages.success(request, _("Saved."))
        return redirect("courses:date", made.pk)
    return render(
        request,
        "courses/staff_date_edit.html",
        {"form": form, "course": course, "date": None} | frame(request, "dates"),
    )


@staff(Role.EDITOR)
@with_courses
def edit(request: StaffRequest, date_id: int) -> HttpResponse:
    course_date = access.get_date(request.municipality, date_id)
    form = DateForm(request.POST or None, municipality=request.municipality, given=given_one(course_date))
    if form.is_valid():
        try:
            actions.change_date(course_date, form.data_to_save(), front=front(request), by=request.member.actor)
        except actions.Attended:
            form.add_error("day_0", _("Somebody was there at a session that you take away or move. It has to stay."))
        else:
            messages.success(request, _("Saved. Whoever signed up is told of new times and places."))
            return redirect("courses:date", course_date.pk)
    context = {"form": form, "course": course_date.course, "date": course_date} | frame(request, "dates")
    return render(request, "courses/staff_date_edit.html", context)


@staff(Role.EDITOR)
@require_POST
@with_courses
def publish(request: StaffRequest, date_id: int) -> HttpResponse:
    course_date = access.get_date(request.municipality, date_id)
    try:
        actions.publish_date(course_date, now=timezone.now(), by=request.member.actor)
        messages.success(request, _("Published."))
    except actions.Unfit:
        messages.error(request, _("It cannot be published: it is already, or it is cancelled."))
    return redirect("courses:date", course_date.pk)


@staff(Role.EDITOR)
@with_courses
def cancel(request: StaffRequest, date_id: int) -> HttpResponse:
    course_date = access.get_date(request.municipality, date_id)
    form = CancelForm(request.POST or None)
    if form.is_valid():
        because, by = form.cleaned_data["because"], request.member.actor
        try:
            actions.cancel_date(course_date, because=because, front=front(request), now=timezone.now(), by=by)
            messages.success(request, _("Cancelled. Those with an e-mail address are told. Ring the others."))
        except actions.Unfit:
            messages.error(request, _("It is cancelled already, or over."))
        return redirect("courses:date", course_date.pk)
    context = {"form": form, "card": card(given_one(course_date), timezone.now())} | frame(request, "dates")
    return render(request, "courses/staff_date_cancel.html", context)


@staff(Role.EDITOR)
@with_courses
def copy(request: StaffRequest, date_id: int) -> HttpResponse:
    course_date = access.get_date(request.municipality, date_id)
    form = CopyForm(request.POST or None)
    if form.is_valid():
        day = form.cleaned_data["first_day"]
        made = actions.copy_date(course_date, first_day=day, now=timezone.now(), by=request.member.actor)
        messages.success(request, _("Copied."))
        return redirect("courses:date", made.pk)
    context = {"form": form, "card": card(given_one(course_date), timezone.now())} | frame(request, "dates")
    return render(request, "courses/staff_date_copy.html", context)


@staff(Role.EDITOR)
@require_POST
@with_courses
def seats(request: StaffRequest, date_id: int) -> HttpResponse:
    course_date = access.get_date(request.municipality, date_id)
    form = SeatsForm(request.POST)
    if form.is_valid():
        number, by = form.cleaned_data["seats"], request.member.actor
        try:
            set_seats(course_date, number, front=front(request), now=timezone.now(), by=by)
            messages.success(request, _("Saved. Those who waited have moved up where there was room."))
        except TooFew as few:
            messages.error(request, too_few(few.args[0]))
    else:
        messages.error(request, _("Write how many seats there are, from 1 to 500."))
    return redirect("courses:date", course_date.pk)
