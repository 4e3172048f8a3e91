from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone, translation

from tests.factories.core import LetterFactory
from verkstad.core import outbox
from verkstad.core.models import AuditEntry, Letter
from verkstad.core.outbox import NotPossible, State, write_letter

WORDS = {
    "to": "eva@example.se",
    "subject": "Välkommen",
    "text": "Hej Eva!",
    "language": "sv",
    "kind": "invitation",
    "municipality": "bjorkhamn",
}


def test_letter_waits_to_be_sent(db):
    write_letter(**WORDS)
    letter = Letter.objects.get()
    assert {name: getattr(letter, name) for name in WORDS} == WORDS
    assert (letter.state, letter.attempts, letter.due_at, letter.is_secret) == ("waiting", 0, letter.created_at, False)


def test_letter_is_written_with_the_act_or_not_at_all(transactional_db):
    with transaction.atomic():
        write_letter(**WORDS)
        transaction.set_rollback(True)
    assert not Letter.objects.exists()


def test_letter_outside_a_transaction_is_refused(transactional_db):
    with pytest.raises(TransactionManagementError):
        write_letter(**WORDS)


def test_same_letter_is_written_once(db):
    write_letter(**WORDS, key="due-2026-12-eva")
    write_letter(**WORDS | {"subject": "Välkommen igen"}, key="due-2026-12-eva")
    assert [letter.subject for letter in Letter.objects.all()] == ["Välkommen"]


def test_letters_without_key_are_never_the_same(db):
    write_letter(**WORDS)
    write_letter(**WORDS)
    assert Letter.objects.count() == 2


@pytest.mark.parametrize("to", ["", "eva", "eva@example.se, bo@example.se", "eva@example.se\nBcc: bo@example.se"])
def test_address_that_is_not_one_is_refused(db, to):
    with pytest.raises(ValidationError):
        write_letter(**WORDS | {"to": to})


@pytest.mark.parametrize("subject", ["", "Hej\nBcc: bo@example.se", "Hej\rBcc: bo@example.se", "Hej\u2028Eva"])
def test_subject_that_is_not_one_line_is_refused(db, subject):
    with pytest.raises(ValueError, match="one line"):
        write_letter(**WORDS | {"subject": subject})


def test_only_what_is_sent_has_a_time_when_it_was(db):
    with pytest.raises(IntegrityError):
        LetterFactory(state=State.SENT, sent_at=None)


@pytest.mark.parametrize(
    ("asked", "subjects"),
    [
        ({}, ["Påminnelse", "Välkommen"]),
        ({"state": "sent"}, ["Välkommen"]),
        ({"words": "välk EVA"}, ["Välkommen"]),
        ({"words": "bo@"}, ["Påminnelse"]),
        ({"words": "välkommen bo"}, []),
    ],
)
def test_letters_of_a_municipality_are_found_latest_first(db, asked, subjects):
    LetterFactory(state=State.SENT)
    LetterFactory(subject="Påminnelse", to="bo@example.se")
    LetterFactory(municipality="egesund")
    assert [letter.subject for letter in outbox.letters_of("bjorkhamn", **asked)] == subjects


def test_those_that_a_person_must_decide_about_are_counted(db):
    for state in State:
        LetterFactory(state=state)
    LetterFactory(state=State.UNSURE, municipality="egesund")
    assert outbox.count_stuck("bjorkhamn") == 2


@pytest.mark.parametrize("state", [State.UNSURE, State.GIVEN_UP, State.WAITING])
def test_letter_is_sent_again_when_somebody_says_so(db, state):
    letter = LetterFactory(state=state, due_at=timezone.now() + timedelta(days=1))
    outbox.send_again(letter, by="anna")
    letter.refresh_from_db()
    assert letter.state == State.WAITING
    assert letter.due_at <= timezone.now()
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.municipality) == ("letter.sent_again", "anna", "bjorkhamn")


@pytest.mark.parametrize("state", [State.SENT, State.HANDING_OVER])
def test_letter_that_is_sent_or_about_to_be_is_not_sent_again(db, state):
    letter = LetterFactory(state=state)
    with pytest.raises(NotPossible):
        outbox.send_again(letter, by="anna")
    assert not AuditEntry.objects.exists()


def test_arrival_is_confirmed(db):
    letter = LetterFactory(state=State.UNSURE)
    outbox.confirm_arrival(letter, by="anna")
    letter.refresh_from_db()
    assert letter.state == State.SENT
    assert AuditEntry.objects.get().action == "letter.arrival_confirmed"


@pytest.mark.parametrize("state", [state for state in State if state != State.UNSURE])
def test_arrival_is_confirmed_only_where_nobody_knows(db, state):
    with pytest.raises(NotPossible):
        outbox.confirm_arrival(LetterFactory(state=state), by="anna")


@pytest.mark.parametrize(("is_demo", "secret"), [(True, "hemligt"), (False, "")])
def test_secret_is_wiped_when_it_is_sent_but_for_the_demo(db, settings, is_demo, secret):
    settings.DEMO = is_demo
    open_letter, secret_letter = LetterFactory(text="öppet"), LetterFactory(text="hemligt", is_secret=True)
    outbox.mark_sent(Letter.objects.all())
    open_letter.refresh_from_db()
    secret_letter.refresh_from_db()
    assert (open_letter.text, secret_letter.text) == ("öppet", secret)


def test_letters_that_are_over_are_deleted_after_their_time(db, settings):
    settings.LETTERS_KEPT_DAYS = 90
    for state in State:
        LetterFactory(state=state, created_at=timezone.now() - timedelta(days=91))
        LetterFactory(state=state, created_at=timezone.now() - timedelta(days=89))
    outbox.delete_old_letters()
    old = Letter.objects.filter(created_at__lt=timezone.now() - timedelta(days=90))
    assert set(old.values_list("state", flat=True)) == {State.WAITING, State.HANDING_OVER}
    assert Letter.objects.count() == len(State) + 2


def test_what_a_library_sends_goes_into_the_outbox(db, settings):
    settings.MAILERS = {"default": {"BACKEND": "verkstad.core.outbox_backend.IntoOutbox"}}
    with translation.override("da"):
        EmailMessage("Hej", "Din kode er 123", to=["eva@example.dk", "bo@example.dk"]).send()
    letters = Letter.objects.order_by("to")
    assert [(letter.to, letter.text, letter.language, letter.is_secret) for letter in letters] == [
        ("bo@example.dk", "Din kode er 123", "da", True),
        ("eva@example.dk", "Din kode er 123", "da", True),
    ]


def test_letter_is_shown_by_kind_and_address():
    assert str(LetterFactory.build()) == "invitation eva@example.se"
