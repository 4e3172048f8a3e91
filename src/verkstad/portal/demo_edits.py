"""Two people of the demo who changed the same at once, from ``edits.yaml`` in the municipality's folder."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from verkstad.core.entries import Entry, read_entries
from verkstad.identity.models import Membership
from verkstad.municipalities.models import Municipality
from verkstad.services.actions import EditedMeanwhile, edit_service, keep_edit
from verkstad.services.data import ServiceData
from verkstad.services.models import Service
from verkstad.services.queries import data_of


def save_edits(demo: Path) -> None:
    """After the people: one saves, and what the other wrote meanwhile is kept as it is when somebody really does so."""
    for municipality in Municipality.objects.order_by("pk"):
        file = demo / municipality.slug / "edits.yaml"
        for entry in read_entries(file, named_by="service") if file.exists() else ():
            _save_edits(entry, municipality)


def _save_edits(entry: Entry, municipality: Municipality) -> None:
    service = Service.objects.get(municipality=municipality, slug=entry.text("service"))
    before, based_on = data_of([service])[service.pk], service.version
    for field in ("first", "then"):
        edit = entry.entry(field)
        by = Membership.objects.get(municipality=municipality, user__email=edit.text("by", required=True)).actor
        data = _changed(before, municipality.main_language, edit.entry("texts"))
        edit.refuse_others()
        try:
            edit_service(service, data, based_on=based_on, by=by)
        except EditedMeanwhile:
            keep_edit(service, data, based_on=based_on, by=by)
    entry.refuse_others()


def _changed(data: ServiceData, language: str, texts: Entry) -> ServiceData:
    """With these texts in the language."""
    changes: dict[str, Any] = {name: texts.text(name) for name in texts.fields}
    return replace(
        data, texts=tuple(replace(text, **changes) if text.language == language else text for text in data.texts)
    )
