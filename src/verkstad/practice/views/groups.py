"""Practising together: a group for a copy, and a page for the screen that all in the room see."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.core.qr_code import qr_code
from verkstad.identity.access import staff
from verkstad.identity.links import in_language
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.practice import access
from verkstad.practice.actions import counts
from verkstad.practice.models import PracticeGroup
from verkstad.practice.queries import groups as queries
from verkstad.practice.queries.listing import shown_edition
from verkstad.practice.queries.showing import shown_screens
from verkstad.practice.views.loading import load


@staff(Role.HELPER)
def group_list(request: StaffRequest) -> HttpResponse:
    access.practises_here(request.municipality)
    editions = queries.shown_editions(request.municipality)
    titles = {edition.copy_id: edition.title for edition in editions}
    groups = [(group, titles.get(group.copy_id, group.copy.key)) for group in queries.open_groups(request.member)]
    return render(request, "practice/staff_groups.html", {"groups": groups, "editions": editions})


@staff(Role.HELPER)
@require_POST
def open_one(request: StaffRequest, copy_id: int) -> HttpResponse:
    access.practises_here(request.municipality)
    try:
        group = counts.open_group(load(request, copy_id), tutor=request.member.user, by=request.member.actor)
    except counts.NotShown:
        messages.warning(request, _("Residents do not see this copy, so nobody can practise with it."))
        return redirect("practice:copy", copy_id)
    return redirect("practice:group", group.code)


@staff(Role.HELPER)
def group(request: StaffRequest, code: str) -> HttpResponse:
    """For a screen that nobody touches; it asks anew every few seconds."""
    found = access.get_group_for_tutor(request.member, code)
    if request.method == "POST":
        counts.close_group(found, by=request.member.actor)
        messages.success(request, _("The group is over, and those who took part are forgotten."))
        return redirect("practice:groups")
    edition = shown_edition(found.copy)
    if edition:
        edition.copy = found.copy
    steps = [step for screen in shown_screens(edition) for step in screen.steps] if edition else []
    progress = queries.progress(found, steps)
    mark = f"{found.closed_at} {progress.mark}"
    if request.GET.get("seen") == mark:
        return HttpResponse(status=204)
    context = {"group": found, "edition": edition, "progress": progress, "mark": mark}
    return render(request, "practice/staff_group.html", context | _ways_in(request, found))


def _ways_in(request: StaffRequest, group: PracticeGroup) -> dict[str, Any]:
    """Where learners come in, in the language of the copy if there are pages in it."""
    language = group.copy.language if group.copy.language in request.municipality.languages else request.language
    link, typed = (
        request.build_absolute_uri(in_language(request, address, language))
        for address in (reverse("practising:join", args=[group.code]), reverse("practising:list"))
    )
    return {
        "link": link,
        "typed": typed.partition("://")[2],
        "qr": qr_code(link, _("Code that leads to %(address)s") % {"address": link}),
        "closes_at": group.opened_at + counts.OPEN_FOR,
    }
