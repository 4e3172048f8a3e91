"""The pictures of a package: to bring, look through and take away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.core.uploads import too_large
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.learning import access
from verkstad.learning.actions import pictures as actions
from verkstad.learning.forms.packages import PictureForm
from verkstad.learning.queries.pictures import picture_names, uses_of
from verkstad.learning.views.loading import load
from verkstad.learning.views.reading import picture_response


@staff(Role.EDITOR)
def pictures(request: StaffRequest, package_id: int) -> HttpResponse:
    package = load(request, package_id)
    form = PictureForm(request.POST or None, request.FILES or None, too_large=too_large(request))
    if form.is_valid():
        name, picture = form.cleaned_data["file"]
        added = actions.add_picture(package, name, picture, by=request.member.actor)
        messages.success(request, _("The picture is added. In lessons it is called %(name)s.") % {"name": added.name})
        return redirect("learning_staff:pictures", package_id)
    uses = uses_of(package, "picture")
    shown = [(name, uses.get(name, 0)) for name in picture_names(package)]
    return render(request, "learning/staff_pictures.html", {"package": package, "form": form, "pictures": shown})


@staff(Role.EDITOR)
@require_POST
def remove(request: StaffRequest, package_id: int, name: str) -> HttpResponse:
    picture = access.get_picture_for_staff(load(request, package_id), name)
    try:
        actions.remove_picture(picture, by=request.member.actor)
        messages.success(request, _("The picture is removed."))
    except actions.Shown:
        messages.warning(request, _("A lesson shows this picture, so it stays."))
    return redirect("learning_staff:pictures", package_id)


@staff(Role.READER)
def picture(request: StaffRequest, package_id: int, name: str) -> HttpResponse:
    return picture_response(access.get_picture_for_staff(load(request, package_id), name))
