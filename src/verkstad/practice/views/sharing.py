"""Copies that leave for other municipalities, and those that come from them."""

from collections import Counter
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.core.uploads import too_large
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.practice import access, keys, persona_words, sharing
from verkstad.practice.actions import copies
from verkstad.practice.actions import sharing as actions
from verkstad.practice.checks import problems
from verkstad.practice.documents import Refused
from verkstad.practice.flag_words import WHY
from verkstad.practice.forms.sharing import OfferForm, TakeForm
from verkstad.practice.models import Edition, Offer, ScreenSource
from verkstad.practice.queries.listing import latest_edition, shown_edition
from verkstad.practice.queries.sharing import copy_like, known_key
from verkstad.practice.recorded.tree import Refused as NotTaken
from verkstad.practice.sharing import Maker, Shared
from verkstad.practice.texts import filled
from verkstad.practice.views.loading import load_to_edit


@staff(Role.SERVICE_OWNER)
def share(request: StaffRequest, copy_id: int) -> HttpResponse:
    """What the file holds, and by what others know that it is ours."""
    copy = load_to_edit(request, copy_id)
    shown = shown_edition(copy)
    context = {
        "copy": copy,
        "edition": shown or latest_edition(copy),
        "is_shown": shown is not None,
        "made_by": _maker(request),
        "fingerprint": _own_fingerprint(request),
    }
    return render(request, "practice/staff_share.html", context)


@staff(Role.SERVICE_OWNER)
@require_POST
def share_file(request: StaffRequest, copy_id: int) -> HttpResponse:
    copy = load_to_edit(request, copy_id)
    edition = shown_edition(copy)
    if edition is None:
        return redirect("practice:share", copy_id)
    edition.copy = copy
    try:
        content = actions.share(edition, made_by=_maker(request), by=request.member.actor)
    except (copies.NotNow, actions.NoLicence):
        return redirect("practice:share", copy_id)
    headers = {"Content-Disposition": f'attachment; filename="{copy.key}.{copy.language}.verkstad-copy.zip"'}
    return HttpResponse(content, content_type="application/zip", headers=headers)


@staff(Role.EDITOR)
def bring(request: StaffRequest) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = OfferForm(*sent, too_large=too_large(request))
    if form.is_valid():
        try:
            offered = actions.offer(
                form.cleaned_data["file"], municipality=request.municipality, by=request.member.actor
            )
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("practice:offer", offered.pk)
    return render(request, "practice/staff_bring.html", {"form": form, "fingerprint": _own_fingerprint(request)})


@staff(Role.EDITOR)
def offer(request: StaffRequest, offer_id: int) -> HttpResponse:
    """What came: whose it is, what is in it, and what becomes of it."""
    offered = access.get_offer_for_staff(request.member, offer_id)
    try:
        shared, key = sharing.read(BytesIO(bytes(offered.content)))
    except Refused as refused:  # What is allowed in a copy has changed since it was brought.
        messages.warning(request, str(refused))
        return redirect("practice:bring")
    alike = copy_like(request.municipality, shared.document.key, shared.document.language)
    form = TakeForm(request.POST if request.method == "POST" else None, alike=alike)
    if form.is_valid():
        return _take(request, offered, form)
    return render(request, "practice/staff_offer.html", _shown(shared) | _known(offered, key, form))


@staff(Role.EDITOR)
@require_POST
def leave(request: StaffRequest, offer_id: int) -> HttpResponse:
    actions.leave(access.get_offer_for_staff(request.member, offer_id), by=request.member.actor)
    messages.success(request, _("The file is forgotten."))
    return redirect("practice:bring")


def _take(request: StaffRequest, offered: Offer, form: TakeForm) -> HttpResponse:
    member = request.member
    try:
        edition = actions.take(offered, instead_of=form.instead_of, owner=member.user, by=member.actor)
    except (copies.NotNow, copies.Taken, copies.NotADraft):
        messages.warning(request, _("Somebody is writing a draft of that copy. Let it be a copy of its own, or wait."))
        return redirect("practice:offer", offered.pk)
    except (Refused, NotTaken) as refused:
        messages.warning(request, str(refused))
        return redirect("practice:offer", offered.pk)
    return _to(request, edition)


def _to(request: StaffRequest, edition: Edition) -> HttpResponse:
    if edition.screens.filter(source=ScreenSource.RECORDED).exists():
        messages.success(request, _("Saved as a draft. Now somebody else has to look at it."))
        return redirect("practice:review", edition.copy_id)
    messages.success(request, _("Saved as a draft. Residents see it when you publish it."))
    return redirect("practice:copy", edition.copy_id)


def _shown(shared: Shared) -> dict[str, Any]:
    flags = Counter(WHY[flag.why] for flag in sharing.flags_in(shared))
    rows = [(screen, ScreenSource(screen.source).label, len(screen.steps)) for screen in shared.document.screens]
    return {
        "shared": shared,
        "document": shared.document,
        "persona": shared.persona,
        "filled": filled,
        "details": persona_words.all_details(shared.persona.fields),
        "screens": rows,
        "is_recorded": bool(shared.screens),
        "flags": flags.most_common(),
        "problems": list(problems(shared.document, shared.persona)),
    }


def _known(offered: Offer, key: str, form: TakeForm) -> dict[str, Any]:
    """What is here already that has to do with it."""
    return {
        "offered": offered,
        "form": form,
        "languages": offered.municipality.languages,
        "fingerprint": keys.fingerprint(key),
        "known": known_key(offered.municipality, key, offered.maker),
        "alike": form.alike and latest_edition(form.alike),
    }


def _maker(request: StaffRequest) -> Maker:
    municipality = request.municipality
    return Maker(
        str(municipality.name.get(municipality.main_language, municipality)),
        request.build_absolute_uri(f"{request.front}/"),
    )


def _own_fingerprint(request: StaffRequest) -> str:
    return keys.fingerprint(keys.public_key(keys.key_of(request.municipality.slug)))
