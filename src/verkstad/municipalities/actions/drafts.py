"""Changes of settings: kept as a draft, looked at, and published or thrown away."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from verkstad.core import audit
from verkstad.municipalities.actions.saving import refuse_unusable, save_municipality
from verkstad.municipalities.data import data_of, settings_of, with_settings
from verkstad.municipalities.models import Municipality, SettingsDraft


class ChangedMeanwhile(Exception):
    """Somebody else has saved the draft since it was opened; ``draft`` tells who and when."""

    def __init__(self, draft: SettingsDraft) -> None:
        super().__init__(f"{draft.municipality_id} was saved at {draft.saved_at}.")
        self.draft = draft


class NothingToPublish(Exception):
    pass


@transaction.atomic
def save_settings_draft(
    municipality: Municipality, values: Mapping[str, Any], *, by: str, opened_at: datetime | None
) -> SettingsDraft | None:
    """Keep those of the settings that differ from what is published; None when nothing does.

    ``values`` are as settings_of gives them, but a new logo is the file itself; ``opened_at`` is when the draft that
    was changed had been saved. Raises ChangedMeanwhile, and what refuse_unusable raises.
    """
    data = data_of(Municipality.objects.select_for_update().get(pk=municipality.pk))
    draft = SettingsDraft.objects.filter(municipality=municipality).order_by("pk").first()
    if draft and draft.saved_at != opened_at:
        raise ChangedMeanwhile(draft)
    wanted = with_settings(data, dict(values) | _kept_logo(values.get("logo")))
    refuse_unusable(wanted)
    published = settings_of(data)
    changed = {name: value for name, value in settings_of(wanted).items() if value != published[name]}
    if not changed:
        SettingsDraft.objects.filter(municipality=municipality).delete()
        return None
    draft, _ = SettingsDraft.objects.update_or_create(
        municipality=municipality, defaults={"values": changed, "saved_at": timezone.now(), "saved_by": by}
    )
    audit.record("settings.drafted", target=municipality, by=by, municipality=municipality.slug, fields=sorted(changed))
    return draft


@transaction.atomic
def publish_settings(municipality: Municipality, *, by: str) -> Municipality:
    """Let residents see the draft; raises NothingToPublish."""
    draft = _take_draft(municipality)
    data = data_of(Municipality.objects.select_for_update().get(pk=municipality.pk))
    before = settings_of(data)
    changes = {name: [before[name], value] for name, value in draft.values.items()}
    return save_municipality(with_settings(data, draft.values), by=by, changes=changes)


@transaction.atomic
def discard_settings(municipality: Municipality, *, by: str) -> None:
    """Throw the draft away; raises NothingToPublish."""
    draft = _take_draft(municipality)
    fields = sorted(draft.values)
    audit.record("settings.discarded", target=municipality, by=by, municipality=municipality.slug, fields=fields)


def _kept_logo(logo: ContentFile[bytes] | str | None) -> dict[str, str]:
    """The file under a name that tells what is in it: the same logo lies there once, whoever drafts it."""
    if not isinstance(logo, ContentFile):
        return {}
    name = f"logos/{logo.name}"
    return {"logo": name if default_storage.exists(name) else default_storage.save(name, logo)}


def _take_draft(municipality: Municipality) -> SettingsDraft:
    draft = SettingsDraft.objects.select_for_update().filter(municipality=municipality).order_by("pk").first()
    if draft is None:
        raise NothingToPublish(municipality.slug)
    SettingsDraft.objects.filter(municipality=municipality).delete()
    return draft
