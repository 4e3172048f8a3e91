"""Staff: what is taught, and the workplaces and associations whose people come together."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.courses import access
from verkstad.courses.actions import courses as actions
from verkstad.courses.forms.courses import CourseForm, UnitForm
from verkstad.courses.models import Course, Unit
from verkstad.courses.queries import staff as queries
from verkstad.courses.views.part import frame, with_courses
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest

ON_A_PAGE = 50


@staff(Role.READER)
@with_courses
def courses(request: StaffRequest) -> HttpResponse:
    rows = queries.courses_in(request.municipality, timezone.now())
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    titles = {edition.package_id: edition.title for edition in queries.packages_taught(request.municipality)}
    return render(request, "courses/staff_courses.html", {"page": page, "titles": titles} | frame(request, "courses"))


@staff(Role.EDITOR)
@with_courses
def new_course(request: StaffRequest) -> HttpResponse:
    return _edit(request, None)


@staff(Role.EDITOR)
@with_courses
def course(request: StaffRequest, slug: str) -> HttpResponse:
    return _edit(request, access.get_course(request.municipality, slug))


def _edit(request: StaffRequest, course: Course | None) -> HttpResponse:
    form = CourseForm(request.POST or None, municipality=request.municipality, course=course)
    if form.is_valid():
        saved = actions.save_course(form.data_to_save(), municipality=request.municipality, by=request.member.actor)
        messages.success(request, _("Saved."))
        return redirect("courses:courses") if course else redirect("courses:date-new", saved.slug)
    return render(request, "courses/staff_course.html", {"form": form, "course": course} | frame(request, "courses"))


@staff(Role.EDITOR)
@require_POST
@with_courses
def withdraw(request: StaffRequest, slug: str) -> HttpResponse:
    course = access.get_course(request.municipality, slug)
    actions.withdraw_course(course, now=timezone.now(), by=request.member.actor)
    messages.success(request, _("Nobody finds “%(name)s” any more.") % {"name": course.title})
    return redirect("courses:courses")


@staff(Role.EDITOR)
@require_POST
@with_courses
def bring_back(request: StaffRequest, slug: str) -> HttpResponse:
    course = access.get_course(request.municipality, slug)
    actions.bring_back_course(course, by=request.member.actor)
    messages.success(request, _("“%(name)s” is shown again.") % {"name": course.title})
    return redirect("courses:courses")


@staff(Role.COORDINATOR)
@with_courses
def units(request: StaffRequest) -> HttpResponse:
    """The list, and a form for one more."""
    return _edit_unit(request, None)


@staff(Role.COORDINATOR)
@with_courses
def unit(request: StaffRequest, workplace_id: int) -> HttpResponse:
    return _edit_unit(request, access.get_unit(request.municipality, workplace_id))


def _edit_unit(request: StaffRequest, unit: Unit | None) -> HttpResponse:
    form = UnitForm(request.POST or None, municipality=request.municipality, unit=unit)
    if form.is_valid():
        values = form.cleaned_data
        actions.save_unit(**values, municipality=request.municipality, unit=unit, by=request.member.actor)
        messages.success(request, _("Saved."))
        return redirect("courses:units")
    page = Paginator(queries.units_in(request.municipality), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "unit": unit, "page": page} | frame(request, "units")
    return render(request, "courses/staff_units.html", context)
