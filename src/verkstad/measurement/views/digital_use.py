"""Files with what was done digitally."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.measurement import actions, queries
from verkstad.measurement.digital_use import Fault, Use, WrongRows, read
from verkstad.measurement.forms import DigitalUseForm
from verkstad.services.importing.entries import Broken, sentence

FAULTS = {
    Fault.SERVICE: gettext_lazy("There is no service with this name in addresses."),
    Fault.MONTH: gettext_lazy("The month is written otherwise than 2026-10."),
    Fault.CASES: gettext_lazy("The number of cases is not a whole number."),
    Fault.TWICE: gettext_lazy("The service and month stand in the file already."),
}
AT_MOST = 20


@staff(Role.EDITOR)
def digital_use(request: StaffRequest) -> HttpResponse:
    form = DigitalUseForm(request.POST or None, request.FILES or None)
    wrong: list[tuple[int, str, str]] = []
    if form.is_valid():
        try:
            uses = _uses(request, form)
        except Broken as broken:
            form.add_error("file", sentence(broken.as_json()))
        except WrongRows as found:
            form.add_error(
                "file", _("Nothing was taken, because some rows are wrong. Mend them and send the file again.")
            )
            wrong = [(row, text, str(FAULTS[fault])) for row, (fault, text) in list(found.faults.items())[:AT_MOST]]
        else:
            return _saved(request, form, uses)
    context = {"form": form, "wrong": wrong, "sources": queries.digital_sources(request.municipality)}
    return render(request, "measurement/staff_digital_use.html", context)


def _uses(request: StaffRequest, form: DigitalUseForm) -> list[Use]:
    with NamedTemporaryFile() as kept:
        for chunk in form.cleaned_data["file"].chunks():
            kept.write(chunk)
        kept.flush()
        return read(Path(kept.name), request.municipality)


def _saved(request: StaffRequest, form: DigitalUseForm, uses: list[Use]) -> HttpResponse:
    actions.save_digital_use(request.municipality, uses, source=form.cleaned_data["source"], by=request.member.actor)
    words = ngettext("%(number)s row was taken.", "%(number)s rows were taken.", len(uses))
    messages.success(request, words % {"number": len(uses)})
    return redirect("measurement:digital-use")
