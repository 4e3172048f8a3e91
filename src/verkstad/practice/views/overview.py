"""The page of one copy."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from verkstad.identity.models import Role
from verkstad.identity.queries import names_of
from verkstad.identity.requests import StaffRequest
from verkstad.practice.access import can_edit_copy
from verkstad.practice.checks import problems
from verkstad.practice.forms.copies import SERVICES, CheckedForm, FactsForm, ScreenForm
from verkstad.practice.models import Edition, PracticeCopy, ScreenSource, State
from verkstad.practice.queries.documents import document_of, persona_document
from verkstad.practice.queries.flags import is_second_person
from verkstad.practice.queries.listing import edition_worked_on, latest_edition, shown_edition
from verkstad.practice.queries.showing import may_differ
from verkstad.practice.texts import filled
from verkstad.services.queries import names_by_id


def overview_page(request: StaffRequest, copy: PracticeCopy, **forms: Any) -> HttpResponse:
    """``forms`` are those in which something is wrong, as what they are called in the context."""
    shown, worked_on = shown_edition(copy), edition_worked_on(copy)
    edition = worked_on or shown or latest_edition(copy)
    facts_form = forms.get("facts_form") or FactsForm(member=request.member, copy=copy)
    context = {
        "copy": copy,
        "shown": shown,
        "is_old": shown is not None and may_differ(shown, timezone.localdate()),
        "worked_on": worked_on,
        "edition": edition,
        "intro": filled(edition.intro, edition.persona.fields),
        "service": names_by_id([copy.service_id]).get(copy.service_id) if copy.service_id else None,
        "may_edit": can_edit_copy(request.member, copy),
        "may_teach": request.member.has(Role.HELPER),
        "checked_form": CheckedForm(),
        "screen_form": ScreenForm(),
        "service_list": {"id": SERVICES, "names": facts_form.slugs},
    }
    around = _state(request, worked_on) | {"facts_form": facts_form}
    return render(request, "practice/staff_copy.html", context | _screens(edition, worked_on) | around | forms)


def _screens(edition: Edition, worked_on: Edition | None) -> dict[str, Any]:
    """The screens in order, and what is in the way of showing those that are written."""
    document = document_of(edition)
    found = list(problems(document, persona_document(edition.persona))) if worked_on else []
    is_recorded = any(screen.source == ScreenSource.RECORDED for screen in document.screens)
    rows = [(screen, ScreenSource(screen.source).label, len(screen.steps)) for screen in document.screens]
    return {"screens": rows, "problems": found, "is_recorded": is_recorded}


def _state(request: StaffRequest, worked_on: Edition | None) -> dict[str, Any]:
    """Whose turn it is with what is being written."""
    if worked_on is None:
        return {"is_draft": False, "made_by": "", "is_second": False}
    return {
        "is_draft": worked_on.state == State.DRAFT,
        "made_by": names_of([worked_on.made_by])[worked_on.made_by],
        "is_second": is_second_person(worked_on, request.member.actor),
    }
