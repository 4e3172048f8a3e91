"""Letters on their way to a real mail server. What happens when a worker is killed is in test_outbox_killed."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.core.post_office import HANG_UP, PostOffice, free_port, open_post_office
from tests.factories.core import LetterFactory
from verkstad.core import outbox_delivery
from verkstad.core.models import Letter
from verkstad.core.outbox import State
from verkstad.core.outbox_delivery import send_due
from verkstad.core.outbox_server import MailServer


@pytest.fixture
def office(settings):
    with open_post_office() as office:
        settings.DEMO, settings.MAIL_SERVER = False, office.server
        settings.MAIL_FROM = "Björkhamn <noreply@bjorkhamn.se>"
        yield office


def outcome() -> list[tuple[str, int, str]]:
    return list(Letter.objects.order_by("pk").values_list("state", "attempts", "last_error"))


def minutes_to_next_try(letter: Letter) -> int:
    letter.refresh_from_db()
    return round((letter.due_at - timezone.now()) / timedelta(minutes=1))


def test_letter_arrives_as_it_was_written(db, office):
    letter = LetterFactory(subject="Välkommen till Björkhamn", text="Hej Eva!\n.\nSmörgåsbord " + "och mera " * 200)
    send_due()
    (mail,) = office.arrived
    assert (mail["Subject"], mail.get_content().splitlines()) == (letter.subject, letter.text.splitlines())
    assert {name: mail[name] for name in ("From", "To", "Content-Language", "Auto-Submitted", "Message-ID")} == {
        "From": "Björkhamn <noreply@bjorkhamn.se>",
        "To": "eva@example.se",
        "Content-Language": "sv",
        "Auto-Submitted": "auto-generated",
        "Message-ID": f"<{letter.public_id}@bjorkhamn.se>",
    }
    assert outcome() == [("sent", 1, "")]


def test_letter_is_seven_bits_and_short_lines_so_that_every_server_can_carry_it(db, office):
    LetterFactory(text="å" * 5000)
    send_due()
    lines = office.arrived[0].as_bytes().splitlines()
    assert max(map(len, lines)) < 100
    assert all(line.isascii() for line in lines)


def test_domain_of_other_letters_is_written_as_the_dns_has_it(db, office):
    LetterFactory(to="eva@björkhamn.example")
    send_due()
    assert office.asked_for == ["eva@xn--bjrkhamn-o4a.example"]


def test_letters_are_sent_in_the_order_they_are_due_and_not_before(db, office):
    now = timezone.now()
    LetterFactory(to="late@example.se", due_at=now - timedelta(minutes=1))
    LetterFactory(to="first@example.se", due_at=now - timedelta(minutes=2))
    LetterFactory(to="future@example.se", due_at=now + timedelta(minutes=1))
    send_due()
    assert [mail["To"] for mail in office.arrived] == ["first@example.se", "late@example.se"]


def test_turn_ends_when_its_time_is_over(db, office, monkeypatch):
    monkeypatch.setattr(outbox_delivery, "SECONDS_PER_TURN", 0)
    LetterFactory()
    send_due()
    assert outcome() == [("waiting", 0, "")]


@pytest.mark.parametrize("stage", ["RCPT", "DATA"])
def test_lasting_refusal_is_given_up_and_kept_for_somebody_to_see(db, office, stage):
    office.answers[stage] = "550 No such person"
    LetterFactory()
    send_due()
    assert outcome() == [("given_up", 1, "550 No such person")]
    assert office.arrived == []


@pytest.mark.parametrize("stage", ["RCPT", "DATA"])
@pytest.mark.parametrize(("minutes_old", "wait"), [(0, 1), (5, 5), (60, 60), (3 * 24 * 60, 24 * 60)])
def test_passing_refusal_is_tried_again_after_as_long_as_it_has_waited(db, office, stage, minutes_old, wait):
    office.answers[stage] = "450 Come back later"
    letter = LetterFactory(created_at=timezone.now() - timedelta(minutes=minutes_old))
    send_due()
    assert outcome() == [("waiting", 1, "450 Come back later")]
    assert minutes_to_next_try(letter) == wait


def test_passing_refusal_is_given_up_after_four_days(db, office):
    office.answers["RCPT"] = "450 Come back later"
    LetterFactory(created_at=timezone.now() - timedelta(days=4, minutes=1))
    send_due()
    assert outcome() == [("given_up", 1, "450 Come back later")]


def test_refused_letter_does_not_hold_up_the_next(db, office):
    office.answers["RCPT"] = "550 No such person"
    LetterFactory()
    LetterFactory()
    send_due()
    assert [state for state, _, _ in outcome()] == ["given_up", "given_up"]


def test_server_that_breaks_off_at_the_recipient_has_no_letter(db, office):
    office.answers["RCPT"] = HANG_UP
    LetterFactory()
    send_due()
    assert outcome() == [("waiting", 1, "Connection unexpectedly closed")]


def test_server_that_breaks_off_with_the_letter_in_hand_leaves_it_unsure(db, office):
    office.answers["TAKEN"] = HANG_UP
    LetterFactory()
    send_due()
    send_due()
    assert outcome() == [("unsure", 1, "Connection unexpectedly closed")]
    assert len(office.arrived) == 1


def test_answer_that_is_neither_yes_nor_no_leaves_it_unsure(db, office):
    office.answers["TAKEN"] = "299 Hm"
    LetterFactory()
    send_due()
    assert outcome() == [("unsure", 1, "299 Hm")]


@pytest.mark.parametrize(("minutes_old", "wait"), [(0, 1), (5, 5), (3 * 24 * 60, 15)])
def test_server_that_is_not_there_is_asked_once_for_all_and_never_given_up(db, office, caplog, minutes_old, wait):
    office.answers["MAIL"] = "530 Not from here"
    first = LetterFactory(created_at=timezone.now() - timedelta(minutes=minutes_old))
    second = LetterFactory(to="bo@example.se")
    send_due()
    assert outcome() == [("waiting", 1, "530 Not from here"), ("waiting", 0, "")]
    assert minutes_to_next_try(first) == minutes_to_next_try(second) == wait
    assert [message.partition(",")[0] for message in caplog.messages] == ["The mail server does not take letters"]


def test_server_that_does_not_listen_is_tried_again(db, office, settings):
    settings.MAIL_SERVER = MailServer("127.0.0.1", free_port(), "", "", "off")
    LetterFactory()
    send_due()
    assert outcome() == [("waiting", 1, "[Errno 111] Connection refused")]


def test_letter_that_cannot_be_written_as_mail_is_given_up_and_holds_up_none(db, office):
    LetterFactory(subject="Hej\nBcc: bo@example.se")
    LetterFactory()
    send_due()
    assert [state for state, _, _ in outcome()] == ["given_up", "sent"]
    assert office.asked_for == ["eva@example.se"]


@contextmanager
def meanwhile(office: PostOffice, stage: str, act: Callable[[], None]) -> Iterator[None]:
    """While the server stands still at a stage, something else happens."""

    def wait_and_act() -> None:
        office.has_stopped.wait(10)
        act()
        connection.close()
        office.go_on.set()

    office.stops_at = stage
    thread = threading.Thread(target=wait_and_act)
    thread.start()
    yield
    thread.join()


def test_letter_that_another_worker_has_claimed_meanwhile_is_not_handed_over(transactional_db, office):
    LetterFactory()
    with meanwhile(office, "RCPT", lambda: Letter.objects.update(attempts=2)):
        send_due()
    assert (outcome(), office.arrived) == ([("waiting", 2, "")], [])


def test_letter_that_arrives_after_it_was_marked_unsure_is_known_to_be_sent(transactional_db, office):
    LetterFactory()
    with meanwhile(office, "DATA", lambda: Letter.objects.update(state=State.UNSURE)):
        send_due()
    assert outcome() == [("sent", 1, "")]


def test_signal_to_end_waits_until_the_letter_is_handed_over(transactional_db, office):
    seen: list[str] = []
    before = signal.signal(signal.SIGTERM, lambda *_: seen.append(Letter.objects.get().state))
    LetterFactory()
    with meanwhile(office, "DATA", lambda: os.kill(os.getpid(), signal.SIGTERM)):
        send_due()
    signal.signal(signal.SIGTERM, before)
    assert seen == ["sent"]


def test_demo_sends_nothing_and_its_letters_count_as_sent(db, office, settings):
    settings.DEMO = True
    LetterFactory()
    send_due()
    assert (outcome(), office.arrived) == ([("sent", 0, "")], [])


def test_letters_wait_for_a_mail_server_and_the_log_says_so(db, settings, caplog):
    settings.DEMO, settings.MAIL_SERVER = False, None
    LetterFactory()
    send_due()
    outbox_delivery.warn_without_server()
    assert outcome() == [("waiting", 0, "")]
    assert caplog.messages == [
        "The setting VERKSTAD_MAIL_URL names no mail server: e-mail is not sent, letters waiting: 1"
    ]


def test_log_says_nothing_of_a_mail_server_that_there_is(db, office, settings, caplog):
    outbox_delivery.warn_without_server()
    settings.DEMO, settings.MAIL_SERVER = True, None
    outbox_delivery.warn_without_server()
    assert caplog.messages == []
