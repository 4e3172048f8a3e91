"""One service as staff see it: its state, its dates, its owner, and what a municipality makes of a shared one."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.queries import members
from verkstad.identity.requests import StaffRequest
from verkstad.services import access, actions
from verkstad.services.forms.keeping import DatesForm, NoteForm, OwnerForm
from verkstad.services.models import LocalService, Service
from verkstad.services.queries import data_of
from verkstad.services.state_words import REFUSED, STEPS, refused
from verkstad.services.views.loading import load, load_to_edit, name_of
from verkstad.services.views.preview import preview_of


@staff(Role.READER)
def service(request: StaffRequest, slug: str) -> HttpResponse:
    return _page(request, load(request, slug))


@staff(Role.SERVICE_OWNER)
@require_POST
def set_status(request: StaffRequest, slug: str) -> HttpResponse:
    """The buttons: publish, withdraw, and delete what was never shown."""
    found = load_to_edit(request, slug)
    step = STEPS.get(request.POST.get("do", ""))
    if step is None:
        raise BadRequest
    try:
        step.act(found, by=request.member.actor)
    except REFUSED as refusal:
        messages.warning(request, refused(refusal))
        return redirect("services:service", slug)
    messages.success(request, str(step.done))
    return redirect("services:list") if step.act is actions.delete_draft else redirect("services:service", slug)


@staff(Role.SERVICE_OWNER)
@require_POST
def set_dates(request: StaffRequest, slug: str) -> HttpResponse:
    found = load_to_edit(request, slug)
    form = DatesForm(request.POST, service=found, today=timezone.localdate())
    if not form.is_valid():
        return _page(request, found, dates=form)
    actions.set_dates(found, **form.cleaned_data, by=request.member.actor)
    messages.success(request, _("The dates are set."))
    return redirect("services:service", slug)


@staff(Role.EDITOR)
@require_POST
def set_owner(request: StaffRequest, slug: str) -> HttpResponse:
    found = load_to_edit(request, slug)
    form = OwnerForm(request.POST, members=members(request.municipality, Role.SERVICE_OWNER))
    if not form.is_valid():
        return _page(request, found, owner=form)
    actions.set_owner([found], form.owner_chosen(), by=request.member.actor)
    messages.success(request, _("The owner is changed."))
    return redirect("services:service", slug)


@staff(Role.EDITOR)
@require_POST
def settle(request: StaffRequest, slug: str) -> HttpResponse:
    """Hide or show what is shared, or note on it."""
    found = load(request, slug)
    if not access.can_settle_shared(request.member, found):
        raise PermissionDenied
    if request.POST.get("do") == "hide":
        actions.hide_service(found, request.municipality, by=request.member.actor)
    elif request.POST.get("do") == "show":
        actions.show_service(found, request.municipality, by=request.member.actor)
    else:
        form = NoteForm(request.POST, languages=request.municipality.languages)
        if not form.is_valid():
            return _page(request, found, note=form)
        actions.set_local_note(found, request.municipality, form.note(), by=request.member.actor)
    messages.success(request, _("Saved."))
    return redirect("services:service", slug)


def _page(
    request: StaffRequest,
    found: Service,
    *,
    dates: DatesForm | None = None,
    owner: OwnerForm | None = None,
    note: NoteForm | None = None,
) -> HttpResponse:
    municipality, today = request.municipality, timezone.localdate()
    may_settle = access.can_settle_shared(request.member, found)
    local = LocalService.objects.filter(service=found, municipality=municipality).first() if may_settle else None
    context = preview_of(request, data_of([found])[found.pk], request.language, key=found.pk) | {
        "service": found,
        "name": name_of(found),
        "may_edit": access.can_edit_service(request.member, found),
        "may_settle": may_settle,
        "may_give": request.member.has(Role.EDITOR),
        "local": local,
        "is_late": _is_late(found, today),
        "dates_form": dates or DatesForm.of(found, today),
        "owner_form": owner or OwnerForm.of(found, members(municipality, Role.SERVICE_OWNER)),
        "note_form": note or NoteForm.of(local, municipality.languages),
    }
    return render(request, "services/staff_service.html", context)


def _is_late(found: Service, today: date) -> bool:
    """It was to be shown and could not be."""
    return bool(found.publish_on and found.publish_on < today)
