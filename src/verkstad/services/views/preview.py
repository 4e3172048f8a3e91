"""What residents would see of a service that is being written, and what to look at again."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from verkstad.core.translated import reading_in
from verkstad.core.writing import own_name
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.services.cards import channel_card
from verkstad.services.data import ServiceData
from verkstad.services.forms.editor import Editor
from verkstad.services.models import Organisation
from verkstad.services.plain import warnings
from verkstad.services.queries import data_of, facts_of
from verkstad.services.queries.editing import choices
from verkstad.services.queries.preview import service_page_of
from verkstad.services.review_words import place, sentence
from verkstad.services.views.loading import load_to_edit
from verkstad.services.words import eid_sentence

NEW = ServiceData(slug="", organisation="", texts=())


@staff(Role.SERVICE_OWNER)
@require_POST
def preview(request: StaffRequest, slug: str = "") -> HttpResponse:
    """The page's part beside the form, asked for at each pause in typing; writes nothing."""
    service = load_to_edit(request, slug) if slug else None
    before = data_of([service])[service.pk] if service else NEW
    editor = Editor.typed(choices(request.municipality, timezone.localdate()), before, request.POST)
    language = request.POST.get("preview_language", "")
    context = preview_of(request, editor.data(before), language, key=service.pk if service else 0)
    return render(request, "services/staff_preview.html", context)


def preview_of(request: StaffRequest, data: ServiceData, language: str, *, key: int) -> dict[str, Any]:
    """What services/staff_preview.html needs; ``key`` is the service's primary key, 0 for one that is not known yet."""
    languages = request.municipality.languages
    language = language if language in languages else request.municipality.main_language
    facts = facts_of({key: data}, request.municipality, timezone.localdate())[key]
    told = [(place(warning), sentence(warning), warning.where) for warning in warnings(data, facts)]
    return {
        "preview": _article(request, data, language),
        "preview_language": language,
        "preview_languages": [(code, own_name(code)) for code in languages],
        "warnings": told,
        "older": facts.older,
    }


def _article(request: StaffRequest, data: ServiceData, language: str) -> str:
    """The page in the language that the resident reads, which need not be that of the form; nothing without a name."""
    if not any(text.name for text in data.texts):
        return ""
    with reading_in(language, request.municipality.main_language):
        organisations = Organisation.objects.filter(municipality=request.municipality, slug=data.organisation)
        page = service_page_of(data, organisations.order_by("pk").first() or Organisation())
        channels = [channel_card(channel) for channel in page.channels]
        context = {"page": page, "channels": channels, "eid_text": eid_sentence(page.ways)}
        return SafeString(render_to_string("services/staff_preview_page.html", context, request=request))
