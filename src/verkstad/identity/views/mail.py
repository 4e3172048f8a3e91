"""Letters: what was sent and what was not, for administrators; and the demo's mailbox, for everybody in it."""

import uuid
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.core import outbox
from verkstad.core.models import Letter
from verkstad.identity.access import staff
from verkstad.identity.forms.mail import LettersForm
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest

PAGE_SIZE = 50


@staff(Role.ADMINISTRATOR)
def letters(request: StaffRequest) -> HttpResponse:
    form = LettersForm(request.GET or None)
    slug = request.municipality.slug
    found = outbox.letters_of(slug, **form.filters())
    context = {
        "form": form,
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "is_sent": settings.DEMO or settings.MAIL_SERVER is not None,
        "stuck": outbox.STUCK,
        "count_stuck": outbox.count_stuck(slug),
    }
    return render(request, "identity/mail.html", context)


@staff(Role.ADMINISTRATOR)
def letter(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    context = {"letter": _letter(request, public_id), "is_demo": settings.DEMO, "states": Letter.State}
    return render(request, "identity/mail_letter.html", context)


@staff(Role.ADMINISTRATOR)
@require_POST
def send_again(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    return _decided(request, public_id, outbox.send_again, _("The letter will be sent in a moment."))


@staff(Role.ADMINISTRATOR)
@require_POST
def confirm_arrival(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    return _decided(request, public_id, outbox.confirm_arrival, _("The letter counts as sent."))


@staff(Role.READER)
def mailbox(request: StaffRequest) -> HttpResponse:
    _only_in_demo()
    found = outbox.letters_of(request.municipality.slug)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "identity/mailbox.html", {"page": page})


@staff(Role.READER)
def mailbox_letter(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    _only_in_demo()
    return render(request, "identity/mailbox_letter.html", {"letter": _letter(request, public_id)})


def _only_in_demo() -> None:
    if not settings.DEMO:
        raise Http404


def _letter(request: StaffRequest, public_id: uuid.UUID) -> Letter:
    found = outbox.letters_of(request.municipality.slug).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _decided(request: StaffRequest, public_id: uuid.UUID, decide: Callable[..., None], done: str) -> HttpResponse:
    try:
        decide(_letter(request, public_id), by=request.member.actor)
    except outbox.NotPossible:
        messages.warning(request, _("Something has happened to the letter meanwhile. See what is known of it now."))
    else:
        messages.success(request, done)
    return redirect("identity:mail-letter", public_id)
