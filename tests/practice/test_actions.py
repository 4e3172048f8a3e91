"""Writing copies: drafts, what residents use, and who may let them."""

from datetime import date

import pytest
from django.db import IntegrityError

from tests.factories.identity import UserFactory
from tests.factories.practice import (
    CHECKED,
    FIELDS,
    PersonaFactory,
    document,
    eid_screen,
    make_copy,
    make_draft,
    make_recorded,
    persona_document,
    recorded_screen,
    screen,
    step,
)
from tests.factories.search import make_service
from verkstad.core.models import AuditEntry
from verkstad.practice.actions import copies as actions
from verkstad.practice.actions.shipped import take_shipped
from verkstad.practice.documents import Refused
from verkstad.practice.editing import without_screen
from verkstad.practice.models import Edition, Persona, PracticeCopy, RecordedFlag, State
from verkstad.practice.queries.documents import document_of
from verkstad.practice.queries.shipped import Shipped

TODAY = date(2026, 11, 23)


def states(copy):
    return list(copy.editions.order_by("number").values_list("state", flat=True))


def last_act():
    return AuditEntry.objects.latest("pk").action


def test_persona_is_added_and_changed(bjorkhamn):
    actions.save_persona(persona_document(), municipality=bjorkhamn, by="me")
    actions.save_persona(persona_document(fields=FIELDS | {"town": "Egesund"}), municipality=bjorkhamn, by="me")
    assert (Persona.objects.get().fields["town"], last_act()) == ("Egesund", "persona.saved")


def test_pages_of_recorded_screens_are_written_anew_with_their_persona(bjorkhamn):
    screens = make_recorded(bjorkhamn).screens
    screens.update(page="")
    actions.save_persona(persona_document(), municipality=bjorkhamn)
    assert screens.get().page.startswith("<!DOCTYPE html>")


def test_new_copy_is_a_draft(bjorkhamn):
    PersonaFactory(municipality=bjorkhamn)
    service, owner = make_service("Flytta", municipality=bjorkhamn), UserFactory()
    data = actions.CopyData("move", "sv", service, owner)
    edition = actions.add_copy(data, document(screen(), eid_screen()), municipality=bjorkhamn, by="me")
    assert (edition.state, edition.number, edition.made_by) == (State.DRAFT, 1, "me")
    assert (edition.copy.service, edition.copy.owner) == (service, owner)
    assert (document_of(edition), last_act()) == (document(screen(), eid_screen()), "practice_copy.added")


def test_key_is_taken_in_one_language(bjorkhamn):
    make_draft(bjorkhamn)
    make_draft(bjorkhamn, language="da")
    with pytest.raises(actions.Taken):
        make_draft(bjorkhamn)
    assert PracticeCopy.objects.count() == 2


def test_copy_needs_its_persona(bjorkhamn, egesund):
    PersonaFactory(municipality=egesund)
    with pytest.raises(actions.NoPersona, match="karin"):
        actions.add_copy(actions.CopyData("move", "sv"), document(), municipality=bjorkhamn)
    assert not PracticeCopy.objects.exists()


def test_document_holds_nothing_that_was_recorded(bjorkhamn):
    with pytest.raises(Refused, match="start: was recorded"):
        make_draft(bjorkhamn, recorded_screen("start"))


def test_service_and_owner_are_changed(bjorkhamn):
    copy = make_draft(bjorkhamn).copy
    service, owner = make_service("Flytta", municipality=bjorkhamn), UserFactory()
    actions.change_copy(copy, service=service, owner=owner)
    copy.refresh_from_db()
    assert (copy.service, copy.owner, last_act()) == (service, owner, "practice_copy.changed")


def test_copy_is_removed(bjorkhamn):
    actions.remove_copy(make_copy(bjorkhamn))
    assert (PracticeCopy.objects.exists(), Edition.objects.exists(), last_act()) == (
        False, False, "practice_copy.removed",
    )  # fmt: skip


def test_draft_is_changed_where_it_is(bjorkhamn):
    draft = make_draft(bjorkhamn)
    changed = document(screen("other"), eid_screen(), title="Flytt", intro="Nu.", licence="CC0", origin="Oss")
    saved = actions.save_draft(draft.copy, changed, by="me")
    assert (saved, document_of(saved), saved.made_by, last_act()) == (draft, changed, "me", "practice_copy.drafted")


def test_change_of_what_is_shown_begins_a_draft(bjorkhamn):
    copy = make_copy(bjorkhamn)
    actions.save_draft(copy, document(title="Ny"))
    assert [(one.state, one.title) for one in copy.editions.order_by("number")] == [
        (State.PUBLISHED, "Anmäl flytt"),
        (State.DRAFT, "Ny"),
    ]


def test_draft_begins_as_what_is_shown(bjorkhamn):
    copy = make_copy(bjorkhamn, screen(), eid_screen())
    draft = actions.start_draft(copy, by="me")
    assert (document_of(draft), draft.made_by) == (document(screen(), eid_screen()), "me")
    assert actions.start_draft(copy) == draft


def test_edit_is_of_what_the_draft_is_now(bjorkhamn):
    copy = make_draft(bjorkhamn, screen(), screen("second")).copy
    actions.save_draft(copy, document(screen(), screen("second"), screen("third")))
    edited = actions.edit_draft(copy, lambda now: without_screen(now, "second"))
    assert [one.key for one in document_of(edited).screens] == ["start", "third"]


def test_what_was_recorded_stays_when_the_draft_is_changed(bjorkhamn):
    draft = make_recorded(bjorkhamn)
    recorded = draft.screens.get().recorded
    saved = actions.save_draft(draft.copy, document(recorded_screen("start", title="Nytt"), screen("more")))
    assert [(one.title, one.recorded) for one in saved.screens.order_by("position")] == [
        ("Nytt", recorded),
        ("Anmäl", None),
    ]


def test_what_waits_for_a_second_person_is_not_changed(bjorkhamn):
    draft = make_draft(bjorkhamn)
    actions.ask_for_review(draft)
    with pytest.raises(actions.NotADraft):
        actions.save_draft(draft.copy, document())


def test_dropped_draft_leaves_what_is_shown(bjorkhamn):
    copy = make_copy(bjorkhamn)
    actions.drop_draft(actions.start_draft(copy))
    assert (states(copy), last_act()) == ([State.PUBLISHED], "practice_copy.draft_dropped")


def test_copy_that_was_never_shown_goes_with_its_draft(bjorkhamn):
    actions.drop_draft(make_draft(bjorkhamn))
    assert not PracticeCopy.objects.exists()


def test_review_is_asked_for_and_sent_back(bjorkhamn):
    draft = make_draft(bjorkhamn)
    seen = [actions.ask_for_review(draft).state, last_act(), actions.back_to_draft(draft).state, last_act()]
    assert seen == [State.REVIEW, "practice_copy.sent_to_review", State.DRAFT, "practice_copy.sent_back"]


def test_new_edition_takes_the_place_of_the_one_before(bjorkhamn):
    copy = make_copy(bjorkhamn)
    shown = actions.publish(actions.start_draft(copy, by="me"), checked_on=TODAY, by="me")
    assert (states(copy), last_act()) == ([State.RETIRED, State.PUBLISHED], "practice_copy.published")
    assert (shown.checked_on, shown.published_at is not None, shown.reviewed_by) == (TODAY, True, "")


def test_second_person_is_named(bjorkhamn):
    assert actions.publish(make_draft(bjorkhamn), checked_on=TODAY, by="you").reviewed_by == "you"


def test_nobody_reviews_their_own(bjorkhamn):
    with pytest.raises(IntegrityError):
        Edition.objects.filter(pk=make_draft(bjorkhamn).pk).update(reviewed_by="system")


def test_recorded_copy_needs_a_second_person(bjorkhamn):
    draft = make_recorded(bjorkhamn, made_by="me")
    with pytest.raises(actions.NeedsSecondPerson):
        actions.publish(draft, checked_on=TODAY, by="me")
    assert actions.publish(draft, checked_on=TODAY, by="you").state == State.PUBLISHED


def test_what_is_pointed_out_is_looked_at_before_it_is_shown(bjorkhamn):
    draft = make_recorded(bjorkhamn, made_by="me")
    RecordedFlag.objects.create(recorded=draft.screens.get().recorded, why="name", excerpt="Karin")
    with pytest.raises(actions.NotReady, match="1 thing nobody has looked at"):
        actions.publish(draft, checked_on=TODAY, by="you")


@pytest.mark.parametrize("act", [actions.ask_for_review, lambda draft: actions.publish(draft, checked_on=TODAY)])
def test_what_is_not_ready_is_told(bjorkhamn, act):
    draft = make_draft(bjorkhamn, screen(steps=(step(target="gone"),)))
    with pytest.raises(actions.NotReady) as refused:
        act(draft)
    assert [(one.screen, one.reason) for one in refused.value.problems] == [
        ("Anmäl", "The step “Skicka anmälan.” points at gone, which is not there.")
    ]
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_what_is_withdrawn_can_be_begun_again(bjorkhamn):
    copy = make_copy(bjorkhamn)
    actions.withdraw(copy.editions.get())
    assert (states(copy), last_act()) == ([State.RETIRED], "practice_copy.withdrawn")
    assert document_of(actions.start_draft(copy)) == document()


def test_copy_is_compared_again(bjorkhamn):
    shown = actions.mark_checked(make_copy(bjorkhamn).editions.get(), on=TODAY)
    assert (shown.checked_on > CHECKED, last_act()) == (True, "practice_copy.checked")


NOT_NOW = {
    "drop what is shown": (actions.drop_draft, State.PUBLISHED),
    "ask twice": (actions.ask_for_review, State.REVIEW),
    "send a draft back": (actions.back_to_draft, State.DRAFT),
    "publish what was shown": (lambda one: actions.publish(one, checked_on=TODAY), State.RETIRED),
    "withdraw a draft": (actions.withdraw, State.DRAFT),
    "compare a draft": (lambda one: actions.mark_checked(one, on=TODAY), State.DRAFT),
}


@pytest.mark.parametrize("what", NOT_NOW)
def test_second_of_two_at_once_is_told(bjorkhamn, what):
    act, state = NOT_NOW[what]
    edition = make_copy(bjorkhamn).editions.get()
    Edition.objects.update(state=state)
    with pytest.raises(actions.NotNow):
        act(edition)


def test_shipped_copy_comes_with_its_person(bjorkhamn):
    owner, service = UserFactory(), make_service("Flytta", municipality=bjorkhamn)
    shipped = Shipped(document(), persona_document())
    edition = take_shipped(shipped, municipality=bjorkhamn, service=service, owner=owner)
    assert (document_of(edition), edition.copy.service, edition.copy.owner) == (document(), service, owner)
    assert edition.persona.fields == FIELDS


def test_person_whom_the_municipality_has_stays_as_it_is(bjorkhamn):
    mine = PersonaFactory(municipality=bjorkhamn, fields=FIELDS | {"town": "Vår stad"})
    assert take_shipped(Shipped(document(), persona_document()), municipality=bjorkhamn).persona == mine
    mine.refresh_from_db()
    assert mine.fields["town"] == "Vår stad"
