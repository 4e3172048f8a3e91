"""Administrators see what became of each letter; in the demo everybody reads them."""

import uuid

import pytest

from tests.factories.core import LetterFactory
from tests.factories.municipalities import DomainFactory
from tests.staff import sign_in
from verkstad.core.models import AuditEntry
from verkstad.core.outbox import State
from verkstad.core.outbox_server import MailServer
from verkstad.identity.models import Role

PAGE = "/bjorkhamn/en/staff/mail/"
MAILBOX = "/bjorkhamn/en/staff/mailbox/"
SERVER = MailServer("mail.example", 587, "", "", "then")


@pytest.fixture
def administrator(client, bjorkhamn):
    return sign_in(client, Role.ADMINISTRATOR, bjorkhamn)


@pytest.fixture
def production(settings, bjorkhamn):
    """Where a municipality is found by its host name, and letters are really sent. The front of addresses."""
    DomainFactory(municipality=bjorkhamn, host="testserver")
    settings.DEMO, settings.MAIL_SERVER = False, SERVER
    return "/en/staff/"


def subjects(response) -> list[str]:
    return [letter.subject for letter in response.context["page"]]


@pytest.mark.usefixtures("administrator")
class TestOutbox:
    def test_only_letters_of_the_municipality_are_there(self, client):
        LetterFactory()
        LetterFactory(municipality="egesund")
        assert subjects(client.get(PAGE)) == ["Välkommen"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [("state=sent", ["Sent"]), ("words=bo@", ["Waiting"]), ("state=nonsense", ["Waiting", "Sent"])],
    )
    def test_filters_leave_what_fits(self, client, query, found):
        LetterFactory(subject="Sent", state=State.SENT)
        LetterFactory(subject="Waiting", to="bo@example.se")
        assert subjects(client.get(f"{PAGE}?{query}")) == found

    @pytest.mark.parametrize(("server", "is_said"), [(None, True), (SERVER, False)])
    def test_page_says_that_nothing_is_sent(self, client, production, settings, server, is_said):
        settings.MAIL_SERVER = server
        response = client.get(f"{production}mail/")
        assert (response.status_code, "No e-mail is sent" in response.text) == (200, is_said)

    def test_page_says_how_many_need_a_decision(self, client):
        LetterFactory(state=State.UNSURE)
        LetterFactory(state=State.GIVEN_UP)
        assert "2 letters need you to decide" in client.get(PAGE).text

    @pytest.mark.parametrize("count", [1, 3])
    def test_page_asks_the_database_so_many_times(self, client, django_assert_num_queries, count):
        for _ in range(count):
            LetterFactory()
        with django_assert_num_queries(8):
            client.get(PAGE)


@pytest.mark.usefixtures("administrator")
class TestLetter:
    @pytest.mark.parametrize(
        ("state", "buttons"),
        [
            (State.WAITING, ["Send now"]),
            (State.HANDING_OVER, []),
            (State.SENT, []),
            (State.UNSURE, ["Send again", "It has arrived"]),
            (State.GIVEN_UP, ["Send again"]),
        ],
    )
    def test_letter_offers_what_can_be_done_with_it(self, client, state, buttons):
        page = client.get(f"{PAGE}{LetterFactory(state=state, attempts=1).public_id}/").text
        assert [
            words for words in ("Send now", "Send again", "It has arrived") if f">{words}</button>" in page
        ] == buttons

    def test_why_it_was_refused_is_told(self, client):
        letter = LetterFactory(state=State.GIVEN_UP, last_error="550 No such person", attempts=1)
        assert "550 No such person" in client.get(f"{PAGE}{letter.public_id}/").text

    @pytest.mark.parametrize(("is_secret", "is_shown"), [(True, False), (False, True)])
    def test_what_lets_its_reader_in_is_not_shown(self, client, production, is_secret, is_shown):
        letter = LetterFactory(is_secret=is_secret, text="https://example.se/invitation/x1y2z3")
        response = client.get(f"{production}mail/{letter.public_id}/")
        assert (response.status_code, "x1y2z3" in response.text) == (200, is_shown)

    def test_letter_is_sent_again_by_name(self, client, administrator):
        letter = LetterFactory(state=State.UNSURE)
        response = client.post(f"{PAGE}{letter.public_id}/send-again/", follow=True)
        letter.refresh_from_db()
        assert (letter.state, AuditEntry.objects.get().actor) == (State.WAITING, administrator.actor)
        assert "The letter will be sent in a moment." in response.text

    def test_arrival_is_confirmed(self, client):
        letter = LetterFactory(state=State.UNSURE)
        client.post(f"{PAGE}{letter.public_id}/arrived/")
        letter.refresh_from_db()
        assert letter.state == State.SENT

    def test_who_comes_too_late_is_told(self, client):
        letter = LetterFactory(state=State.SENT)
        response = client.post(f"{PAGE}{letter.public_id}/send-again/", follow=True)
        assert "Something has happened to the letter meanwhile." in response.text

    @pytest.mark.parametrize("act", ["", "send-again/", "arrived/"])
    def test_letter_of_another_municipality_is_not_there(self, client, act):
        letter = LetterFactory(municipality="egesund", state=State.UNSURE)
        assert client.post(f"{PAGE}{letter.public_id}/{act}").status_code == 404

    def test_nothing_is_decided_by_looking(self, client):
        assert client.get(f"{PAGE}{uuid.uuid4()}/send-again/").status_code == 405


class TestMailbox:
    def test_every_member_reads_the_demos_letters_with_links_to_press(self, client, bjorkhamn):
        sign_in(client, Role.READER, bjorkhamn)
        letter = LetterFactory(text="Öppna\nhttps://example.se/invitation/x1y2z3/\n<b>nu</b>", is_secret=True)
        assert subjects(client.get(MAILBOX)) == ["Välkommen"]
        page = client.get(f"{MAILBOX}{letter.public_id}/").text
        assert '<a href="https://example.se/invitation/x1y2z3/"' in page
        assert "&lt;b&gt;nu" in page

    def test_outside_the_demo_there_is_none(self, client, bjorkhamn, production):
        sign_in(client, Role.ADMINISTRATOR, bjorkhamn)
        letter = LetterFactory()
        pages = ("mail/", "mailbox/", f"mailbox/{letter.public_id}/")
        assert [client.get(f"{production}{page}").status_code for page in pages] == [200, 404, 404]

    @pytest.mark.parametrize("count", [1, 3])
    def test_page_asks_the_database_so_many_times(self, client, bjorkhamn, django_assert_num_queries, count):
        sign_in(client, Role.READER, bjorkhamn)
        for _ in range(count):
            LetterFactory()
        with django_assert_num_queries(7):
            client.get(MAILBOX)
