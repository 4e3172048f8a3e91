"""The screens of a draft, and one of them as a form with its result beside."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.core.parts import place_after
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.practice import access, editing, frames
from verkstad.practice.actions import copies as actions
from verkstad.practice.checks import problems
from verkstad.practice.documents import PERSONA_FIELDS, CopyDocument, Refused, ScreenDocument
from verkstad.practice.forms.blocks import KIND_NAMES
from verkstad.practice.forms.copies import ScreenForm
from verkstad.practice.forms.screen import ScreenEditor, with_rows
from verkstad.practice.models import Persona, PracticeCopy, Screen, ScreenSource, State
from verkstad.practice.queries.documents import document_of, persona_document
from verkstad.practice.queries.listing import edition_worked_on, latest_edition
from verkstad.practice.queries.targets import recorded_targets
from verkstad.practice.views.copies import REFUSALS
from verkstad.practice.views.loading import load, load_to_edit
from verkstad.practice.views.overview import overview_page

type Change = Callable[[CopyDocument], CopyDocument]


@dataclass(frozen=True, slots=True)
class Opened:
    """A screen in the middle of its copy, as it is saved."""

    copy: PracticeCopy
    row: Screen
    document: CopyDocument
    screen: ScreenDocument
    may_edit: bool


@staff(Role.SERVICE_OWNER)
@require_POST
def screens(request: StaffRequest, copy_id: int) -> HttpResponse:
    """One more, or one moved or taken away ("up:start")."""
    copy = load_to_edit(request, copy_id)
    do, _colon, key = request.POST.get("do", "").partition(":")
    form = ScreenForm(request.POST)
    if do == "add" and not form.is_valid():
        return overview_page(request, copy, screen_form=form)
    changes: dict[str, Change] = {
        "add": lambda document: editing.with_screen_added(document, **form.cleaned_data),
        "up": lambda document: editing.with_screen_moved(document, key, -1),
        "down": lambda document: editing.with_screen_moved(document, key, 1),
        "remove": lambda document: editing.without_screen(document, key),
    }
    refusal = _changed(request, copy, changes.get(do, lambda document: document))
    if refusal:
        messages.warning(request, refusal)
    elif do == "add":
        return redirect("practice:screen", copy_id, document_of(latest_edition(copy)).screens[-1].key)
    return redirect(f"{reverse('practice:copy', args=[copy_id])}#screens")


@staff(Role.READER)
def screen(request: StaffRequest, copy_id: int, screen: str) -> HttpResponse:
    """As a form with its result beside; for those who may not change it now, as it is."""
    opened = _open(request, copy_id, screen)
    if not opened.may_edit:
        return _page(request, opened, "practice/staff_screen_read.html")
    targets = recorded_targets(opened.row)
    if request.method != "POST":
        based_on = editing.fingerprint(opened.screen)
        return _form(request, opened, ScreenEditor.of(opened.screen, targets), based_on)
    do = request.POST.get("do", "save")
    values = with_rows(request.POST, do)
    editor = ScreenEditor.typed_in(opened.screen, values, targets)
    if not editor.is_valid():
        if do != "save":
            editor.forgive()
        return _form(request, opened, editor, values.get("based_on", ""), is_saved=False)
    if refusal := _save(request, opened, editor):
        return _form(request, opened, editor, editing.fingerprint(opened.screen), refusal)
    return redirect(f"{reverse('practice:screen', args=[copy_id, screen])}{place_after(values, do)}")


@staff(Role.SERVICE_OWNER)
@require_POST
def preview(request: StaffRequest, copy_id: int, screen: str) -> HttpResponse:
    """The form saves itself while one writes, as soon as nothing is missing; here is what that looks like."""
    opened = _open(request, copy_id, screen)
    if not opened.may_edit:
        raise PermissionDenied
    editor = ScreenEditor.typed_in(opened.screen, request.POST, recorded_targets(opened.row))
    based_on, is_saved, refusal = request.POST.get("based_on", ""), False, ""
    if editor.is_valid():
        refusal = _save(request, opened, editor)
        is_saved = not refusal
    if is_saved:
        opened = _open(request, copy_id, screen)
        based_on = editing.fingerprint(opened.screen)
    context = {"based_on": based_on, "is_saved": is_saved, "refusal": refusal}
    return _page(request, opened, "practice/staff_screen_preview.html", **context)


def _open(request: StaffRequest, copy_id: int, key: str) -> Opened:
    """Raises Http404."""
    copy = load(request, copy_id)
    edition = edition_worked_on(copy) or latest_edition(copy)
    row = access.get_screen_for_staff(edition, key)
    document = document_of(edition)
    written = next(one for one in document.screens if one.key == key)
    may_edit = edition.state == State.DRAFT and access.can_edit_copy(request.member, copy)
    return Opened(copy, row, document, written, may_edit)


def _save(request: StaffRequest, opened: Opened, editor: ScreenEditor) -> str:
    """Nothing when it is saved, otherwise why it is not."""
    based_on = request.POST.get("based_on", "")

    def change(document: CopyDocument) -> CopyDocument:
        others = (one for one in document.screens if one.key != opened.screen.key)
        written = editor.screen([step.key for one in others for step in one.steps])
        return editing.with_screen(document, written, based_on=based_on)

    return _changed(request, opened.copy, change)


def _changed(request: StaffRequest, copy: PracticeCopy, change: Change) -> str:
    """Nothing when the draft is changed so, otherwise why it is not."""
    try:
        actions.edit_draft(copy, change, by=request.member.actor)
    except editing.EditedMeanwhile:
        return _("Somebody else saved this screen meanwhile. What you wrote is still here and is not saved. Look at "
                 "theirs in a new tab. If yours is right, save once more.")  # fmt: skip
    except actions.NotADraft as refusal:
        return str(REFUSALS[type(refusal)])
    except Refused as refused:
        return str(refused)
    return ""


def _form(
    request: StaffRequest,
    opened: Opened,
    editor: ScreenEditor,
    based_on: str,
    refusal: str = "",
    *,
    is_saved: bool = True,
) -> HttpResponse:
    context = {
        "editor": editor,
        "mistakes": list(editor.mistakes()),
        "based_on": based_on,
        "refusal": refusal,
        "is_saved": is_saved and not refusal,
        "kinds": KIND_NAMES if opened.screen.source == ScreenSource.AUTHORED else {},
    }
    return _page(request, opened, "practice/staff_screen.html", **context)


def _fields(persona: Persona) -> list[tuple[str, str]]:
    """First what everybody has."""
    names = [*PERSONA_FIELDS, *sorted(set(persona.fields) - set(PERSONA_FIELDS))]
    return [(f"{{{name}}}", persona.fields[name]) for name in names if name in persona.fields]


def _page(request: StaffRequest, opened: Opened, template: str, **context: Any) -> HttpResponse:
    edition = opened.row.edition
    found = problems(opened.document, persona_document(edition.persona))
    around = {
        "copy": opened.copy,
        "edition": edition,
        "screen": opened.screen,
        "source": ScreenSource(opened.screen.source).label,
        "frame": frames.address(request, opened.row, still=True),
        "persona": edition.persona,
        "fields": _fields(edition.persona),
        "problems": [one.reason for one in found if one.screen == opened.screen.title],
    }
    response = render(request, template, around | context)
    response.headers["Content-Security-Policy"] = frames.page_policy(request)
    return response
