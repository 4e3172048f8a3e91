"""What a place is: new ones, changes, and whether residents see it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.places import access, actions, queries
from verkstad.places.forms.place import PlaceForm
from verkstad.places.models import Place
from verkstad.places.sketch import sketch_around
from verkstad.places.versions import EditedMeanwhile
from verkstad.places.views.meanwhile import based_on_now, told


@staff(Role.EDITOR)
def new(request: StaffRequest) -> HttpResponse:
    return _edit(request, None)


@staff(Role.EDITOR)
def edit(request: StaffRequest, slug: str) -> HttpResponse:
    return _edit(request, access.get_place_for_staff(request.municipality, slug))


def _edit(request: StaffRequest, place: Place | None) -> HttpResponse:
    form = PlaceForm(request.POST or None, municipality=request.municipality, place=place)
    meanwhile = None
    if form.is_valid() and request.POST.get("do") == "save":
        try:
            saved = _save(request, form)
        except EditedMeanwhile as error:
            meanwhile = told(error)
            data = based_on_now(request.POST, access.get_place_for_staff(request.municipality, form.slug).version)
            form = PlaceForm(data, municipality=request.municipality, place=place)
        else:
            messages.success(request, _("Saved."))
            return redirect("places:staff-place" if place else "places:staff-hours", saved.slug)
    around = sketch_around(form.position, queries.doors(request.municipality, place))
    context = {"form": form, "place": place, "meanwhile": meanwhile, "sketch": around, "tab": "place"}
    return render(request, "places/staff_edit.html", context)


def _save(request: StaffRequest, form: PlaceForm) -> Place:
    return actions.save_place(
        form.data_to_save(),
        municipality=request.municipality,
        organisation=form.cleaned_data["organisation"],
        publish=False,
        by=request.member.actor,
        based_on=form.cleaned_data["based_on"],
    )


@staff(Role.EDITOR)
@require_POST
def publish(request: StaffRequest, slug: str) -> HttpResponse:
    actions.publish_place(access.get_place_for_staff(request.municipality, slug), by=request.member.actor)
    messages.success(request, _("Residents see the place now."))
    return redirect("places:staff-place", slug)


@staff(Role.EDITOR)
@require_POST
def withdraw(request: StaffRequest, slug: str) -> HttpResponse:
    actions.withdraw_place(access.get_place_for_staff(request.municipality, slug), by=request.member.actor)
    messages.success(request, _("Residents no longer see the place. Nothing is lost."))
    return redirect("places:staff-place", slug)
