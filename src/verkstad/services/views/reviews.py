"""What keeps the catalogue true: what is due, how good it is, which links are dead, who looks after what."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from verkstad.identity.access import staff
from verkstad.identity.models import Role, User
from verkstad.identity.queries import members
from verkstad.identity.requests import StaffRequest
from verkstad.services import actions, queries
from verkstad.services.access import can_edit_service
from verkstad.services.forms.reviews import HandOverForm
from verkstad.services.models import Service
from verkstad.services.review_cards import quality_card, rated_row
from verkstad.services.views.loading import load, load_to_edit, name_of

# What a person can take in hand; the next ones come when these are done.
AT_A_TIME = 50
# What can be handed over in one go.
HANDED_OVER = 200


@staff(Role.SERVICE_OWNER)
def due(request: StaffRequest) -> HttpResponse:
    town, today, owner = request.municipality, timezone.localdate(), _whose(request)
    context = {
        "rows": queries.due_for_review(town, at=today, owner=owner, at_most=AT_A_TIME),
        "count": queries.count_due(town, at=today, owner=owner),
        "orphans": queries.orphans(town) if request.member.has(Role.EDITOR) else 0,
        "whose": "mine" if owner else "all",
    }
    return _page(request, "services/staff_review_due.html", context)


@staff(Role.SERVICE_OWNER)
@require_POST
def confirm(request: StaffRequest, slug: str) -> HttpResponse:
    """Somebody has found it still true."""
    service = load_to_edit(request, slug)
    actions.confirm_service(service, on=timezone.localdate(), by=request.member.actor)
    messages.success(request, _("“%(name)s” is noted as still true today.") % {"name": name_of(service)})
    whose = "mine" if request.POST.get("whose") == "mine" else "all"
    return HttpResponseRedirect(f"{reverse('services:due')}?whose={whose}")


@staff(Role.SERVICE_OWNER)
def quality_list(request: StaffRequest) -> HttpResponse:
    owner = _whose(request)
    rated = queries.quality_list(request.municipality, today=timezone.localdate(), owner=owner)
    context = {
        "rows": [rated_row(row) for row in rated[:AT_A_TIME]],
        "count": len(rated),
        "mean": round(sum(row.quality.score for row in rated) / len(rated)) if rated else 0,
        "whose": "mine" if owner else "all",
    }
    return _page(request, "services/staff_review_quality.html", context)


@staff(Role.SERVICE_OWNER)
def quality(request: StaffRequest, slug: str) -> HttpResponse:
    service = load(request, slug)
    found = queries.assess(service, request.municipality, today=timezone.localdate())
    context = {
        "name": name_of(service),
        "slug": slug,
        "panel": quality_card(found),
        "may_edit": can_edit_service(request.member, service),
        "whose": "mine" if service.owner_id == request.member.user_id else "all",
    }
    return _page(request, "services/staff_review_one.html", context)


@staff(Role.EDITOR)
def links(request: StaffRequest) -> HttpResponse:
    context = {"rows": queries.dead_links(request.municipality), "is_checking": settings.CHECK_LINKS}
    return _page(request, "services/staff_review_links.html", context)


@staff(Role.EDITOR)
def owners(request: StaffRequest) -> HttpResponse:
    return _page(request, "services/staff_review_owners.html", {"rows": queries.owners(request.municipality)})


@staff(Role.EDITOR)
def hand_over(request: StaffRequest, owner: uuid.UUID | None = None) -> HttpResponse:
    """What one person looks after, or nobody does, to somebody else."""
    public_id = str(owner or "")
    owned = queries.owned_by(request.municipality, public_id)
    form = _hand_over_form(request, list(owned[:HANDED_OVER]), public_id)
    if request.method == "POST" and form.is_valid():
        chosen = list(owned.filter(slug__in=form.cleaned_data["services"]))
        actions.set_owner(chosen, form.person, by=request.member.actor)
        messages.success(request, _handed_over(len(chosen), form.person))
        return HttpResponseRedirect(reverse("services:owners"))
    person = User.objects.filter(public_id=owner).order_by("pk").first() if owner else None
    return _page(request, "services/staff_review_hand_over.html", {"form": form, "person": person})


def _page(request: StaffRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, name, context | {"is_editor": request.member.has(Role.EDITOR)})


def _hand_over_form(request: StaffRequest, owned: list[Service], public_id: str) -> HandOverForm:
    """Raises Http404 when there is nothing to hand over."""
    if not owned:
        raise Http404
    names = {service.slug: name_of(service) for service in owned}
    keepers = members(request.municipality, Role.SERVICE_OWNER)
    people = {member.actor: member.user for member in keepers if member.actor != public_id}
    return HandOverForm(request.POST or None, services=names, people=people)


def _handed_over(count: int, person: User) -> str:
    words = ngettext("%(number)s entry is now with %(name)s.", "%(number)s entries are now with %(name)s.", count)
    return words % {"number": count, "name": person.name}


def _whose(request: StaffRequest) -> User | None:
    """The reader's own entries; editors choose between theirs and all there are."""
    if request.member.has(Role.EDITOR) and request.GET.get("whose") != "mine":
        return None
    return request.member.user
