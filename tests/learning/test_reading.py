"""Residents' pages."""

from decimal import Decimal

import pytest

from tests.factories.learning import LESSON, QUESTION, module_document, shipped, taught
from tests.factories.practice import make_copy
from verkstad.learning import receipts
from verkstad.learning.actions.packages import publish, start_draft, withdraw
from verkstad.learning.models import Way
from verkstad.municipalities.models import Part
from verkstad.practice import completion

HERE = "/bjorkhamn/sv/learn/"
BROWSER = f"{HERE}base/browser/"


@pytest.fixture
def edition(bjorkhamn):
    return taught(bjorkhamn)


def test_packages_are_listed_with_the_base_package_first(client, edition, bjorkhamn):
    taught(bjorkhamn, shipped(key="care", kind="add-on", title={"sv": "Apa"}))
    response = client.get(HERE)
    assert [str(one.title) for one in response.context["editions"]] == ["Grundpaketet", "Apa"]


def test_nothing_to_learn_is_told(client, bjorkhamn):
    assert "Här finns inget att lära sig ännu." in client.get(HERE).content.decode()


def test_draft_is_not_shown(client, edition):
    edition.state = "draft"
    edition.save()
    assert [client.get(HERE + address).status_code for address in ("base/", "base/edition/1/")] == [404, 404]


@pytest.mark.parametrize("address", ["", "base/", "base/browser/", "base/picture/window"])
def test_where_learning_is_switched_off_there_are_no_pages(client, edition, bjorkhamn, address):
    bjorkhamn.parts = [part for part in Part.values if part != Part.LEARNING]
    bjorkhamn.save()
    assert client.get(HERE + address).status_code == 404


@pytest.mark.parametrize(
    "address", ["other/", "base/other/", "base/browser/lesson/other/", "base/post/quiz/", "base/picture/other"]
)
def test_what_is_not_there_is_not_found(client, edition, address):
    assert client.get(HERE + address).status_code == 404


def test_another_towns_package_is_not_found(client, edition, egesund):
    theirs = "/egesund/da/learn/base/"
    assert [client.get(address).status_code for address in (theirs, f"{theirs}edition/1/")] == [404, 404]


def test_withdrawn_package_leads_to_what_it_taught(client, edition):
    withdraw(edition, by="maja")
    page = client.get(f"{HERE}base/", follow=True)
    assert (page.redirect_chain, page.context["is_taught"]) == ([(f"{HERE}base/edition/1/", 302)], False)


def test_earlier_edition_is_read_as_it_was(client, edition):
    newer = start_draft(edition.package, by="maja")
    newer.title = {"sv": "Annat"}
    newer.save()
    publish(newer, by="maja")
    pages = [client.get(f"{HERE}base/edition/{number}/").context for number in (1, 2)]
    assert [(str(page["edition"].title), page["is_taught"]) for page in pages] == [
        ("Grundpaketet", False), ("Annat", True),
    ]  # fmt: skip


def test_edition_tells_what_it_takes_to_prove_and_what_each_module_trains(client, edition):
    edition.proved_by, edition.hints_allowed, edition.pass_mark = ["practice", "course", "test"], 1, Decimal("0.8")
    edition.save()
    page = client.get(f"{HERE}base/edition/1/")
    assert page.context["ways"] == [
        "Genom att öva, med högst 1 ledtråd",
        "På en kurs",
        "Med ett prov, med minst 80\N{NO-BREAK SPACE}% av frågorna rätt",
    ]
    assert "1 lektion · 1 fråga · ungefär 20 minuter · DigComp 1.1" in page.text


def test_module_is_read_in_the_readers_language_else_in_another(client, bjorkhamn):
    texts = [module_document(language=language, title=language) for language in ("sv", "da")]
    taught(bjorkhamn, shipped(*texts))
    titles = [
        str(client.get(address).context["title"])
        for address in (BROWSER, f"{BROWSER}?language=da", "/bjorkhamn/en/learn/base/browser/")
    ]
    assert titles == ["sv", "da", "sv"]


def test_lesson_leads_to_the_next_and_the_last_to_the_questions(client, bjorkhamn):
    lessons = [LESSON | {"key": key} for key in ("first", "last")]
    taught(bjorkhamn, shipped(module_document(lessons=lessons)))
    first = client.get(f"{BROWSER}lesson/first/").content.decode()
    last = client.get(f"{BROWSER}lesson/last/").content.decode()
    assert f'{BROWSER}lesson/last/?language=sv"' in first
    assert f'{BROWSER}quiz/?language=sv"' in last
    assert f'{BROWSER}lesson/first/?language=sv"' in last


def test_practice_copy_is_shown_where_it_is_there_in_the_language(client, bjorkhamn):
    body = [{"kind": "practice", "key": key} for key in ("move", "no-such")]
    taught(bjorkhamn, shipped(module_document(lessons=[LESSON | {"body": body}])))
    make_copy(bjorkhamn)
    response = client.get(f"{BROWSER}lesson/first/")
    assert response.context["copies"] == {"move": "Anmäl flytt"}


def test_where_nobody_practises_no_copy_is_shown(client, bjorkhamn):
    body = [{"kind": "practice", "key": "move"}]
    taught(bjorkhamn, shipped(module_document(lessons=[LESSON | {"body": body}])))
    bjorkhamn.parts = [Part.LEARNING]
    bjorkhamn.save()
    assert client.get(f"{BROWSER}lesson/first/").context["copies"] == {}


def test_picture_is_sent_with_a_sandbox_of_its_own(client, bjorkhamn):
    taught(bjorkhamn, shipped(pictures={"window": b"<svg/>"}))
    response = client.get(f"{HERE}base/picture/window")
    assert response.content == b"<svg/>"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"


class TestQuiz:
    @pytest.fixture
    def answer(self, client, edition):
        return lambda **answers: client.post(f"{BROWSER}quiz/?language=sv", answers)

    def test_right_answers_give_a_receipt(self, answer, edition):
        read = receipts.read(answer(what="0").context["receipt"])
        assert (read.edition, read.module, read.way) == (edition.pk, "browser", Way.TEST)

    def test_wrong_answer_tells_why_and_gives_none(self, answer):
        response = answer(what="1")
        assert response.context["receipt"] == ""
        assert "Den lyser." in response.content.decode()

    def test_question_without_an_answer_is_asked_again(self, answer):
        response = answer()
        assert response.context["is_answered"] is False
        assert response.context["lacks"] is True

    def test_where_a_test_proves_nothing_no_receipt_is_given(self, client, egesund, bjorkhamn):
        taught(bjorkhamn, shipped(proved_by=["course"]))
        response = client.post(f"{BROWSER}quiz/", {"what": "0"})
        assert (response.context["is_passed"], response.context["receipt"]) == (True, "")

    def test_next_module_is_offered(self, answer):
        assert answer(what="0").context["following"].title == "Posten"

    def test_too_many_answers_are_refused(self, answer, monkeypatch):
        monkeypatch.setattr("verkstad.learning.views.reading.MOST_ANSWERS", 0)
        assert answer(what="0").status_code == 429

    def test_several_answers_can_be_ticked(self, client, bjorkhamn):
        question = QUESTION | {"several": True, "answers": [{"text": text, "right": True} for text in "AB"]}
        taught(bjorkhamn, shipped(module_document(quiz=[question])))
        assert client.post(f"{BROWSER}quiz/", {"what": ["0", "1"]}).context["is_passed"]


class TestProvingByPractice:
    @pytest.fixture
    def copy(self, bjorkhamn):
        return make_copy(bjorkhamn)

    @pytest.fixture
    def prove(self, client, bjorkhamn, copy):
        body = [{"kind": "practice", "key": "move"}, {"kind": "practice", "key": "not-here"}]
        taught(bjorkhamn, shipped(module_document(lessons=[LESSON | {"body": body}])))
        return lambda *words: client.post(f"{BROWSER}prove/", {"receipt": words}).json()

    def test_what_was_practised_to_its_end_is_enough(self, prove, copy):
        answer = prove(completion.receipt(copy.editions.get(), 6))
        assert receipts.read(answer["receipt"]).way == Way.PRACTICE

    def test_the_best_time_of_several_counts(self, prove, copy):
        words = [completion.receipt(copy.editions.get(), hints) for hints in (9, 2, 7)]
        assert "receipt" in prove(*words)

    def test_too_many_hints_are_told(self, prove, copy):
        assert prove(completion.receipt(copy.editions.get(), 7)) == {"hints": 7}

    def test_nothing_made_up_and_nothing_of_another_town_is_enough(self, prove, copy, egesund):
        elsewhere = make_copy(egesund)
        assert prove("made:up", completion.receipt(elsewhere.editions.get(), 0)) == {}

    def test_module_without_a_copy_is_not_proved_so(self, client, edition):
        assert client.post(f"{BROWSER}prove/").json() == {}

    def test_where_practice_proves_nothing_no_receipt_is_given(self, client, bjorkhamn, copy):
        body = [{"kind": "practice", "key": "move"}]
        taught(bjorkhamn, shipped(module_document(lessons=[LESSON | {"body": body}]), proved_by=["course"]))
        words = completion.receipt(copy.editions.get(), 0)
        assert client.post(f"{BROWSER}prove/", {"receipt": words}).json() == {}

    def test_too_many_tries_are_refused(self, client, edition, monkeypatch):
        monkeypatch.setattr("verkstad.learning.views.reading.MOST_ANSWERS", 0)
        assert client.post(f"{BROWSER}prove/").status_code == 429


def test_receipt_of_others_is_not_read():
    assert receipts.read("1:made-up") is None


def test_page_of_the_module_on_paper_has_its_questions(client, edition):
    assert "Vad är det?" in client.get(f"{BROWSER}paper/").content.decode()


@pytest.mark.parametrize(
    ("address", "queries"),
    [("", 3), ("base/", 4), ("base/browser/", 4), ("base/browser/lesson/first/", 3), ("base/browser/quiz/", 4)],
)
def test_pages_ask_the_database_so_many_times(client, edition, bjorkhamn, django_assert_num_queries, address, queries):
    taught(bjorkhamn, shipped(key="care", kind="add-on"))
    client.get(HERE + address)
    with django_assert_num_queries(queries):
        client.get(HERE + address)
