"""Settings are changed as a draft that nobody outside sees before it is published."""

from datetime import date

import pytest

from verkstad.core.models import AuditEntry
from verkstad.municipalities.actions import (
    ChangedMeanwhile,
    NothingToPublish,
    UnreadableLook,
    discard_settings,
    publish_settings,
    save_settings_draft,
)
from verkstad.municipalities.data import data_of, settings_of, with_settings
from verkstad.municipalities.models import Municipality, SettingsDraft


def acts() -> list[tuple[str, dict[str, object]]]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", "details"))


def test_a_draft_changes_nothing_before_it_is_published(bjorkhamn):
    save_settings_draft(bjorkhamn, {"phone": "0123-99 99 99"}, by="anna", opened_at=None)
    assert Municipality.objects.get().phone == bjorkhamn.phone
    publish_settings(bjorkhamn, by="anna")
    assert (Municipality.objects.get().phone, SettingsDraft.objects.count()) == ("0123-99 99 99", 0)


def test_the_audit_trail_tells_what_was_changed_from_what(bjorkhamn):
    save_settings_draft(bjorkhamn, {"city": "Björkhamn"}, by="anna", opened_at=None)
    publish_settings(bjorkhamn, by="bo")
    assert acts() == [
        ("settings.drafted", {"fields": ["city"]}),
        ("municipality.saved", {"changes": {"city": ["", "Björkhamn"]}}),
    ]


def test_a_draft_without_changes_is_none(bjorkhamn):
    save_settings_draft(bjorkhamn, {"city": "Björkhamn"}, by="anna", opened_at=None)
    draft = SettingsDraft.objects.get()
    assert save_settings_draft(bjorkhamn, {"city": ""}, by="anna", opened_at=draft.saved_at) is None
    assert SettingsDraft.objects.count() == 0


def test_a_draft_that_somebody_else_saved_meanwhile_is_not_overwritten(bjorkhamn):
    save_settings_draft(bjorkhamn, {"city": "Björkhamn"}, by="anna", opened_at=None)
    with pytest.raises(ChangedMeanwhile) as refusal:
        save_settings_draft(bjorkhamn, {"city": "Björkby"}, by="bo", opened_at=None)
    assert (refusal.value.draft.saved_by, SettingsDraft.objects.get().values) == ("anna", {"city": "Björkhamn"})


def test_a_colour_that_is_hard_to_read_is_refused_with_one_that_passes(bjorkhamn):
    with pytest.raises(UnreadableLook) as refusal:
        save_settings_draft(bjorkhamn, {"main_colour": "#ffd700"}, by="anna", opened_at=None)
    save_settings_draft(bjorkhamn, {"main_colour": refusal.value.passing}, by="anna", opened_at=None)
    assert SettingsDraft.objects.get().values == {"main_colour": refusal.value.passing}


def test_a_discarded_draft_is_gone(bjorkhamn):
    save_settings_draft(bjorkhamn, {"city": "Björkhamn"}, by="anna", opened_at=None)
    discard_settings(bjorkhamn, by="anna")
    with pytest.raises(NothingToPublish):
        publish_settings(bjorkhamn, by="anna")
    assert Municipality.objects.get().city == ""


def test_settings_are_the_same_again_after_being_written_as_json(bjorkhamn):
    data = with_settings(data_of(bjorkhamn), {"accessibility_assessed_on": "2026-11-01", "parts": ["places"]})
    assert with_settings(data_of(bjorkhamn), settings_of(data)) == data
    assert data.accessibility_assessed_on == date(2026, 11, 1)
