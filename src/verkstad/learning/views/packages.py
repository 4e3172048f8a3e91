"""The packages of a municipality, and a new one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.core.translated import best
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.learning.actions import packages as actions
from verkstad.learning.documents import WholePackage
from verkstad.learning.forms.packages import NewPackageForm
from verkstad.learning.models import PackageEdition
from verkstad.learning.queries.shipped import shipped_for
from verkstad.learning.queries.staff import keys_of, package_rows


@staff(Role.READER)
def package_list(request: StaffRequest) -> HttpResponse:
    may_edit = request.member.has(Role.EDITOR)
    context = {
        "rows": package_rows(request.municipality),
        "offered": [_told(one) for one in shipped_for(request.municipality)] if may_edit else [],
        "may_edit": may_edit,
    }
    return render(request, "learning/staff_list.html", context)


@staff(Role.EDITOR)
@require_POST
def take(request: StaffRequest) -> HttpResponse:
    """One of those that come with the program."""
    wanted = request.POST.get("package", "")
    chosen = next((one for one in shipped_for(request.municipality) if one.package.key == wanted), None)
    if chosen is None:
        raise Http404
    return made(request, actions.take(chosen, municipality=request.municipality, by=request.member.actor))


@staff(Role.EDITOR)
def new(request: StaffRequest) -> HttpResponse:
    form = NewPackageForm(request.POST or None, municipality=request.municipality)
    if form.is_valid():
        document = form.document(keys_of(request.municipality))
        return made(request, actions.add_package(document, municipality=request.municipality, by=request.member.actor))
    return render(request, "learning/staff_new.html", {"form": form})


def made(request: StaffRequest, edition: PackageEdition) -> HttpResponse:
    messages.success(request, _("Saved as a draft. Residents see it when you publish it."))
    return redirect("learning_staff:package", edition.package_id)


def _told(whole: WholePackage) -> dict[str, Any]:
    """With its words in the reader's language."""
    return {"whole": whole, "title": best(whole.package.title), "about": best(whole.package.about)}
