"""What a service was: its versions, two of them side by side, and the way back to one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.queries import names_of
from verkstad.identity.requests import StaffRequest
from verkstad.services import access, actions
from verkstad.services.field_words import field_name, value_words
from verkstad.services.models import Service, ServiceVersion, Status
from verkstad.services.queries import history
from verkstad.services.state_words import REFUSED, refused
from verkstad.services.views.loading import back_to, load, load_to_edit
from verkstad.services.word_changes import word_changes

ON_A_PAGE = 20


@staff(Role.READER)
def version_list(request: StaffRequest, slug: str) -> HttpResponse:
    service = load(request, slug)
    page = Paginator(service.versions.order_by("-number"), ON_A_PAGE).get_page(request.GET.get("page"))
    changes = history.changes(service, page.object_list)
    names = names_of(change.version.made_by for change in changes)
    rows = [(change.version, names[change.version.made_by], _what(change)) for change in changes]
    context = back_to(service) | {"service": service, "page": page, "rows": rows}
    return render(request, "services/staff_history.html", context)


@staff(Role.READER)
def compare(request: StaffRequest, slug: str, before: int, after: int) -> HttpResponse:
    """Only what differs; words that are gone or new are marked."""
    service = load(request, slug)
    old, new = _version(service, before), _version(service, after)
    rows = [
        (field_name(row.field), word_changes(value_words(row.field, row.before), value_words(row.field, row.after)))
        for row in history.compare(old, new)
    ]
    names = names_of([old.made_by, new.made_by])
    context = back_to(service) | {
        "service": service,
        "versions": [(version, names[version.made_by]) for version in (old, new)],
        "rows": rows,
        "may_restore": access.can_edit_service(request.member, service) and before != service.version,
    }
    return render(request, "services/staff_compare.html", context)


@staff(Role.SERVICE_OWNER)
@require_POST
def restore(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    service = load_to_edit(request, slug)
    _version(service, number)
    try:
        actions.restore_version(service, number, by=request.member.actor)
    except REFUSED as refusal:
        messages.warning(request, refused(refusal))
        return redirect("services:history", slug)
    messages.success(request, _("The service is as it was in version %(number)s.") % {"number": number})
    return redirect("services:service", slug)


def _version(service: Service, number: int) -> ServiceVersion:
    try:
        return actions.get_version(service, number)
    except actions.UnknownVersion as error:
        raise Http404 from error


def _what(change: history.Change) -> list[str]:
    """What was changed, in words."""
    words = [field_name(field) for field in change.fields]
    if change.version.number == 1:
        words.append(_("It was made."))
    if change.is_new_status:
        words.append(str(Status(change.version.status).label))
    if change.is_new_owner:
        words.append(_("Service owner"))
    if change.version.reason.startswith("version "):
        words.append(_("Back to version %(number)s") % {"number": change.version.reason.removeprefix("version ")})
    return words
