"""The pictures of a place, described for those who do not see them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.core.pictures import UnusablePicture
from verkstad.core.uploads import too_large
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.places import access, actions
from verkstad.places.forms.pictures import AltForm, PictureForm


@staff(Role.EDITOR)
def pictures(request: StaffRequest, slug: str) -> HttpResponse:
    place = access.get_place_for_staff(request.municipality, slug)
    sent = request.POST or None, request.FILES or None
    form = PictureForm(*sent, municipality=request.municipality, was_dropped="file" in too_large(request))
    if form.is_valid():
        try:
            actions.add_picture(place, form.cleaned_data["file"], alt=form.text("alt"), by=request.member.actor)
        except UnusablePicture:
            form.add_error("file", _("This file cannot be used. Choose a JPEG, PNG or WebP of at most 40 megapixels."))
        else:
            messages.success(request, _("The picture is added."))
            return redirect("places:staff-pictures", slug)
    shown = [(one, AltForm(picture=one, municipality=request.municipality)) for one in place.pictures.all()]
    context = {"place": place, "form": form, "pictures": shown, "tab": "pictures"}
    return render(request, "places/staff_pictures.html", context)


@staff(Role.EDITOR)
@require_POST
def picture(request: StaffRequest, slug: str, picture_id: int) -> HttpResponse:
    """Describe it anew, or take it away."""
    place = access.get_place_for_staff(request.municipality, slug)
    found = access.get_picture_for_staff(place, picture_id)
    form = AltForm(request.POST, picture=found, municipality=request.municipality)
    if request.POST.get("do") == "remove":
        actions.remove_picture(found, by=request.member.actor)
        messages.success(request, _("The picture is removed."))
    elif form.is_valid():
        actions.describe_picture(found, alt=form.text("alt"), by=request.member.actor)
        messages.success(request, _("Saved."))
    else:
        messages.warning(request, _("Say in the main language what the picture shows."))
    return redirect("places:staff-pictures", slug)
