"""The list of practice copies."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.practice.forms.copies import ListForm
from verkstad.practice.queries.listing import copy_rows

ON_A_PAGE = 50


@staff(Role.READER)
def copy_list(request: StaffRequest) -> HttpResponse:
    form = ListForm(request.GET, municipality=request.municipality)
    rows = copy_rows(request.municipality, timezone.localdate(), **form.filters())
    context = {
        "form": form,
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "is_narrowed": any(form.cleaned_data.values()),
        "may_teach": request.member.has(Role.HELPER),
        "may_make": request.member.has(Role.SERVICE_OWNER),
        "may_make_up": request.member.has(Role.EDITOR),
    }
    return render(request, "practice/staff_list.html", context)
