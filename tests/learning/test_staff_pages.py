"""The staff pages: what editors see, send and are told."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.factories.learning import LESSON, module_document, shipped, taught
from tests.factories.practice import make_copy
from tests.staff import sign_in
from verkstad.core.models import AuditEntry
from verkstad.identity.models import Role
from verkstad.learning.actions import modules as module_actions
from verkstad.learning.actions import packages as actions
from verkstad.learning.models import Module, ModuleText, Package, PackageEdition, State
from verkstad.learning.queries.documents import head_of, settings_of
from verkstad.practice.editing import fingerprint_of

HERE = "/bjorkhamn/sv/staff/learning/"
WINDOW = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="9"/></svg>'
BODY = [
    {"kind": "text", "text": "Hej.\n\n- en sak"},
    {"kind": "picture", "name": "window", "alt": "Ett fönster"},
    {"kind": "steps", "title": "Gör så", "items": ["Öppna", "Läs"]},
    {"kind": "words", "items": [{"word": "Flik", "means": "En sida till"}]},
    {"kind": "tip", "text": "Prova."},
    {"kind": "careful", "text": "Akta."},
    {"kind": "practice", "key": "move"},
    {"kind": "talk", "text": "Prata."},
]


@pytest.fixture
def editor(client, bjorkhamn):
    return sign_in(client, Role.EDITOR, bjorkhamn)


@pytest.fixture
def draft(bjorkhamn, editor):
    """Of a package that is taught, with one lesson of every kind of block."""
    make_copy(bjorkhamn)
    whole = shipped(module_document(lessons=[LESSON | {"body": BODY}]), module_document(key="post", title="Posten"),
                    pictures={"window": WINDOW})  # fmt: skip
    return actions.start_draft(taught(bjorkhamn, whole).package, by="maja")


@pytest.fixture
def package_page(draft):
    return f"{HERE}{draft.package_id}/"


@pytest.fixture
def module_page(package_page):
    return f"{package_page}module/browser/sv/"


def text_of(draft, key="browser", language="sv"):
    return ModuleText.objects.get(module__edition=draft, module__key=key, language=language)


def said(response):
    return [str(message) for message in response.context["messages"]]


def form_of(response):
    """All that the page's form for writing would send, as a browser does."""
    editor = response.context["editor"]
    sent = {"based_on": response.context["based_on"]}
    for part in editor.parts:
        for bound in part:
            if value := bound.value():
                sent[bound.html_name] = "on" if value is True else value
    name = "block" if hasattr(editor, "blocks") else "answer"
    for part in getattr(editor, f"{name}s"):
        sent.setdefault(name, []).append(part.number)
        sent |= {f"{part.prefix}-kind": part.of_kind} if name == "block" else {}
        sent |= {f"{part.prefix}-rows": len(part.rows)} if getattr(part, "rows", None) else {}
    return sent


class TestList:
    def test_nothing_yet_is_told_and_what_comes_with_the_program_is_offered(self, client, editor):
        response = client.get(HERE)
        assert "Det finns inga paket ännu" in response.content.decode()
        assert [one["whole"].package.key for one in response.context["offered"]] == ["base", "care-staff", "librarians"]

    def test_readers_see_what_there_is_and_nothing_to_take(self, client, bjorkhamn):
        taught(bjorkhamn)
        sign_in(client, Role.READER, bjorkhamn)
        context = client.get(HERE).context
        assert [(row.languages, row.modules) for row in context["rows"]] == [(("sv",), 2)]
        assert context["offered"] == []

    def test_readers_are_told_who_makes_them(self, client, bjorkhamn):
        sign_in(client, Role.READER, bjorkhamn)
        assert "Redaktörer gör dem här." in client.get(HERE).content.decode()

    def test_package_is_taken_over_as_a_draft(self, client, editor):
        response = client.post(f"{HERE}take/", {"package": "librarians"})
        edition = PackageEdition.objects.get()
        assert (response.url, edition.state) == (f"{HERE}{edition.package_id}/", State.DRAFT)

    def test_what_is_not_offered_is_not_found(self, client, editor):
        assert client.post(f"{HERE}take/", {"package": "other"}).status_code == 404

    def test_new_package_begins_with_its_name(self, client, editor):
        client.post(f"{HERE}new/", {"kind": "add-on", "title_sv": "För föreningar", "about_sv": "Till er."})
        package = Package.objects.get()
        assert (package.key, package.kind, str(package.editions.get().title)) == (
            "for-foreningar",
            "add-on",
            "För föreningar",
        )

    def test_new_package_without_a_name_is_asked_again(self, client, editor):
        assert "title_sv" in client.post(f"{HERE}new/", {"kind": "base"}).context["form"].errors


class TestPackage:
    def test_page_tells_editions_and_what_is_worth_knowing(self, client, draft, package_page):
        context = client.get(package_page).context
        assert [(one.number, one.state) for one in context["editions"]] == [(2, "draft"), (1, "published")]
        assert [one.words for one in context["warnings"]] == [
            "Inget är skrivet på danska.",
            "Inget är skrivet på engelska.",
        ]

    def test_readers_get_no_buttons(self, client, draft, package_page, bjorkhamn):
        sign_in(client, Role.READER, bjorkhamn)
        page = client.get(package_page).content.decode()
        assert "<button" not in page.partition("<main")[2]

    def test_draft_is_published_and_the_edition_before_kept(self, client, draft, package_page):
        response = client.post(f"{package_page}act/", {"do": "publish"}, follow=True)
        assert said(response) == ["Nu kan invånarna lära sig med det."]
        assert list(PackageEdition.objects.order_by("number").values_list("state", flat=True)) == [
            "retired",
            "published",
        ]

    def test_draft_that_lacks_something_is_not_published(self, client, draft, package_page):
        module_actions.add_module(draft, "Ny", "sv", by="maja")
        response = client.post(f"{package_page}act/", {"do": "publish"}, follow=True)
        assert said(response) == ["Rätta först det som står under ”Att rätta”."]
        assert [one.words for one in response.context["stops"]] == [
            "Det står inte vad man kan efteråt.",
            "Den har inga lektioner.",
        ]

    def test_withdrawn_package_is_begun_anew(self, client, bjorkhamn, editor):
        page = f"{HERE}{taught(bjorkhamn).package_id}/"
        client.post(f"{page}act/", {"do": "withdraw"})
        assert client.get("/bjorkhamn/sv/learn/base/").url == "/bjorkhamn/sv/learn/base/edition/1/"
        client.post(f"{page}act/", {"do": "start"})
        assert list(PackageEdition.objects.order_by("number").values_list("state", flat=True)) == ["retired", "draft"]

    def test_draft_is_thrown_away(self, client, draft, package_page):
        client.post(f"{package_page}act/", {"do": "drop"})
        assert PackageEdition.objects.get().state == State.PUBLISHED

    def test_package_that_was_never_taught_goes_with_its_draft(self, client, bjorkhamn, editor):
        package = actions.take(shipped(), municipality=bjorkhamn).package
        assert client.post(f"{HERE}{package.pk}/act/", {"do": "drop"}).url == HERE
        assert not Package.objects.exists()

    @pytest.mark.parametrize("do", ["start", "withdraw", "publish"])
    def test_who_comes_second_is_told(self, client, draft, package_page, do):
        if do != "start":
            state = State.PUBLISHED if do == "withdraw" else State.DRAFT
            PackageEdition.objects.filter(state=state).delete()
        response = client.post(f"{package_page}act/", {"do": do}, follow=True)
        assert said(response) == ["Någon annan hann före. Så här är det nu."]

    def test_settings_are_saved_and_other_languages_kept(self, client, draft, package_page):
        PackageEdition.objects.filter(pk=draft.pk).update(title={"sv": "Grund", "fi": "Perus"})
        based_on = client.get(f"{package_page}settings/").context["based_on"]
        values = {"title_sv": "Ny", "about_sv": "Om", "proved_by": ["test"], "hints_allowed": 0, "pass_mark": 80}
        response = client.post(f"{package_page}settings/", values | {"based_on": based_on})
        draft.refresh_from_db()
        assert response.url == package_page
        assert settings_of(draft) == {
            "title": {"sv": "Ny", "fi": "Perus"},
            "about": {"sv": "Om"},
            "proved_by": ["test"],
            "hints_allowed": 0,
            "pass_mark": "0.80",
        }

    def test_settings_that_somebody_changed_meanwhile_are_not_overwritten(self, client, draft, package_page):
        values = {"title_sv": "Ny", "about_sv": "Om", "proved_by": ["test"], "hints_allowed": 0, "pass_mark": 80}
        response = client.post(f"{package_page}settings/", values | {"based_on": "old"})
        draft.refresh_from_db()
        assert (str(draft.title), response.context["based_on"]) == ("Grundpaketet", fingerprint_of(settings_of(draft)))

    def test_what_is_published_has_no_settings_to_change(self, client, bjorkhamn, editor):
        assert client.get(f"{HERE}{taught(bjorkhamn).package_id}/settings/").status_code == 404


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
        assert response.url == module_page.replace("/sv/staff", "/sv/staff").removesuffix("sv/") + "da/"
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


class TestPictures:
    @pytest.fixture
    def page(self, package_page):
        return f"{package_page}pictures/"

    def test_drawing_and_photograph_are_added(self, client, draft, page):
        photograph = BytesIO()
        Image.new("RGB", (9, 9)).save(photograph, "PNG")
        for name, content in (("Window.svg", WINDOW), ("Ny bild.png", photograph.getvalue())):
            client.post(page, {"file": SimpleUploadedFile(name, content)})
        kinds = draft.package.pictures.order_by("name").values_list("name", "kind")
        assert list(kinds) == [("ny-bild", "image/webp"), ("window", "image/svg+xml"), ("window-2", "image/svg+xml")]

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"no picture", "Filen går inte att använda. Välj en SVG, PNG, JPEG eller WebP på högst 40 megapixlar."),
            (WINDOW.replace(b"rect", b"script"), "Teckningen innehåller ”script”, som skulle kunna göra något."),
        ],
    )
    def test_what_cannot_be_shown_is_refused(self, client, draft, page, content, words):
        response = client.post(page, {"file": SimpleUploadedFile("x.svg", content)})
        assert response.context["form"].errors["file"] == [words]

    def test_too_large_a_file_is_refused(self, client, draft, page, settings):
        settings.LARGEST_UPLOAD = 10
        response = client.post(page, {"csrf": "x", "file": SimpleUploadedFile("x.svg", WINDOW)})
        assert response.context["form"].errors["file"] == ["Filen är större än 10\xa0byte."]

    def test_picture_that_a_lesson_shows_stays(self, client, draft, page):
        response = client.post(f"{page}window/remove/", follow=True)
        assert said(response) == ["En lektion visar bilden, så den är kvar."]

    def test_picture_that_none_shows_is_removed(self, client, draft, page):
        client.post(page, {"file": SimpleUploadedFile("x.svg", WINDOW)})
        client.post(f"{page}x/remove/")
        assert list(draft.package.pictures.values_list("name", flat=True)) == ["window"]

    def test_picture_of_a_draft_is_seen_by_staff(self, client, draft, page):
        response = client.get(f"{page}window")
        assert (response.content, response.headers["Content-Type"]) == (WINDOW, "image/svg+xml")
        assert client.get(f"{page}none").status_code == 404


class TestFiles:
    def bring(self, client, address, content):
        return client.post(address, {"file": SimpleUploadedFile("x.zip", content)})

    def test_edition_is_brought_to_another_town(self, client, draft, package_page, egesund):
        content = client.get(f"{package_page}edition/2/file/").content
        sign_in(client, Role.EDITOR, egesund)
        self.bring(client, "/egesund/da/staff/learning/bring/", content)
        there = PackageEdition.objects.get(package__municipality=egesund)
        assert [text.lessons for text in ModuleText.objects.filter(module__edition=there, module__key="browser")] == [
            text_of(draft).lessons
        ]

    def test_package_that_is_here_is_not_brought_twice(self, client, draft, package_page):
        content = client.get(f"{package_page}edition/2/file/").content
        response = self.bring(client, f"{HERE}bring/", content)
        assert "file" in response.context["form"].errors

    def test_file_becomes_a_new_draft_with_the_same_pictures(self, client, draft, package_page):
        content = client.get(f"{package_page}edition/2/file/").content
        response = self.bring(client, f"{package_page}bring/", content)
        assert response.context["form"].errors["file"] == [
            "Det finns redan ett utkast. Publicera det eller släng det först."
        ]
        actions.drop_draft(draft, by="maja")
        assert self.bring(client, f"{package_page}bring/", content).url == package_page
        assert draft.package.pictures.count() == 1

    def test_file_of_another_package_is_refused(self, client, draft, package_page, bjorkhamn):
        other = taught(bjorkhamn, shipped(key="care"))
        content = client.get(f"{HERE}{other.package_id}/edition/1/file/").content
        response = self.bring(client, f"{package_page}bring/", content)
        assert response.context["form"].errors["file"] == ["Det är paketet care, inte det här."]

    def test_what_is_wrong_in_a_file_is_told_and_nothing_kept(self, client, editor):
        response = self.bring(client, f"{HERE}bring/", b"no zip")
        assert "file" in response.context["form"].errors
        assert not Package.objects.exists()


def test_what_is_done_is_written_down(client, draft, module_page):
    client.post(f"{module_page}lessons/", {"do": "remove:first"})
    assert AuditEntry.objects.order_by("-pk").first().action == "package.drafted"
