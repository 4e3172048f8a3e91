"""A package in one file: out, to keep or give away, and in again."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from verkstad.core.uploads import too_large
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.learning import access, files
from verkstad.learning.actions import packages as actions
from verkstad.learning.documents import PictureDocument
from verkstad.learning.forms.packages import PackageFileForm
from verkstad.learning.models import Package
from verkstad.learning.queries.documents import pictures_of, whole_of
from verkstad.learning.views.loading import load
from verkstad.learning.views.packages import made


@staff(Role.READER)
def download(request: StaffRequest, package_id: int, edition: int) -> HttpResponse:
    package = load(request, package_id)
    content = files.write(whole_of(access.get_edition_for_staff(package, edition)))
    headers = {"Content-Disposition": f'attachment; filename="{package.key}-{edition}.zip"'}
    return HttpResponse(content, content_type="application/zip", headers=headers)


@staff(Role.EDITOR)
def bring(request: StaffRequest) -> HttpResponse:
    """A new package."""
    form = _form(request, {})
    if form.is_valid():
        whole, by = form.cleaned_data["file"], request.member.actor
        try:
            return made(request, actions.take(whole, municipality=request.municipality, by=by))
        except actions.Taken:
            words = _("There is a package with the key %(key)s already. Bring the file on the page of that package.")
            form.add_error("file", words % {"key": whole.package.key})
    return render(request, "learning/staff_bring.html", {"form": form, "package": None})


@staff(Role.EDITOR)
def bring_edition(request: StaffRequest, package_id: int) -> HttpResponse:
    """A new draft of the package."""
    package = load(request, package_id)
    form = _form(request, pictures_of(package), package)
    if form.is_valid():
        try:
            return made(request, actions.start_draft(package, form.cleaned_data["file"], by=request.member.actor))
        except actions.NotNow:
            form.add_error("file", _("There is a draft already. Publish it or throw it away first."))
    return render(request, "learning/staff_bring.html", {"form": form, "package": package})


def _form(
    request: StaffRequest, known: Mapping[str, PictureDocument], package: Package | None = None
) -> PackageFileForm:
    sent = request.POST or None, request.FILES or None
    return PackageFileForm(*sent, known=known, key=package.key if package else "", too_large=too_large(request))
