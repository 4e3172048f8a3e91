"""Staff pages: the certificates of the municipality, and letting one hold no more."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.learning import access
from verkstad.learning.actions import certificates as actions
from verkstad.learning.certificate_sheets import spelled
from verkstad.learning.forms.certificates import RevokeForm
from verkstad.learning.queries import certificates as queries
from verkstad.learning.queries.verifying import certificate_of

ON_A_PAGE = 25


@staff(Role.COORDINATOR)
def listing(request: StaffRequest) -> HttpResponse:
    """Without names: nobody needs to read who has learnt what."""
    access.learns_here(request.municipality)
    code = request.GET.get("code", "").strip()
    if code and (found := certificate_of(request.municipality, code)):
        return redirect("certificates:certificate", found.pk)
    pages = Paginator(queries.latest(request.municipality), ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    shown = [(certificate, spelled(certificate.code)) for certificate in page]
    context = {"page": page, "certificates": shown, "asked": code}
    return render(request, "learning/staff_certificates.html", context)


@staff(Role.COORDINATOR)
def one(request: StaffRequest, certificate_id: int) -> HttpResponse:
    """What it says, and a form by which it is revoked."""
    certificate = access.get_certificate_for_staff(request.municipality, certificate_id)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.revoke(certificate, form.cleaned_data["because"], by=request.member.actor)
        messages.success(request, _("The certificate does not hold any more."))
        return redirect("certificates:certificate", certificate_id)
    context = {
        "certificate": certificate,
        "edition": certificate.edition,
        "code": spelled(certificate.code),
        "lines": queries.lines_of(certificate, [request.language, request.municipality.main_language]),
        "form": form,
    }
    return render(request, "learning/staff_certificate.html", context)


@staff(Role.COORDINATOR)
@require_POST
def restore(request: StaffRequest, certificate_id: int) -> HttpResponse:
    certificate = access.get_certificate_for_staff(request.municipality, certificate_id)
    actions.restore(certificate, by=request.member.actor)
    messages.success(request, _("The certificate holds again."))
    return redirect("certificates:certificate", certificate_id)
