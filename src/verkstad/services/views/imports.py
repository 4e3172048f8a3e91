"""Imports, for editors: bring a file, look at what it would change, let it be written, take it back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.core.tables import csv_response
from verkstad.core.uploads import too_large
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.queries import names_of
from verkstad.identity.requests import StaffRequest
from verkstad.services.forms.imports import ImportForm
from verkstad.services.importing import actions, report
from verkstad.services.importing.entries import sentence
from verkstad.services.importing.export import export
from verkstad.services.importing.formats import Download, formats
from verkstad.services.importing.queries import count_unreviewed, counts
from verkstad.services.importing.shown import shown
from verkstad.services.importing.table import template
from verkstad.services.models.imports import Action, Choice, Import, ImportState

PAGE_SIZE = 50


@staff(Role.EDITOR)
def import_list(request: StaffRequest) -> HttpResponse:
    imports = Import.objects.filter(municipality=request.municipality)
    page = Paginator(imports, PAGE_SIZE).get_page(request.GET.get("page"))
    names = names_of(one.made_by for one in page)
    rows = [(one, formats()[one.format].label, names[one.made_by]) for one in page]
    return render(request, "services/staff_imports.html", {"page": page, "rows": rows})


@staff(Role.EDITOR)
def import_new(request: StaffRequest) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None, too_large=too_large(request))
    if request.method == "POST" and form.is_valid():
        one = actions.request_import(
            form.format_, municipality=request.municipality, by=request.member.actor, **form.request()
        )
        return _to(one)
    return render(request, "services/staff_import_new.html", {"form": form, "formats": formats().values()})


@staff(Role.EDITOR)
def import_page(request: StaffRequest, pk: int) -> HttpResponse:
    """What it would change, how far it is, or what it did, all by its state."""
    one = _import(request, pk)
    numbers = counts(one)
    action = request.GET.get("show", "")
    rows = one.rows.filter(action=action) if action in Action.values else one.rows.exclude(action=Action.SAME)
    page = Paginator(rows.order_by("pk"), PAGE_SIZE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "one": one,
        "format": formats()[one.format],
        "counts": numbers,
        "unreviewed": count_unreviewed(one) if one.state == ImportState.PLANNED else 0,
        "actions": [(it, numbers.by_action[it]) for it in Action],
        "show": action,
        "choices": Choice.choices,
        "page": page,
        "rows": shown(page, formats()[one.format]),
        "problem": sentence(one.problem),
    }
    response = render(request, "services/staff_import.html", context)
    if request.headers.get("HX-Request") and not one.is_working:
        response["HX-Refresh"] = "true"
    return response


@staff(Role.EDITOR)
@require_POST
def import_choose(request: StaffRequest, pk: int) -> HttpResponse:
    """For each entry by itself, or for all that nobody has chosen for yet."""
    one = _import(request, pk)
    given = {int(name.removeprefix("row-")): value for name, value in request.POST.items() if name[4:].isdecimal()}
    choices = {row: Choice(value) for row, value in given.items() if value in Choice.values}
    if (rest := request.POST.get("rest", "")) in Choice.values:
        left = one.rows.filter(action=Action.UNSURE, choice="").exclude(pk__in=choices)
        choices |= dict.fromkeys(left.values_list("pk", flat=True), Choice(rest))
    return _act(request, one, lambda: actions.choose(one, choices), _("Your choices are kept."))


@staff(Role.EDITOR)
@require_POST
def import_start(request: StaffRequest, pk: int) -> HttpResponse:
    one = _import(request, pk)
    return _act(request, one, lambda: actions.start_import(one, by=request.member.actor))


@staff(Role.EDITOR)
@require_POST
def import_drop(request: StaffRequest, pk: int) -> HttpResponse:
    one = _import(request, pk)
    return _act(request, one, lambda: actions.drop_import(one, by=request.member.actor), _("The import is forgotten."))


@staff(Role.EDITOR)
def import_undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Asks first."""
    one = _import(request, pk)
    if request.method == "POST":
        return _act(request, one, lambda: actions.undo_import(one, by=request.member.actor))
    return render(request, "services/staff_import_undo.html", {"one": one, "counts": counts(one)})


@staff(Role.EDITOR)
def import_report(request: StaffRequest, pk: int, kind: str) -> HttpResponse | StreamingHttpResponse:
    one = _import(request, pk)
    if kind == "json":
        headers = {"Content-Disposition": f'attachment; filename="import-{one.pk}.json"'}
        options = {"ensure_ascii": False, "indent": 2}
        return JsonResponse(report.as_json(one), json_dumps_params=options, headers=headers)
    return csv_response(f"import-{one.pk}", report.as_rows(one))


@staff(Role.EDITOR)
def import_refused(request: StaffRequest, pk: int) -> HttpResponse:
    """The refused entries, to be mended and sent again."""
    return _download(report.refused(_import(request, pk)))


@staff(Role.EDITOR)
def import_template(request: StaffRequest, kind: str) -> HttpResponse:
    """The empty template, in the municipality's own language, for it is filled in that."""
    municipality = request.municipality
    return _download(template(municipality.main_language, municipality.languages, kind))


@staff(Role.EDITOR)
def import_export(request: StaffRequest, kind: str) -> HttpResponse:
    """The template with what is there."""
    return _download(export(request.municipality, kind))


def _import(request: StaffRequest, pk: int) -> Import:
    one: Import = get_object_or_404(Import, municipality=request.municipality, pk=pk)
    one.municipality = request.municipality
    return one


def _act(request: StaffRequest, one: Import, act: Callable[[], None], done: str = "") -> HttpResponse:
    try:
        act()
        if done:
            messages.success(request, done)
    except actions.NotNow:
        messages.warning(request, _("That could not be done: the import is in another state by now."))
    return _to(one)


def _to(one: Import) -> HttpResponse:
    return HttpResponseRedirect(
        reverse("services:import", args=[one.pk]) if one.pk else reverse("services:import-list")
    )


def _download(download: Download) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{download.name}"'}
    return HttpResponse(download.content, content_type=download.content_type, headers=headers)
