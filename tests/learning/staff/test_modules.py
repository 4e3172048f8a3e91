"""The staff pages of modules: what editors see, send and are told."""

import pytest

from tests.factories.learning import LESSON
from tests.learning.staff.forms import said, text_of
from tests.staff import sign_in
from verkstad.core.models import AuditEntry
from verkstad.identity.models import Role
from verkstad.learning.actions import modules as module_actions
from verkstad.learning.actions import packages as actions
from verkstad.learning.models import Module, ModuleText
from verkstad.learning.queries.documents import head_of


class TestModules:
    def test_module_is_added_in_the_main_language(self, client, draft, package_page):
        response = client.post(f"{package_page}modules/", {"do": "add", "words": "Kartor och vägar"})
        assert response.url == f"{package_page}module/kartor-och-vagar/sv/"

    def test_module_without_a_name_is_asked_again(self, client, draft, package_page):
        assert client.post(f"{package_page}modules/", {"do": "add"}).context["form"].errors

    @pytest.mark.parametrize(
        ("do", "keys"),
        [("up:post", ["post", "browser"]), ("down:browser", ["post", "browser"]), ("down:none", ["browser", "post"]),
         ("remove:browser", ["post"])],
    )  # fmt: skip
    def test_modules_are_moved_and_taken_away(self, client, draft, package_page, do, keys):
        client.post(f"{package_page}modules/", {"do": do})
        modules = Module.objects.filter(edition=draft).order_by("position")
        assert list(modules.values_list("key", flat=True)) == keys

    def test_head_is_saved(self, client, draft, module_page):
        based_on = client.get(module_page).context["based_on"]
        values = {"title": "Ny", "goal": "Du kan.", "minutes": 5, "trains": ["1.2"]}
        client.post(module_page, values | {"based_on": based_on})
        assert head_of(text_of(draft)) == values

    def test_head_that_somebody_changed_meanwhile_is_not_overwritten(self, client, draft, module_page):
        response = client.post(module_page, {"title": "Ny", "goal": "Du kan.", "minutes": 5, "based_on": "old"})
        assert (text_of(draft).title, response.context["head"]["title"].value()) == ("Webbläsaren", "Ny")

    def test_only_one_language_of_a_module_is_written_over(self, client, draft, module_page):
        module_actions.add_language(text_of(draft), "da", by="maja")
        ModuleText.objects.filter(language="da").update(title="Browseren")
        based_on = client.get(module_page).context["based_on"]
        client.post(module_page, {"title": "Ny", "goal": "Du kan.", "minutes": 5, "based_on": based_on})
        assert text_of(draft, language="da").title == "Browseren"

    def test_head_without_a_title_is_asked_again(self, client, draft, module_page):
        assert client.post(module_page, {"title": ""}).context["head"].errors

    def test_language_begins_with_the_words_of_another(self, client, draft, module_page):
        response = client.post(f"{module_page}languages/", {"do": "begin:da"})
        assert response.url == module_page.removesuffix("sv/") + "da/"
        assert text_of(draft, language="da").lessons == text_of(draft).lessons

    @pytest.mark.parametrize("do", ["begin:fi", "remove", ""])
    def test_only_languages_spoken_here_are_begun_and_the_last_stays(self, client, draft, module_page, do):
        client.post(f"{module_page}languages/", {"do": do})
        assert ModuleText.objects.filter(module__edition=draft, module__key="browser").count() == 1

    def test_language_is_taken_away(self, client, draft, module_page):
        module_actions.add_language(text_of(draft), "da", by="maja")
        client.post(f"{module_page}languages/", {"do": "remove"})
        assert not ModuleText.objects.filter(module__edition=draft, module__key="browser", language="sv").exists()

    @pytest.mark.parametrize("address", ["languages/", "lessons/", "questions/"])
    def test_draft_that_was_published_meanwhile_stays_as_it_is(self, client, draft, module_page, monkeypatch, address):
        def refuse(*_all, **_more):
            raise actions.NotNow

        for name in ("add_language", "rearrange"):
            monkeypatch.setattr(f"verkstad.learning.actions.modules.{name}", refuse)
        response = client.post(module_page + address, {"do": "begin:da"}, follow=True)
        assert said(response) == ["Någon annan hann före. Så här är det nu."]

    def test_lesson_and_question_are_added_in_every_language(self, client, draft, module_page):
        module_actions.add_language(text_of(draft), "da", by="maja")
        response = client.post(f"{module_page}lessons/", {"do": "add", "words": "Sist"})
        assert response.url == f"{module_page}lesson/sist/"
        assert (
            client.post(f"{module_page}questions/", {"do": "add", "words": "Vad?"}).url == f"{module_page}question/vad/"
        )
        danish = text_of(draft, language="da")
        assert ([one["key"] for one in danish.lessons], [one["key"] for one in danish.quiz]) == (
            ["first", "sist"],
            ["what", "vad"],
        )

    def test_lesson_without_a_name_is_asked_again(self, client, draft, module_page):
        response = client.post(f"{module_page}lessons/", {"do": "add"})
        assert response.context["adds"]["lessons"].errors

    @pytest.mark.parametrize(
        ("do", "keys"),
        [("up:b", ["b", "a", "c"]), ("down:b", ["a", "c", "b"]), ("remove:b", ["a", "c"]), ("up:x", ["a", "b", "c"])],
    )
    def test_lessons_are_moved_and_taken_away(self, client, draft, module_page, do, keys):
        ModuleText.objects.filter(module__edition=draft).update(lessons=[LESSON | {"key": key} for key in "abc"])
        client.post(f"{module_page}lessons/", {"do": do})
        assert [one["key"] for one in text_of(draft).lessons] == keys

    def test_any_edition_is_read_as_learners_read_it(self, client, draft, package_page, bjorkhamn):
        sign_in(client, Role.READER, bjorkhamn)
        page = client.get(f"{package_page}edition/1/browser/sv/").content.decode()
        assert f"{package_page}pictures/window" in page


def test_what_is_done_is_written_down(client, draft, module_page):
    client.post(f"{module_page}lessons/", {"do": "remove:first"})
    assert AuditEntry.objects.order_by("-pk").first().action == "package.drafted"
