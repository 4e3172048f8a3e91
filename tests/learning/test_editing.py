"""Writing a draft: of two who do so at once nobody loses what they wrote."""

import pytest
from django.http import Http404

from tests.factories.learning import LESSON, module_document, shipped, taught
from verkstad.learning import access
from verkstad.learning.actions import modules as actions
from verkstad.learning.actions.packages import NotNow, drop_draft, publish, start_draft, take
from verkstad.learning.models import ModuleText
from verkstad.practice.editing import EditedMeanwhile, fingerprint_of


@pytest.fixture
def draft(bjorkhamn):
    return take(shipped(), municipality=bjorkhamn)


@pytest.fixture
def text(draft):
    return access.get_text_for_staff(draft, "browser", "sv")


def test_what_is_published_is_never_changed(draft, text):
    publish(draft, by="maja")
    for change in (
        lambda: actions.add_module(draft, "Ny", "sv", by="maja"),
        lambda: actions.save_part(text, "lessons", LESSON, based_on="", by="maja"),
        lambda: publish(draft, by="maja"),
    ):
        with pytest.raises(NotNow):
            change()


def test_draft_that_somebody_threw_away_is_not_published(bjorkhamn):
    draft = start_draft(taught(bjorkhamn).package, by="maja")
    gone = access.get_draft(draft.package)
    drop_draft(draft, by="bo")
    with pytest.raises(NotNow):
        publish(gone, by="maja")


def test_module_that_somebody_took_away_is_not_written_in(draft, text):
    actions.remove_module(draft, "browser", by="bo")
    with pytest.raises(EditedMeanwhile):
        actions.save_part(text, "lessons", LESSON, based_on="", by="maja")


def test_two_who_write_different_lessons_both_keep_theirs(text):
    actions.add_part(text, "lessons", "Sist", by="maja")
    text.refresh_from_db()
    first, last = text.lessons
    actions.save_part(text, "lessons", first | {"title": "A"}, based_on=fingerprint_of(first), by="maja")
    actions.save_part(text, "lessons", last | {"title": "B"}, based_on=fingerprint_of(last), by="bo")
    assert [one["title"] for one in ModuleText.objects.get(pk=text.pk).lessons] == ["A", "B"]


def test_language_that_is_not_written_is_not_found(draft):
    with pytest.raises(Http404):
        access.get_text_for_staff(draft, "browser", "da")


def test_new_edition_begins_as_the_newest_is(bjorkhamn):
    first = taught(bjorkhamn, shipped(pictures={"window": b"<svg/>"}))
    second = start_draft(first.package, by="maja")
    before, after = (
        list(
            ModuleText.objects.filter(module__edition=one).order_by("module__position").values_list("title", "lessons")
        )
        for one in (first, second)
    )
    assert after == before
    assert first.package.pictures.count() == 1


def test_picture_of_a_name_that_is_taken_gets_another(bjorkhamn):
    shown = module_document(lessons=[LESSON | {"body": [{"kind": "picture", "name": "window", "alt": "X"}]}])
    first = taught(bjorkhamn, shipped(pictures={"window": b"<svg/>"}))
    draft = start_draft(first.package, shipped(shown, pictures={"window": b"<svg></svg>"}), by="maja")
    [text] = ModuleText.objects.filter(module__edition=draft, module__key="browser")
    assert text.lessons[0]["body"][0]["name"] == "window-2"
