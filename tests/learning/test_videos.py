"""Videos of a package: who brings them, who sees them, and when they go."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.learning import LESSON, module_document, shipped
from tests.staff import sign_in
from verkstad.core.models import AuditEntry
from verkstad.identity.models import Role
from verkstad.learning.actions.packages import drop_draft, publish, take
from verkstad.learning.actions.videos import add_video, save_captions
from verkstad.learning.models import Video, VideoKind
from verkstad.learning.queries.checking import problems_of

MP4 = b"\0\0\0\x18ftypmp42" + bytes(100)
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm" + bytes(100)
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\nHej.\n"
BLOCK = {"kind": "video", "name": "hello", "title": "Hälsningen", "text": "Amina säger hej."}
LEARN = "/bjorkhamn/sv/learn/base/"


@pytest.fixture
def draft(bjorkhamn):
    """With a lesson that shows a video, which is not there yet."""
    bjorkhamn.languages = ["sv"]
    bjorkhamn.save()
    return take(shipped(module_document(lessons=[LESSON | {"body": [BLOCK]}])), municipality=bjorkhamn)


@pytest.fixture
def video(draft):
    file = SimpleUploadedFile("x.mp4", MP4)
    return add_video(draft.package, "hello", VideoKind.MP4, file, by="maja")


@pytest.fixture
def page(client, draft, bjorkhamn):
    sign_in(client, Role.EDITOR, bjorkhamn)
    return f"/bjorkhamn/sv/staff/learning/{draft.package_id}/videos/"


def said(response):
    return [str(message) for message in response.context["messages"]]


def stops(draft):
    return [one.words for one in problems_of(draft) if one.stops]


class TestTaught:
    def test_lesson_needs_its_video_with_captions(self, draft):
        assert stops(draft) == ["The lesson “Först” shows the video hello, which is not there."]
        video = add_video(draft.package, "hello", VideoKind.MP4, SimpleUploadedFile("x", MP4), by="maja")
        save_captions(video, "da", CAPTIONS, by="maja")
        assert stops(draft) == ["The video hello in the lesson “Först” has no captions in this language."]
        save_captions(video, "sv", CAPTIONS.replace("Hej.", "19850512-1234"), by="maja")
        assert stops(draft) == ["“19850512-1234” could be somebody's."]
        save_captions(video, "sv", CAPTIONS, by="maja")
        assert stops(draft) == []

    def test_nobody_sees_it_before_the_package_is_published(self, client, draft, video):
        save_captions(video, "sv", CAPTIONS, by="maja")
        addresses = [f"{LEARN}video/hello", f"{LEARN}video/hello/captions/sv.vtt", f"/media/{video.file.name}"]
        assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
        publish(draft, by="maja")
        sent, captions, _media = [client.get(address) for address in addresses]
        assert (sent.getvalue(), sent["Content-Type"]) == (MP4, "video/mp4")
        assert (captions.text, captions["Content-Type"]) == (CAPTIONS, "text/vtt; charset=utf-8")
        assert client.get(addresses[0], headers={"Range": "bytes=4-7"}).getvalue() == b"ftyp"
        assert client.get(addresses[1].replace("sv.vtt", "da.vtt")).status_code == 404

    def test_lesson_shows_it_with_captions_and_paper_has_its_words(self, client, draft, video):
        save_captions(video, "sv", CAPTIONS, by="maja")
        publish(draft, by="maja")
        lesson, paper = (client.get(f"{LEARN}browser/{page}/").text for page in ("lesson/first", "paper"))
        assert f'src="{LEARN}video/hello/captions/sv.vtt" srclang="sv"' in lesson
        assert ("<video" in paper, "Amina säger hej." in paper) == (False, True)


class TestStaff:
    @pytest.mark.parametrize(("content", "kind", "ending"), [(MP4, "video/mp4", ".mp4"), (WEBM, "video/webm", ".webm")])
    def test_video_is_known_by_its_content(self, client, draft, page, content, kind, ending):
        response = client.post(page, {"video": SimpleUploadedFile("Hej då.MOV", content)}, follow=True)
        assert said(response) == ["Videon är tillagd. I lektioner heter den hej-da. Nu behöver den undertexter."]
        video = draft.package.videos.get()
        assert (video.kind, video.file.name.endswith(ending)) == (kind, True)
        assert client.get(f"{page}hej-da").getvalue() == content

    @pytest.mark.parametrize("content", [b"<script>", MP4.replace(b"mp42", b"qt  "), WEBM.replace(b"webm", b"mkv ")])
    def test_what_is_no_video_is_refused(self, client, page, content):
        response = client.post(page, {"video": SimpleUploadedFile("x.mp4", content)})
        assert response.context["form"].errors["video"] == ["Det här är ingen video i MP4 eller WebM."]

    def test_too_large_a_video_is_refused(self, client, page, settings):
        settings.LARGEST_UPLOADS = {"video": 10}
        response = client.post(page, {"csrf": "x", "video": SimpleUploadedFile("x.mp4", MP4)})
        assert response.context["form"].errors["video"] == ["Filen är större än 10\xa0byte."]

    @pytest.mark.parametrize("sent", [{"text": CAPTIONS}, {"file": CAPTIONS.encode(), "text": "stod här"}])
    def test_captions_come_as_text_or_file(self, client, video, page, sent):
        if "file" in sent:
            sent = sent | {"file": SimpleUploadedFile("x.vtt", sent["file"])}
        assert said(client.post(f"{page}hello/captions/sv/", sent, follow=True)) == ["Undertexterna är sparade."]
        assert client.get(f"{page}hello/captions/sv.vtt").text == CAPTIONS

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"\xff\xfe", "Det här är ingen textfil."),
            (b"WEBVTT\n" * 40_000, "Filen är för stor för undertexter."),
            (b"Hej", "Rad 1: Första raden måste vara WEBVTT."),
        ],
    )
    def test_wrong_captions_are_refused_and_what_was_typed_stays(self, client, video, page, content, words):
        sent = {"file": SimpleUploadedFile("x.vtt", content), "text": "kvar"}
        form = client.post(f"{page}hello/captions/sv/", sent).context["form"]
        assert (dict(form.errors), form["text"].value()) == ({"file": [words]}, "kvar")

    def test_captions_are_in_languages_that_are_taught(self, client, video, page):
        assert client.get(f"{page}hello/captions/fi/").status_code == 404

    def test_lesson_offers_it(self, client, draft, video, page):
        lesson = f"{page.replace('videos/', '')}module/browser/sv/lesson/first/"
        (part,) = client.get(lesson).context["editor"].blocks
        assert {name: part[name].value() for name in BLOCK} == BLOCK
        assert part.fields["name"].widget.choices[-1] == ("hello", "hello")

    def test_video_that_a_lesson_shows_stays(self, client, video, page):
        assert said(client.post(f"{page}hello/remove/", follow=True)) == ["En lektion visar videon, så den är kvar."]
        assert client.get(f"{page}other").status_code == 404

    def test_video_that_none_shows_is_removed_with_its_file(
        self, client, draft, page, django_capture_on_commit_callbacks
    ):
        client.post(page, {"video": SimpleUploadedFile("other.mp4", MP4)})
        name = draft.package.videos.get().file.name
        with django_capture_on_commit_callbacks(execute=True):
            client.post(f"{page}other/remove/")
        assert (Video.objects.count(), default_storage.exists(name)) == (0, False)
        actions = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
        assert list(actions)[-2:] == ["package.video_added", "package.video_removed"]


def test_video_goes_with_a_package_that_was_never_taught(draft, video, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        drop_draft(draft, by="maja")
    assert (Video.objects.count(), default_storage.exists(video.file.name)) == (0, False)
