"""Posters, letters, badges and plans of a course date: chosen here, and opened as a PDF or as a page."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from verkstad.core import pdf
from verkstad.courses import access
from verkstad.courses.forms.material import MaterialForm
from verkstad.courses.material.orders import SIZES, Order
from verkstad.courses.material.sheets import STYLES, sheet
from verkstad.courses.models import CourseDate
from verkstad.courses.queries.dates import given_one
from verkstad.courses.views.part import frame, with_courses
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.municipalities.middleware import script_prefix
from verkstad.municipalities.sheets import in_a_file, on_screen


@staff(Role.HELPER)
@with_courses
@require_safe
def choose(request: StaffRequest, date_id: int) -> HttpResponse:
    date = access.get_date(request.municipality, date_id)
    return _page(request, date, _form(request, None))


@staff(Role.HELPER)
@with_courses
@require_safe
def as_page(request: StaffRequest, date_id: int) -> HttpResponse:
    date = access.get_date(request.municipality, date_id)
    form = _form(request, request.GET)
    if not form.is_valid():
        return _page(request, date, form)
    order, looks = form.order(), on_screen(request.municipality, STYLES)
    return HttpResponse(sheet(given_one(date), order, _address(request, date, order), looks))


@staff(Role.HELPER)
@with_courses
@require_safe
def as_pdf(request: StaffRequest, date_id: int) -> HttpResponse:
    date = access.get_date(request.municipality, date_id)
    form = _form(request, request.GET)
    if not form.is_valid() or not pdf.is_set_up():
        return _page(request, date, form)
    order, looks = form.order(), in_a_file(request.municipality, STYLES)
    html = sheet(given_one(date), order, _address(request, date, order), looks)
    name = f"{date.course.slug}-{date.pk}-{order.kind}-{order.language}.pdf"
    named = {"Content-Disposition": content_disposition_header(as_attachment=False, filename=name)}
    return HttpResponse(pdf.make_pdf(html, sizes=SIZES[order.kind]), content_type="application/pdf", headers=named)


def _form(request: StaffRequest, data: QueryDict | None) -> MaterialForm:
    return MaterialForm(data, municipality=request.municipality, initial={"language": request.language})


def _address(request: StaffRequest, date: CourseDate, order: Order) -> str:
    """Where the code leads: the page where people sign up, in the language of the sheet."""
    with script_prefix(f"{request.front}/{order.language}/"):
        return request.build_absolute_uri(reverse("course-pages:date", args=[date.course.slug, date.pk]))


def _page(request: StaffRequest, date: CourseDate, form: MaterialForm) -> HttpResponse:
    context = {"date": date, "form": form, "has_pdf": pdf.is_set_up()} | frame(request, "dates")
    return render(request, "courses/staff_material.html", context)
