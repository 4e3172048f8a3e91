"""The staff pages of lessons and questions: what editors see, send and are told."""

import pytest

from tests.learning.staff.forms import BODY, form_of, text_of
from verkstad.learning.actions import modules as module_actions


class TestLesson:
    @pytest.fixture
    def page(self, module_page):
        return f"{module_page}lesson/first/"

    def test_form_of_every_kind_of_block_saves_the_same(self, client, draft, page):
        before = text_of(draft).lessons
        response = client.post(page, form_of(client.get(page)))
        assert (response.url, text_of(draft).lessons) == (page, before)

    def test_change_is_saved(self, client, draft, page):
        client.post(page, form_of(client.get(page)) | {"block-0-text": "Hej då."})
        assert text_of(draft).lessons[0]["body"][0] == {"kind": "text", "text": "Hej då."}

    def test_block_is_added_without_being_saved_before_it_is_written(self, client, draft, page):
        context = client.post(page, form_of(client.get(page)) | {"do": "block-add:tip"}).context
        assert ([part.of_kind for part in context["editor"].blocks][-1], context["mistakes"]) == ("tip", [])
        assert len(text_of(draft).lessons[0]["body"]) == 8

    def test_block_is_moved_and_saved_at_once(self, client, draft, page):
        response = client.post(page, form_of(client.get(page)) | {"do": "block-down:0"})
        assert response.url == f"{page}#block-1"
        assert [block["kind"] for block in text_of(draft).lessons[0]["body"]][:2] == ["picture", "text"]

    def test_what_is_missing_is_told_and_what_was_typed_kept(self, client, draft, page):
        sent = form_of(client.get(page)) | {"block-1-alt": "", "block-3-0-means": "", "block-0-text": "Nytt"}
        context = client.post(page, sent).context
        assert [bound.html_name for bound, _words in context["mistakes"]] == ["block-1-alt", "block-3-0-means"]
        assert context["editor"].blocks[0]["text"].value() == "Nytt"

    def test_words_need_a_row_and_steps_are_not_endless(self, client, draft, page):
        sent = form_of(client.get(page)) | {"block-3-0-word": "", "block-3-0-means": "", "block-2-items": "x\n" * 21}
        context = client.post(page, sent).context
        assert [words for _bound, words in context["mistakes"]] == [["Högst 20 steg."], ["Skriv minst ett ord."]]

    def test_what_no_block_can_be_is_left_out(self, client, draft, page):
        sent = form_of(client.get(page)) | {"block-0-kind": "script"}
        client.post(page, sent)
        assert len(text_of(draft).lessons[0]["body"]) == 7

    def test_lesson_cannot_be_emptied(self, client, draft, page):
        sent = form_of(client.get(page)) | {"block": []}
        assert client.post(page, sent).context["refusal"] == "Först: body saknas."

    def test_more_rows_are_given(self, client, draft, page):
        context = client.post(page, form_of(client.get(page)) | {"do": "block-rows:3"}).context
        assert context is None or len(context["editor"].blocks[3].rows) == 5

    def test_of_two_who_save_the_second_is_told(self, client, draft, page):
        mine = form_of(client.get(page)) | {"block-0-text": "Mitt"}
        client.post(page, form_of(client.get(page)) | {"block-0-text": "Deras"})
        response = client.post(page, mine)
        assert text_of(draft).lessons[0]["body"][0]["text"] == "Deras"
        client.post(page, form_of(response))
        assert text_of(draft).lessons[0]["body"][0]["text"] == "Mitt"

    def test_preview_shows_what_is_whole_and_saves_nothing(self, client, draft, page):
        sent = form_of(client.get(page)) | {"block-0-text": "Nytt", "block-4-text": ""}
        page_of = client.post(f"{page}preview/", sent)
        assert [block["kind"] for block in page_of.context["lesson"]["body"]].count("tip") == 0
        assert page_of.context["lesson"]["body"][0]["text"] == "Nytt"
        assert text_of(draft).lessons[0]["body"] == BODY

    def test_lesson_that_is_not_there_is_not_found(self, client, draft, module_page):
        assert client.get(f"{module_page}lesson/none/").status_code == 404


class TestQuestion:
    @pytest.fixture
    def page(self, module_page):
        return f"{module_page}question/what/"

    def test_form_saves_the_same(self, client, draft, page):
        before = text_of(draft).quiz
        client.post(page, form_of(client.get(page)))
        assert text_of(draft).quiz == before

    def test_more_than_one_right_answer_lets_several_be_chosen(self, client, draft, page):
        client.post(page, form_of(client.get(page)) | {"answer-1-right": "on"})
        assert text_of(draft).quiz[0]["several"] is True

    def test_one_answer_has_to_be_right(self, client, draft, page):
        sent = form_of(client.get(page))
        del sent["answer-0-right"]
        context = client.post(page, sent).context
        assert context["mistakes"] == [(None, ["Kryssa för minst ett svar som rätt."])]

    def test_answer_is_added(self, client, draft, page):
        context = client.post(page, form_of(client.get(page)) | {"do": "answer-add"}).context
        assert ([part.number for part in context["editor"].answers], context["mistakes"]) == (["0", "1", "2"], [])

    def test_new_question_has_room_for_answers(self, client, draft, module_page):
        key = module_actions.add_part(text_of(draft), "quiz", "Ny?", by="maja")
        assert len(client.get(f"{module_page}question/{key}/").context["editor"].answers) == 3

    def test_preview_shows_what_is_typed(self, client, draft, page):
        sent = form_of(client.get(page)) | {"question": "Nytt?", "answer-1-text": ""}
        context = client.post(f"{page}preview/", sent).context
        assert (context["asked"].question, len(context["asked"].answers)) == ("Nytt?", 1)
