"""The administrators' pages of a municipality's settings: changed as a draft, looked at, published."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from verkstad.identity.access import staff
from verkstad.identity.forms.settings import ContactForm, LanguagesForm, LookForm, SettingsForm, StatementForm
from verkstad.identity.models import Role
from verkstad.identity.queries import names_of
from verkstad.identity.requests import StaffRequest
from verkstad.municipalities import actions, queries
from verkstad.municipalities.data import data_of, settings_of

SECTIONS: Mapping[str, tuple[str | Promise, type[SettingsForm]]] = {
    "contact": (gettext_lazy("Name and contact"), ContactForm),
    "languages": (gettext_lazy("Languages and parts"), LanguagesForm),
    "look": (gettext_lazy("Look"), LookForm),
    "accessibility": (gettext_lazy("Accessibility statement"), StatementForm),
}


@staff(Role.ADMINISTRATOR)
def overview(request: StaffRequest) -> HttpResponse:
    municipality = request.municipality
    draft = queries.settings_draft(municipality)
    published = settings_of(data_of(municipality))
    context = {
        "sections": [(code, name) for code, (name, _form) in SECTIONS.items()],
        "draft": draft,
        "saved_by": names_of([draft.saved_by])[draft.saved_by] if draft else "",
        "changes": [_change(name, published[name], value) for name, value in draft.values.items()] if draft else [],
    }
    return render(request, "identity/settings.html", context)


@staff(Role.ADMINISTRATOR)
def section(request: StaffRequest, code: str) -> HttpResponse:
    if code not in SECTIONS:
        raise Http404
    name, form_class = SECTIONS[code]
    draft = queries.settings_draft(request.municipality)
    form = form_class(
        request.POST or None, request.FILES or None, values=queries.drafted_settings(request.municipality)
    )
    if form.is_valid() and _saved(request, form):
        return redirect("identity:settings")
    opened_at = request.POST.get("opened_at", draft.saved_at.isoformat() if draft else "")
    context = {"form": form, "name": name, "opened_at": opened_at, "code": code}
    return render(request, "identity/settings_section.html", context)


@staff(Role.ADMINISTRATOR)
@require_POST
def publish(request: StaffRequest) -> HttpResponse:
    try:
        actions.publish_settings(request.municipality, by=request.member.actor)
        messages.success(request, _("The settings are published: residents see them now."))
    except actions.NothingToPublish:
        messages.info(request, _("There was nothing to publish; somebody else may have done it."))
    return redirect("identity:settings")


@staff(Role.ADMINISTRATOR)
@require_POST
def discard(request: StaffRequest) -> HttpResponse:
    try:
        actions.discard_settings(request.municipality, by=request.member.actor)
        messages.success(request, _("The draft is thrown away. What residents see has not changed."))
    except actions.NothingToPublish:
        messages.info(request, _("There was no draft any longer."))
    return redirect("identity:settings")


def _saved(request: StaffRequest, form: SettingsForm) -> bool:
    """Whether it could be saved; if not, the form says why."""
    seen = request.POST.get("opened_at", "")
    try:
        opened_at = datetime.fromisoformat(seen) if seen else None
        actions.save_settings_draft(request.municipality, form.settings(), by=request.member.actor, opened_at=opened_at)
    except actions.UnreadableLook as refusal:
        words = _("White text on this colour is hard to read. The nearest colour that passes is %(colour)s.")
        form.add_error("main_colour", words % {"colour": refusal.passing})
    except actions.ChangedMeanwhile as refusal:
        who = names_of([refusal.draft.saved_by])[refusal.draft.saved_by]
        form.add_error(None, _("%(name)s saved settings meanwhile. Open the page again to see them.") % {"name": who})
    except (ValueError, actions.UnusableMunicipality) as refusal:
        form.add_error(None, str(refusal))
    return not form.errors


def _change(name: str, before: Any, after: Any) -> dict[str, Any]:
    return {"name": NAMES.get(name, name), "before": _shown(before), "after": _shown(after)}


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{code}: {text}" for code, text in value.items())
    return ", ".join(value) if isinstance(value, list) else str(value or "")


NAMES: Mapping[str, str | Promise] = {
    name: field.label for _name, form in SECTIONS.values() for name, field in form.base_fields.items() if field.label
} | {name: label for _name, form in SECTIONS.values() for name, (label, _widget) in form.translated.items()}
