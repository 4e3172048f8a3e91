"""What a place hangs on its wall: chosen here, and opened as a PDF or as a page."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from verkstad.core import pdf
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.municipalities.middleware import script_prefix
from verkstad.municipalities.sheets import in_a_file, on_screen
from verkstad.places import access
from verkstad.places.forms.printing import PrintForm
from verkstad.places.models import Place
from verkstad.places.printing.orders import SIZES, Kind, Order
from verkstad.places.printing.sheets import STYLES, sheet


@staff(Role.HELPER)
@require_safe
def choose(request: StaffRequest, slug: str) -> HttpResponse:
    place = access.get_place_for_staff(request.municipality, slug)
    form = _form(request, None)
    return _page(request, place, form)


@staff(Role.HELPER)
@require_safe
def as_page(request: StaffRequest, slug: str) -> HttpResponse:
    place = access.get_place_for_staff(request.municipality, slug)
    form = _form(request, request.GET)
    if not form.is_valid():
        return _page(request, place, form)
    order, looks = form.order(), on_screen(request.municipality, STYLES)
    return HttpResponse(sheet(place, order, _address(request, place, order), looks))


@staff(Role.HELPER)
@require_safe
def as_pdf(request: StaffRequest, slug: str) -> HttpResponse:
    place = access.get_place_for_staff(request.municipality, slug)
    form = _form(request, request.GET)
    if not form.is_valid() or not pdf.is_set_up():
        return _page(request, place, form)
    order, looks = form.order(), in_a_file(request.municipality, STYLES)
    html = sheet(place, order, _address(request, place, order), looks)
    name = f"{slug}-{order.kind}-{order.monday:%G-w%V}-{'-'.join(order.languages)}.pdf"
    named = {"Content-Disposition": content_disposition_header(as_attachment=False, filename=name)}
    return HttpResponse(pdf.make_pdf(html, sizes=SIZES[order.kind]), content_type="application/pdf", headers=named)


def _form(request: StaffRequest, data: QueryDict | None) -> PrintForm:
    first = {"language": request.language}
    return PrintForm(data, municipality=request.municipality, today=timezone.localdate(), initial=first)


def _address(request: StaffRequest, place: Place, order: Order) -> str:
    """Where the code leads: the page of the place, or of all places, in the language of the sheet."""
    with script_prefix(f"{request.front}/{order.language}/"):
        everywhere = order.kind is Kind.WEEK_EVERYWHERE
        path = reverse("portal:place-list") if everywhere else reverse("portal:place", args=[place.slug])
    return request.build_absolute_uri(path)


def _page(request: StaffRequest, place: Place, form: PrintForm) -> HttpResponse:
    context = {
        "place": place,
        "form": form,
        "tab": "print",
        "may_edit": request.member.has(Role.EDITOR),
        "has_pdf": pdf.is_set_up(),
    }
    return render(request, "places/staff_print.html", context)
