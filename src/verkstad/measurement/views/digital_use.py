"""Files with what was done digitally."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.measurement import actions, queries
from verkstad.measurement.digital_use import FAULTS, Use, WrongRows, read
from verkstad.measurement.forms.digital_use import DigitalUseForm
from verkstad.measurement.views.files import on_disk, shown
from verkstad.services.importing.entries import Broken, sentence


@staff(Role.EDITOR)
def digital_use(request: StaffRequest) -> HttpResponse:
    form = DigitalUseForm(request.POST or None, request.FILES or None)
    wrong: list[tuple[int, str, str]] = []
    if form.is_valid():
        try:
            with on_disk(form.cleaned_data["file"]) as path:
                uses = read(path, request.municipality)
        except Broken as broken:
            form.add_error("file", sentence(broken.as_json()))
        except WrongRows as found:
            form.add_error(
                "file", _("Nothing was taken, because some rows are wrong. Mend them and send the file again.")
            )
            wrong = shown(found, FAULTS)
        else:
            return _saved(request, form, uses)
    context = {
        "form": form,
        "wrong": wrong,
        "sources": queries.digital_sources(request.municipality),
        "may_make_keys": request.member.has(Role.ADMINISTRATOR),
    }
    return render(request, "measurement/staff_digital_use.html", context)


def _saved(request: StaffRequest, form: DigitalUseForm, uses: list[Use]) -> HttpResponse:
    actions.save_digital_use(request.municipality, uses, source=form.cleaned_data["source"], by=request.member.actor)
    words = ngettext("%(number)s row was taken.", "%(number)s rows were taken.", len(uses))
    messages.success(request, words % {"number": len(uses)})
    return redirect("measurement:digital-use")
