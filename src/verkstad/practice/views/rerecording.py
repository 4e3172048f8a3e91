"""Screens of a recorded copy out of a new recording, one by one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.core.uploads import too_large
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.practice.actions import copies, rerecording
from verkstad.practice.forms.recorded import WalksForm
from verkstad.practice.queries.listing import latest_edition
from verkstad.practice.queries.walked import brought, recorded_screens
from verkstad.practice.recorded.tree import Refused
from verkstad.practice.views.copies import REFUSALS
from verkstad.practice.views.loading import load_to_edit


@staff(Role.SERVICE_OWNER)
def bring(request: StaffRequest, copy_id: int) -> HttpResponse:
    """Two files; afterwards what is in them, to choose from."""
    copy = load_to_edit(request, copy_id)
    edition = latest_edition(copy)
    screens = [(screen.key, screen.title) for screen in recorded_screens(edition)]
    if not screens:
        raise Http404
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = WalksForm(
        *sent,
        municipality=request.municipality,
        too_large=too_large(request),
        initial={"persona": edition.persona.key},
    )
    if form.is_valid():
        try:
            rerecording.bring_walks(copy, form.walks(), by=request.member.actor)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("practice:rerecord", copy_id)
    alike = {title: key for key, title in reversed(screens)}
    rows = [(one, alike.get(one.title, "")) for one in brought(copy)]
    context = {"copy": copy, "edition": edition, "form": form, "screens": screens, "brought": rows}
    return render(request, "practice/staff_rerecord.html", context)


@staff(Role.SERVICE_OWNER)
@require_POST
def take(request: StaffRequest, copy_id: int) -> HttpResponse:
    """``brought`` tells which of the new screens, ``screen`` whose place it takes."""
    copy, key, number = load_to_edit(request, copy_id), request.POST.get("screen", ""), request.POST.get("brought", "")
    is_number = number.isascii() and number.isdecimal() and len(number) < 19
    try:
        lost = rerecording.rerecord(copy, key, int(number) if is_number else 0, by=request.member.actor)
    except (copies.NotNow, copies.NotADraft) as refusal:
        messages.warning(request, str(REFUSALS[type(refusal)]))
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("The draft shows the new screen. Somebody else has to look at it."))
        if lost:
            messages.warning(request, _("Not found again, so choose anew: %(words)s") % {"words": " · ".join(lost)})
        return redirect("practice:screen", copy_id, key)
    return redirect("practice:rerecord", copy_id)


@staff(Role.SERVICE_OWNER)
@require_POST
def leave(request: StaffRequest, copy_id: int) -> HttpResponse:
    copy = load_to_edit(request, copy_id)
    rerecording.leave_walks(copy, by=request.member.actor)
    messages.success(request, _("What was not chosen is thrown away."))
    return redirect("practice:copy", copy_id)
