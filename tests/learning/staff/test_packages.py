"""The staff pages of packages: what editors see, send and are told."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.factories.learning import shipped, taught
from tests.learning.staff.forms import HERE, WINDOW, said, text_of
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.learning.actions import modules as module_actions
from verkstad.learning.actions import packages as actions
from verkstad.learning.models import ModuleText, Package, PackageEdition, State
from verkstad.learning.queries.documents import settings_of
from verkstad.practice.editing import fingerprint_of


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
