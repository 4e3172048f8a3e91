"""The list of services, its export, and what is done with many at once."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.core.validators import slug_re
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from verkstad.core.tables import csv_response
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.services import access, actions
from verkstad.services.forms.listing import ACTS, BulkForm, ListForm
from verkstad.services.models import Service
from verkstad.services.queries.listing import ServiceRow, service_rows
from verkstad.services.state_words import REFUSED, STEPS, refused
from verkstad.services.views.loading import name_of

ON_A_PAGE = 50


@staff(Role.READER)
def service_list(request: StaffRequest) -> HttpResponse:
    form = ListForm(request.GET, member=request.member)
    rows = service_rows(request.member, form.wanted())
    context = {
        "is_narrowed": any(value for name, value in form.cleaned_data.items() if name != "words"),
        "form": form,
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "bulk_form": BulkForm(member=request.member),
        "may_choose": request.member.has(Role.SERVICE_OWNER) and not form.cleaned_data["shared"],
        "may_make": request.member.has(Role.SERVICE_OWNER),
    }
    return render(request, "services/staff_list.html", context)


@staff(Role.READER)
def export(request: StaffRequest) -> HttpResponseBase:
    """All that the filters leave, as CSV."""
    rows = service_rows(request.member, ListForm(request.GET, member=request.member).wanted())

    heads = [_("Name"), _("Address"), _("State"), _("Service owner"), _("Who is responsible?"), _("Languages")]
    lines = [[*heads, _("Came from"), _("Changed")], *(_cells(row) for row in rows)]
    return csv_response(f"services-{request.municipality.slug}", lines)


def _cells(row: ServiceRow) -> list[str]:
    """As texts now, for the file is sent when the language of the page is forgotten."""
    languages, changed = " ".join(row.languages), row.changed_at.isoformat(timespec="minutes")
    return [row.name, row.slug, str(row.status.label), row.owner, row.organisation, languages, row.source, changed]


@staff(Role.SERVICE_OWNER)
@require_POST
def bulk(request: StaffRequest) -> HttpResponse:
    """First asks whether it is these and that; then does it, each by itself."""
    chosen = _chosen(request)
    form = BulkForm(request.POST, member=request.member)
    if not chosen:
        messages.warning(request, _("Choose services in the list first."))
        return redirect("services:list")
    if not form.is_valid():
        raise BadRequest
    if request.POST.get("sure") != "yes":
        context = {"form": form, "act": ACTS[form.cleaned_data["act"]], "chosen": chosen}
        return render(request, "services/staff_bulk.html", context)
    refusals = _do(request, chosen, form)
    _tell(request, form.cleaned_data["act"], len(chosen) - len(refusals), refusals)
    return redirect("services:list")


def _chosen(request: StaffRequest) -> list[tuple[Service, str]]:
    """The municipality's own of the slugs that were sent, with their names."""
    slugs = filter(slug_re.match, request.POST.getlist("chosen"))
    services = Service.objects.filter(municipality=request.municipality, slug__in=slugs)
    rows = services.select_related("municipality").prefetch_related("texts").order_by("slug")
    return [(service, name_of(service)) for service in rows]


def _do(request: StaffRequest, chosen: list[tuple[Service, str]], form: BulkForm) -> list[tuple[str, str]]:
    """What could not be done, with the reason."""
    answers = [(name, _refusal(request, service, form)) for service, name in chosen]
    return [(name, words) for name, words in answers if words]


def _refusal(request: StaffRequest, service: Service, form: BulkForm) -> str:
    """Nothing when it is done."""
    if not access.can_publish_service(request.member, service):
        return _("You may not change it.")
    try:
        if form.cleaned_data["act"] == "owner":
            actions.set_owner([service], form.owner_chosen(), by=request.member.actor)
        else:
            STEPS[form.cleaned_data["act"]].act(service, by=request.member.actor)
    except REFUSED as refusal:
        return refused(refusal)
    return ""


def _tell(request: StaffRequest, act: str, done: int, refusals: list[tuple[str, str]]) -> None:
    if done:
        messages.success(request, _done(act, done))
    if refusals:
        why = " ".join(f"{name}: {reason}" for name, reason in refusals)
        messages.warning(request, _("%(number)s could not. %(why)s") % {"number": len(refusals), "why": why})


def _done(act: str, number: int) -> str:
    match act:
        case "publish":
            words = ngettext("%(number)s service is published.", "%(number)s services are published.", number)
        case "withdraw":
            words = ngettext("%(number)s service is withdrawn.", "%(number)s services are withdrawn.", number)
        case _:
            words = ngettext("%(number)s service has a new owner.", "%(number)s services have a new owner.", number)
    return words % {"number": number}
