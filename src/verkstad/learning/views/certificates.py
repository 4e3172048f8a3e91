"""Residents' pages of certificates: to get one, to keep it, and to check one that somebody shows."""

import re
from typing import Any
from uuid import UUID

from allauth.core.ratelimit import consume_or_429
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from verkstad.core import pdf
from verkstad.core.http import kept_private
from verkstad.core.limits import CallsThisMinute, too_many
from verkstad.core.uploads import too_large
from verkstad.identity.links import in_language
from verkstad.learning import access, receipts
from verkstad.learning.actions import certificates as actions
from verkstad.learning.badge_picture import baked
from verkstad.learning.certificate_sheets import SIZES, STYLES, sheet, spelled
from verkstad.learning.forms.certificates import CheckForm, NameForm
from verkstad.learning.models import Certificate, PackageEdition
from verkstad.learning.queries import certificates as queries
from verkstad.learning.queries import reading, verifying
from verkstad.municipalities.requests import PortalRequest
from verkstad.municipalities.sheets import in_a_file, on_screen

# From one address, of each process: a class that learns together has one.
MOST_CHECKED, MOST_RECEIPTS = 60, 200
_checked = CallsThisMinute()


@csrf_exempt  # What counts is the receipts, which no other page has; residents have no cookie for a token.
@require_http_methods(["GET", "HEAD", "POST"])
def get(request: PortalRequest, key: str) -> HttpResponse:
    """Ask for a certificate with what the browser keeps."""
    editions = access.get_editions_for_certificate(request.municipality, key)
    if request.method != "POST":
        return _ask(request, editions, NameForm())
    form, shown = NameForm(request.POST), receipts.read_all(request.POST.getlist("receipt")[:MOST_RECEIPTS])
    edition = queries.edition_proved(editions, shown)
    if edition is None or not form.is_valid():
        return _ask(request, editions, form, edition=edition, shown=shown)
    if too_often := consume_or_429(request, action="get_certificate"):
        return too_often
    certificate = actions.issue(edition, shown, **form.cleaned_data, language=request.language)
    return redirect("learning:certificate", certificate.key)


def _ask(
    request: PortalRequest,
    editions: list[PackageEdition],
    form: NameForm,
    *,
    edition: PackageEdition | None = None,
    shown: list[receipts.Receipt] | None = None,
) -> HttpResponse:
    """``edition`` is that which was proved; without one, what was ``shown`` is not enough."""
    of = edition or editions[0]
    proved = queries.proved(of, shown or [])
    texts = reading.modules_of(of, [request.language, request.municipality.main_language])
    context = {
        "edition": of,
        "form": form,
        "missing": [text for text in texts if text.module.key not in proved] if shown is not None else [],
        "receipts": [receipts.write(one) for one in proved.values()],
    }
    return render(request, "learning/certificate_get.html", context)


@kept_private
@require_safe
def mine(request: PortalRequest, key: UUID) -> HttpResponse:
    certificate = access.get_certificate_of_holder(request.municipality, key)
    address = _address(request, certificate)
    context = _context(request, certificate) | {"address": address, "has_pdf": pdf.is_set_up()}
    return render(request, "learning/certificate_mine.html", context)


@kept_private
@require_safe
def as_page(request: PortalRequest, key: UUID) -> HttpResponse:
    """For a browser to print."""
    certificate = access.get_certificate_of_holder(request.municipality, key)
    looks = on_screen(request.municipality, STYLES)
    return HttpResponse(sheet(certificate, _address(request, certificate), looks))


@kept_private
@require_safe
def as_pdf(request: PortalRequest, key: UUID) -> HttpResponse:
    certificate = access.get_certificate_of_holder(request.municipality, key)
    if not pdf.is_set_up():
        return redirect("learning:certificate-page", key)
    html = sheet(certificate, _address(request, certificate), in_a_file(request.municipality, STYLES))
    return HttpResponse(
        pdf.make_pdf(html, sizes=SIZES), content_type="application/pdf", headers=_named(certificate, "pdf")
    )


@kept_private
@require_safe
def as_badge(request: PortalRequest, key: UUID) -> JsonResponse:
    """As an Open Badge 3.0."""
    certificate = access.get_certificate_of_holder(request.municipality, key)
    params = {"ensure_ascii": False, "indent": 1}
    badge = queries.badge_of(certificate)
    return JsonResponse(
        badge, content_type="application/vc+ld+json", json_dumps_params=params, headers=_named(certificate, "json")
    )


@kept_private
@require_safe
def as_picture(request: PortalRequest, key: UUID) -> HttpResponse:
    """The same badge within a picture of it."""
    certificate = access.get_certificate_of_holder(request.municipality, key)
    return HttpResponse(baked(certificate), content_type="image/svg+xml", headers=_named(certificate, "svg"))


def _named(certificate: Certificate, kind: str) -> dict[str, str]:
    name = f"{certificate.edition.package.key}-{certificate.code}.{kind}"
    as_attachment = kind != "pdf"
    return {"Content-Disposition": str(content_disposition_header(as_attachment=as_attachment, filename=name))}


@csrf_exempt  # Whoever has the address holds the certificate.
@kept_private
@require_POST
def forget(request: PortalRequest, key: UUID) -> HttpResponse:
    """Take the name away."""
    certificate = access.get_certificate_of_holder(request.municipality, key)
    actions.take_name_away(certificate)
    return redirect("learning:certificate", key)


@require_safe
def verify(request: PortalRequest, code: str) -> HttpResponse:
    """Where the code on a certificate leads."""
    if _checked.count(request) > MOST_CHECKED:
        return too_many(request)
    certificate = verifying.certificate_of(request.municipality, code)
    if certificate is None:
        return _verdict(request, verifying.Verdict.NOT_OURS, None, status=404)
    return _verdict(request, verifying.verdict_on(certificate), certificate)


@csrf_exempt  # It changes nothing.
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: PortalRequest) -> HttpResponse:
    """A code or a badge file that somebody has been shown."""
    is_sent = request.method == "POST"
    form = CheckForm(request.POST, request.FILES, too_large=too_large(request)) if is_sent else CheckForm()
    if not form.is_valid():
        return render(request, "learning/certificate_check.html", {"form": form})
    if code := form.cleaned_data["code"]:
        return redirect("learning:verify", re.sub("[^A-Za-z0-9]", "", code) or "-")
    if _checked.count(request) > MOST_CHECKED:
        return too_many(request)
    return _verdict(request, *verifying.check(form.badge, request.municipality))


def _verdict(
    request: PortalRequest, verdict: verifying.Verdict, certificate: Certificate | None, *, status: int = 200
) -> HttpResponse:
    context = {"verdict": verdict.value, "certificate": certificate}
    if certificate:
        context |= _context(request, certificate)
    return render(request, "learning/certificate_verdict.html", context, status=status)


@require_safe
def confirmed(request: PortalRequest, code: str) -> HttpResponse:
    """Somebody has seen the reader do something, and the browser keeps that."""
    if _checked.count(request) > MOST_CHECKED:
        return too_many(request)
    confirmation = access.get_confirmation_for_learner(request.municipality, code)
    texts = reading.modules_of(confirmation.edition, [request.language, request.municipality.main_language])
    shown = {one.module: receipts.write(one) for one in queries.receipts_of(confirmation)}
    context = {
        "edition": confirmation.edition,
        "by": confirmation.confirmed_by.name,
        "modules": [(text, shown[text.module.key]) for text in texts if text.module.key in shown],
        "form": NameForm() if len(shown) == len(texts) else None,
    }
    return render(request, "learning/confirmed.html", context)


def _context(request: PortalRequest, certificate: Certificate) -> dict[str, Any]:
    kept_until = queries.name_kept_until(certificate.issued_at)
    return {
        "certificate": certificate,
        "name_kept_until": kept_until,
        "is_name_over": kept_until < timezone.localdate(),
        "edition": certificate.edition,
        "lines": queries.lines_of(certificate, [request.language, request.municipality.main_language]),
        "trained": queries.trained_by(certificate.edition),
        "code": spelled(certificate.code),
    }


def _address(request: PortalRequest, certificate: Certificate) -> str:
    """Where it can be checked, in its own language while the municipality has it."""
    is_spoken = certificate.language in request.municipality.languages
    language = certificate.language if is_spoken else request.municipality.main_language
    path = reverse("learning:verify", args=[certificate.code])
    return request.build_absolute_uri(in_language(request, path, language))
