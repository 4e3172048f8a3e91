"""Who is an ambassador: all of them, one of them, and the secret link of a volunteer."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.learning.queries.reading import editions_for_learners
from verkstad.outreach import access
from verkstad.outreach.actions import ambassadors as actions
from verkstad.outreach.forms.ambassadors import AmbassadorForm
from verkstad.outreach.models import Ambassador
from verkstad.outreach.queries import occasions
from verkstad.outreach.queries.ambassadors import ambassadors_of, is_over
from verkstad.outreach.views.frame import tabs, with_learning
from verkstad.outreach.words import occasion_words, titles_of


@staff(Role.COORDINATOR)
@with_learning
def ambassador_list(request: StaffRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = [(one, is_over(one, today)) for one in ambassadors_of(request.municipality)]
    return render(request, "outreach/ambassadors.html", {"rows": rows} | tabs(request, "ambassadors"))


@staff(Role.COORDINATOR)
@with_learning
def new(request: StaffRequest) -> HttpResponse:
    return _edit(request, None)


@staff(Role.COORDINATOR)
@with_learning
def edit(request: StaffRequest, ambassador_id: int) -> HttpResponse:
    return _edit(request, access.get_ambassador(request.municipality, ambassador_id))


def _edit(request: StaffRequest, ambassador: Ambassador | None) -> HttpResponse:
    form = AmbassadorForm(request.POST or None, municipality=request.municipality, ambassador=ambassador)
    if form.is_valid():
        whose: dict[str, Any] = {"municipality": request.municipality, "ambassador": ambassador}
        try:
            saved = actions.save_ambassador(form.data_said(), by=request.member.actor, **whose)
        except actions.AlreadyAmbassador:
            form.add_error("member", _("This member is an ambassador already."))
        except actions.TaughtOutside:
            form.add_error("starts_on", _("Something was taught on days that these dates leave out."))
        else:
            messages.success(request, _("Saved."))
            return redirect("outreach:ambassador", saved.pk)
    context = {"form": form, "ambassador": ambassador}
    return render(request, "outreach/ambassador_edit.html", context | tabs(request, "ambassadors"))


@staff(Role.COORDINATOR)
@with_learning
def ambassador(request: StaffRequest, ambassador_id: int) -> HttpResponse:
    found = access.get_ambassador(request.municipality, ambassador_id)
    taught = list(occasions.of_ambassador(found))
    key = found.log_key
    context = {
        "ambassador": found,
        "taught": [(one, occasion_words(one)) for one in taught],
        "titles": titles_of(editions_for_learners(request.municipality)),
        "reached": sum(one.people for one in taught),
        "link": request.build_absolute_uri(reverse("teaching:log", args=[key])) if key else "",
        "is_over": is_over(found, timezone.localdate()),
    }
    return render(request, "outreach/ambassador.html", context | tabs(request, "ambassadors"))


@staff(Role.COORDINATOR)
@require_POST
@with_learning
def link(request: StaffRequest, ambassador_id: int) -> HttpResponse:
    """A new one, or none; a member needs none."""
    found = access.get_ambassador(request.municipality, ambassador_id)
    if request.POST.get("do") == "revoke":
        actions.revoke_link(found, by=request.member.actor)
        messages.success(request, _("The link is switched off. It opens nothing now."))
    elif found.member_id is None:
        actions.renew_link(found, by=request.member.actor)
        messages.success(request, _("There is a new link. Send it to %(name)s.") % {"name": found.name})
    return redirect("outreach:ambassador", ambassador_id)
