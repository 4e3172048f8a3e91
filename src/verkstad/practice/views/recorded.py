"""A copy of two recorded walks, and the second person's look at what may still be about somebody."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.core.uploads import too_large
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.practice import access, frames
from verkstad.practice.actions import copies, recordings
from verkstad.practice.flag_words import WHY
from verkstad.practice.forms.copies import SERVICES
from verkstad.practice.forms.recorded import RecordedForm
from verkstad.practice.models import Edition
from verkstad.practice.queries.flags import is_second_person, pointed_out
from verkstad.practice.queries.listing import edition_worked_on
from verkstad.practice.recorded.tree import Refused
from verkstad.practice.views.loading import load_to_edit


@staff(Role.EDITOR)
def new(request: StaffRequest) -> HttpResponse:
    initial = {"language": request.municipality.main_language}
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RecordedForm(*sent, member=request.member, initial=initial, too_large=too_large(request))
    if form.is_valid():
        try:
            edition = _add(request, form)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved as a draft. Now somebody else has to look at it."))
            return redirect("practice:review", edition.copy_id)
    names = {"id": SERVICES, "names": form.slugs}
    return render(request, "practice/staff_recorded.html", {"form": form, "service_list": names})


@staff(Role.SERVICE_OWNER)
def review(request: StaffRequest, copy_id: int) -> HttpResponse:
    copy = load_to_edit(request, copy_id)
    edition = edition_worked_on(copy)
    if edition is None:
        return redirect("practice:copy", copy_id)
    edition.copy = copy
    screens = [(screen, frames.address(request, screen, still=True), found) for screen, found in pointed_out(edition)]
    context = {
        "copy": copy,
        "edition": edition,
        "screens": screens,
        "why": WHY,
        "left": sum(not one.is_settled for _screen, _still, found in screens for one in found),
        "is_second": is_second_person(edition, request.member.actor),
    }
    response = render(request, "practice/staff_review.html", context)
    response.headers["Content-Security-Policy"] = frames.page_policy(request)
    return response


@staff(Role.SERVICE_OWNER)
@require_POST
def settle(request: StaffRequest, copy_id: int) -> HttpResponse:
    """What stands together is settled together: ``keep`` or ``take`` tells the flags."""
    copy = load_to_edit(request, copy_id)
    edition = edition_worked_on(copy)
    take_away = "take" in request.POST
    numbers = request.POST.get("take" if take_away else "keep", "").split()
    if edition is None:
        raise Http404
    edition.copy = copy
    try:
        for flag in access.get_flags_for_staff(edition, numbers):
            recordings.settle(flag, take_away=take_away, edition=edition, by=request.member.actor)
    except copies.NeedsSecondPerson:
        messages.warning(request, _("You recorded this or wrote the draft, so somebody else has to look at it."))
    except copies.NotNow:
        messages.warning(request, _("Somebody else was quicker. This is how it is now."))
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("practice:review", copy_id)


def _add(request: StaffRequest, form: RecordedForm) -> Edition:
    said = form.cleaned_data
    return recordings.add_recorded_copy(
        form.copy_data(),
        form.walks(),
        title=said["title"],
        intro=said["intro"],
        municipality=request.municipality,
        by=request.member.actor,
    )
