"""The municipality's own division, with how many live in each part."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.outreach import access
from verkstad.outreach.actions import ambassadors as actions
from verkstad.outreach.forms.ambassadors import AreaForm
from verkstad.outreach.models import Area
from verkstad.outreach.queries.ambassadors import areas_of
from verkstad.outreach.views.frame import tabs, with_learning


@staff(Role.COORDINATOR)
@with_learning
def area_list(request: StaffRequest) -> HttpResponse:
    return _page(request, None)


@staff(Role.COORDINATOR)
@with_learning
def area(request: StaffRequest, area_id: int) -> HttpResponse:
    return _page(request, access.get_area(request.municipality, area_id))


@staff(Role.COORDINATOR)
@require_POST
@with_learning
def delete(request: StaffRequest, area_id: int) -> HttpResponse:
    actions.delete_area(access.get_area(request.municipality, area_id), by=request.member.actor)
    messages.success(request, _("The area is taken away. What was taught there stays, in no area."))
    return redirect("outreach:areas")


def _page(request: StaffRequest, area: Area | None) -> HttpResponse:
    first = {"name": area.name, "residents": area.residents} if area else {}
    form = AreaForm(request.POST or None, initial=first)
    if form.is_valid():
        said = {**form.cleaned_data, "municipality": request.municipality, "area": area}
        try:
            actions.save_area(**said, by=request.member.actor)
        except actions.NameTaken:
            form.add_error("name", _("There is an area of this name already."))
        else:
            messages.success(request, _("Saved."))
            return redirect("outreach:areas")
    context = {"form": form, "area": area, "areas": areas_of(request.municipality)}
    return render(request, "outreach/areas.html", context | tabs(request, "areas"))
