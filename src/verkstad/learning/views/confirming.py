"""Staff pages: to confirm by hand that somebody can, and the code by which they take that with them."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from verkstad.core.qr_code import qr_code
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.learning import access
from verkstad.learning.actions import certificates as actions
from verkstad.learning.forms.certificates import ConfirmForm
from verkstad.learning.queries import reading


@staff(Role.HELPER)
def choose(request: StaffRequest) -> HttpResponse:
    access.learns_here(request.municipality)
    editions = reading.editions_for_learners(request.municipality)
    return render(request, "learning/staff_confirm.html", {"editions": editions})


@staff(Role.HELPER)
def confirm(request: StaffRequest, package: str) -> HttpResponse:
    edition = access.get_edition_for_learner(request.municipality, package)
    given = request.POST if request.method == "POST" else None
    form = ConfirmForm(given, edition=edition, language=request.language)
    if request.method == "POST" and form.is_valid():
        modules = form.cleaned_data["modules"]
        made = actions.confirm(edition, modules, user=request.member.user, by=request.member.actor)
        return redirect("certificates:confirmed", made.pk)
    return render(request, "learning/staff_confirm_package.html", {"edition": edition, "form": form})


@staff(Role.HELPER)
def confirmed(request: StaffRequest, confirmation_id: int) -> HttpResponse:
    """For the learner to scan or to write down."""
    found = access.get_confirmation_for_staff(request.member, confirmation_id)
    link = request.build_absolute_uri(reverse("learning:confirmed", args=[found.code]))
    texts = reading.modules_of(found.edition, [request.language])
    context = {
        "edition": found.edition,
        "modules": [text.title for text in texts if text.module.key in found.modules],
        "link": link,
        "qr": qr_code(link, ""),
        "until": found.confirmed_at + access.CONFIRMATIONS_HOLD,
    }
    return render(request, "learning/staff_confirmed.html", context)
