"""All places of the municipality, for those who keep them true."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.places import queries
from verkstad.places.forms.listing import FilterForm
from verkstad.places.words import badge, opening_sentence

PER_PAGE = 50


@staff(Role.READER)
def place_list(request: StaffRequest) -> HttpResponse:
    now = timezone.localtime()
    form = FilterForm(request.GET)
    found = queries.places_for_staff(request.municipality, now, **form.filters())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "place": one.place,
            "state": badge(one.opening) if one.opening else "",
            "open_text": opening_sentence(one.opening) if one.opening else "",
            "has_hours": one.has_hours,
            "changed_today": one.changed_today,
        }
        for one in page
    ]
    next_year = now.year + 1
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "year": next_year,
        "to_confirm": bool(queries.holidays_to_confirm(request.municipality, next_year)),
        "may_edit": request.member.has(Role.EDITOR),
        "may_change_today": request.member.has(Role.HELPER),
    }
    return render(request, "places/staff_list.html", context)
