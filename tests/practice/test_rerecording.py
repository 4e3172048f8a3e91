"""A screen of a recorded copy out of a new recording."""

import pytest

from tests.factories.practice import CHECKED
from tests.practice.recorded.trees import FACE_HASH, el, tree, walk_of
from verkstad.core.models import AuditEntry
from verkstad.practice.actions import copies, recordings, rerecording
from verkstad.practice.actions.copies import NotADraft, NotNow
from verkstad.practice.models import Asset, Persona, Recorded, RecordedFlag
from verkstad.practice.queries.listing import edition_worked_on, shown_edition
from verkstad.practice.queries.walked import brought
from verkstad.practice.recorded.recording import ScreenRefused
from verkstad.practice.recorded.walks import Apart

NEXT = el("button", "Nästa", id="next")


def page(*body, title="Sida"):
    return tree(*body, base="https://a.example/", title=title)


def pressed(*body):
    """Twice, so that pressing what was pressed becomes its step."""
    return page(*body, NEXT), (page(*body, NEXT | {"pressed": True}), "pressed")


@pytest.fixture
def copy(screens_copy):
    edition = screens_copy(*pressed(), page(el("p", "Klart"), title="Klart"))
    copies.publish(edition, checked_on=CHECKED, by="second")
    return edition.copy


def bring(copy, *screens, second=None):
    people = tuple(Persona.objects.filter(municipality=copy.municipality).order_by("key"))
    walk = walk_of(*screens)
    rerecording.bring_walks(copy, recordings.Walks(walk, second or walk, people), by="recorder")
    return [one.pk for one in brought(copy)]


def test_what_is_brought_is_kept_until_something_else_is(copy):
    assert len(bring(copy, page(NEXT), page(NEXT))) == 2
    bring(copy, page(NEXT, el("input", title="Namn"), el("input"), title="Nytt"))
    assert [(one.title, one.controls) for one in brought(copy)] == [("Nytt", ["Nästa", "Namn"])]
    assert (Recorded.objects.count(), edition_worked_on(copy)) == (3, None)


def test_a_screen_is_taken_into_the_draft_and_what_is_shown_stays(copy):
    [number] = bring(copy, page(el("p", "I dag"), NEXT))
    assert rerecording.rerecord(copy, "screen-1", number, by="recorder") == ()
    shown, draft = shown_edition(copy), edition_worked_on(copy)
    assert ["I dag" in one.screens.get(key="screen-1").page for one in (shown, draft)] == [False, True]
    assert [one.screens.get(key="screen-1").steps.get().target for one in (shown, draft)] == ["5", "7"]
    assert (draft.made_by, brought(copy)) == ("recorder", [])
    assert AuditEntry.objects.filter(action="practice_copy.screen_rerecorded").count() == 1


def test_a_second_person_looks_at_it_before_it_is_shown(copy):
    [number] = bring(copy, page(el("p", "Ring 070-123 45 67"), NEXT))
    rerecording.rerecord(copy, "screen-1", number, by="recorder")
    draft = edition_worked_on(copy)
    with pytest.raises(copies.NotReady):
        copies.publish(draft, checked_on=CHECKED, by="second")
    recordings.settle(RecordedFlag.objects.get(), take_away=False, edition=draft, by="second")
    with pytest.raises(copies.NeedsSecondPerson):
        copies.publish(draft, checked_on=CHECKED, by="recorder")
    copies.publish(draft, checked_on=CHECKED, by="second")


def test_who_recorded_it_is_no_second_person_after_a_third_has_changed_the_words(copy):
    [number] = bring(copy, page(el("p", "Ring 070-123 45 67"), NEXT))
    rerecording.rerecord(copy, "screen-1", number, by="recorder")
    draft = copies.edit_draft(copy, lambda document: document, by="writer")
    with pytest.raises(copies.NeedsSecondPerson):
        recordings.settle(RecordedFlag.objects.get(), take_away=False, edition=draft, by="recorder")
    recordings.settle(RecordedFlag.objects.get(), take_away=False, edition=draft, by="second")
    with pytest.raises(copies.NeedsSecondPerson):
        copies.publish(draft, checked_on=CHECKED, by="recorder")
    copies.publish(draft, checked_on=CHECKED, by="second")
    later = copies.edit_draft(copy, lambda document: document, by="writer")
    assert copies.publish(later, checked_on=CHECKED, by="recorder").reviewed_by == "recorder"


def test_what_is_lost_is_in_the_way_of_publishing_until_it_is_chosen(copy):
    [number] = bring(copy, page(el("p", "Nästa")))
    assert rerecording.rerecord(copy, "screen-1", number, by="recorder") == ("Tryck på ”Nästa”.",)
    with pytest.raises(copies.NotReady, match="does not say where on the screen"):
        copies.publish(edition_worked_on(copy), checked_on=CHECKED, by="second")


def test_a_picture_is_pointed_out_on_each_screen_that_may_be_chosen(copy):
    face = el("img", src="/face.png")
    bring(copy, page(face), page(el("p"), face))
    assert [(flag.why, flag.node) for flag in RecordedFlag.objects.order_by("pk")] == [("picture", 5), ("picture", 6)]


def refused(copy, error, act):
    before = list(Recorded.objects.order_by("pk").values_list("pk", flat=True))
    with pytest.raises(error):
        act()
    assert (list(Recorded.objects.order_by("pk").values_list("pk", flat=True)), edition_worked_on(copy)) == (
        before, None,
    )  # fmt: skip


def test_another_service_is_refused_and_nothing_kept(copy):
    bring(copy, page(NEXT))
    refused(copy, ScreenRefused, lambda: bring(copy, page(NEXT), tree(NEXT, base="https://b.example/")))
    refused(copy, Apart, lambda: bring(copy, page(NEXT), second=walk_of(page())))


@pytest.mark.parametrize("key", ["gone", "screen-1"])
def test_a_screen_that_is_not_there_is_refused(copy, key):
    [number] = bring(copy, page(NEXT))
    refused(copy, NotNow, lambda: rerecording.rerecord(copy, key, number + (key != "gone"), by="recorder"))


def test_what_waits_for_a_second_person_is_not_changed(copy):
    [number] = bring(copy, page(NEXT))
    draft = copies.ask_for_review(copies.start_draft(copy))
    with pytest.raises(NotADraft):
        rerecording.rerecord(copy, "screen-1", number, by="recorder")
    assert draft.screens.filter(recorded=number).count() == 0


def shown_only(copy):
    return set(Recorded.objects.filter(copy=copy)) == set(Recorded.objects.filter(copy=copy, screens__isnull=False))


@pytest.mark.parametrize("ends", [copies.drop_draft, lambda draft: copies.publish(draft, checked_on=CHECKED, by="me")])
def test_what_nobody_chose_is_forgotten_with_the_draft(copy, ends):
    bring(copy, page(NEXT))
    ends(copies.start_draft(copy))
    assert shown_only(copy)


def test_what_was_brought_can_be_left(copy):
    bring(copy, page(NEXT))
    rerecording.leave_walks(copy, by="recorder")
    assert (brought(copy), shown_only(copy)) == ([], True)


def test_pictures_go_with_the_last_copy_that_has_them(copy, screens_copy):
    other = screens_copy(page(), key="other")
    Asset.objects.create(sha256="0" * 64, kind="image/png", content=b"of nobody here")
    copies.remove_copy(copy)
    assert Asset.objects.filter(pk=FACE_HASH).exists()
    copies.drop_draft(other)
    assert [one.pk for one in Asset.objects.order_by("pk")] == ["0" * 64]
