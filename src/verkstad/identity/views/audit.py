"""The audit trail, for the administrators of the municipality it is about."""

import json
from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from verkstad.core import audit
from verkstad.core.tables import csv_response
from verkstad.identity.access import staff
from verkstad.identity.audit_words import ACTS
from verkstad.identity.forms.audit import AuditForm
from verkstad.identity.models import Role
from verkstad.identity.queries import names_of
from verkstad.identity.requests import StaffRequest

PAGE_SIZE = 50


@staff(Role.ADMINISTRATOR)
def trail(request: StaffRequest) -> HttpResponse:
    form = AuditForm(request.GET or None, municipality=request.municipality)
    entries = audit.trail(request.municipality.slug, form.filters())
    page = Paginator(entries, PAGE_SIZE).get_page(request.GET.get("page"))
    names = names_of(entry.actor for entry in page)
    rows = [(entry, ACTS.get(entry.action, entry.action), names[entry.actor]) for entry in page]
    return render(request, "identity/audit.html", {"form": form, "page": page, "rows": rows})


@staff(Role.ADMINISTRATOR)
def export(request: StaffRequest) -> StreamingHttpResponse:
    """All that the filters leave, as CSV."""
    form = AuditForm(request.GET or None, municipality=request.municipality)
    entries = audit.trail(request.municipality.slug, form.filters())
    names = names_of(entries.values_list("actor", flat=True).order_by("actor").distinct())

    def rows() -> Iterator[list[str]]:
        yield ["at", "action", "actor", "actor_id", "kind", "id", "name", "details"]
        for entry in entries.iterator():
            details = json.dumps(entry.details, ensure_ascii=False)
            target = [entry.target_kind, entry.target_id, entry.target_name]
            yield [entry.at.isoformat(), entry.action, names[entry.actor], entry.actor, *target, details]

    return csv_response(f"audit-{request.municipality.slug}", rows())
