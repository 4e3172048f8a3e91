"""From two recorded walks to a copy, the second person's look at it, and what its frames answer."""

import hashlib
from urllib.parse import urlsplit

import pytest
from django.test import RequestFactory

from tests.factories.practice import FIELDS, PersonaFactory, make_draft, make_recorded
from tests.practice.recorded.trees import el, tree
from verkstad.practice import frames
from verkstad.practice.actions import copies
from verkstad.practice.actions.screens import write_pages
from verkstad.practice.models import Asset, PracticeCopy, Recorded, RecordedFlag, Screen
from verkstad.practice.recorded import stored
from verkstad.practice.recorded.recording import Writer

FRONT = "/bjorkhamn/sv/staff/practice"
ENGLISH = "/bjorkhamn/en/staff/practice"
HASH = hashlib.sha256(b"drawing").hexdigest()


@pytest.fixture
def people(bjorkhamn):
    PersonaFactory(municipality=bjorkhamn)
    PersonaFactory(municipality=bjorkhamn, key="bo", fields=FIELDS | {"given_name": "Bo"})


@pytest.fixture
def walk(tmp_path):
    def written(name, *body):
        file = tmp_path / f"{name}.zip"
        with Writer(file, "https://a.example/") as writer:
            writer.add_screen(tree(*body), {})
        return file

    return written


def send(client, first, second, **changes):
    said = {"title": "Flytta", "intro": "Öva.", "language": "sv", "persona": "karin", "other": "bo", "owner": ""}
    with first.open("rb") as one, second.open("rb") as other:
        return client.post(f"{FRONT}/new/recorded/", said | {"first": one, "second": other} | changes)


def errors(response):
    return response.context["form"].errors


def test_two_walks_become_a_draft_that_is_looked_through(client, editor, people, walk):
    response = send(client, walk("a", el("p", "Hej Karin")), walk("b", el("p", "Hej Bo")))
    copy = PracticeCopy.objects.get()
    assert (response.url, copy.key) == (f"{FRONT}/{copy.pk}/review/", "flytta")
    assert "Hej Karin" in Screen.objects.get().page


def test_walks_that_parted_are_refused(client, editor, people, walk):
    response = send(client, walk("a", el("p")), walk("b", el("b")))
    assert errors(response) == {"__all__": ["“Sida” har <p> i den ena inspelningen där den andra har <b>"]}


def test_what_is_no_recording_is_refused_beside_its_field(client, editor, people, walk, tmp_path):
    (tmp_path / "no.zip").write_text("none")
    assert list(errors(send(client, tmp_path / "no.zip", walk("b")))) == ["first"]
    assert list(errors(send(client, walk("a"), tmp_path / "no.zip"))) == ["second"]


def test_one_person_is_not_enough(client, editor, people, walk):
    assert list(errors(send(client, walk("a"), walk("b"), other="karin"))) == ["other"]


def test_a_walk_that_is_too_large_is_told(client, editor, people, walk, settings):
    settings.LARGEST_UPLOAD = 10
    found = errors(send(client, walk("a"), walk("b")))
    assert [len(found[name]) for name in ("first", "second")] == [1, 1]


def test_what_is_missing_is_told(client, editor, people):
    assert set(errors(client.post(f"{FRONT}/new/recorded/"))) >= {"first", "second", "title", "intro"}


def send_anew(client, copy, file):
    with file.open("rb") as one, file.open("rb") as other:
        said = {"persona": "karin", "other": "bo", "first": one, "second": other}
        return client.post(f"{FRONT}/{copy.pk}/recording/", said)


@pytest.fixture
def copy(bjorkhamn, people):
    return make_recorded(bjorkhamn).copy


def test_a_screen_is_recorded_anew(client, editor, copy, walk):
    send_anew(client, copy, walk("a", el("p", "I dag")))
    page = client.get(f"{FRONT}/{copy.pk}/recording/")
    [(one, _alike)] = page.context["brought"]
    chosen = {"brought": one.pk, "screen": "start"}
    response = client.post(f"{ENGLISH}/{copy.pk}/recording/take/", chosen, follow=True)
    assert response.redirect_chain[-1][0] == f"{ENGLISH}/{copy.pk}/screens/start/"
    assert [str(told) for told in response.context["messages"]] == [
        "The draft shows the new screen. Somebody else has to look at it.",
        "Not found again, so choose anew: Skicka anmälan.",
    ]
    assert "I dag" in Screen.objects.get(edition__copy=copy).page


@pytest.mark.parametrize("number", ["", "²", "9" * 30, "1"])
def test_what_is_not_there_takes_no_place(client, editor, copy, number):
    chosen = {"brought": number, "screen": "start"}
    response = client.post(f"{ENGLISH}/{copy.pk}/recording/take/", chosen, follow=True)
    assert [str(told) for told in response.context["messages"]] == ["Somebody else was quicker. This is how it is now."]


def test_a_new_recording_that_cannot_be_taken_is_told(client, editor, copy, walk, tmp_path, monkeypatch):
    (tmp_path / "no.zip").write_text("none")
    assert set(errors(send_anew(client, copy, tmp_path / "no.zip"))) == {"first", "second"}
    send_anew(client, copy, walk("a"))
    before = copy.recorded.latest("pk").pk
    Recorded.objects.filter(screens__isnull=False).update(tree=stored.dump(tree(address="https://b.example/")))
    elsewhere = tmp_path / "elsewhere.zip"
    with Writer(elsewhere, "https://a.example/") as writer:
        writer.add_screen(tree(address="https://a.example/"), {})
    told = "“Sida” finns på a.example; kopian spelades in på b.example"
    assert errors(send_anew(client, copy, elsewhere)) == {"__all__": [told]}
    monkeypatch.setattr("verkstad.practice.recorded.pages.write", lambda *_arguments: "<script>")
    client.post(f"{FRONT}/{copy.pk}/recording/take/", {"brought": before, "screen": "start"})
    assert Screen.objects.get(edition__copy=copy).recorded_id != before


def test_a_written_copy_has_no_screen_to_record_anew(client, editor, bjorkhamn):
    copy = make_draft(bjorkhamn).copy
    assert client.get(f"{FRONT}/{copy.pk}/recording/").status_code == 404
    assert "recording/" not in client.get(f"{FRONT}/{copy.pk}/").text


def test_what_was_not_chosen_is_left(client, editor, copy, walk):
    send_anew(client, copy, walk("a"))
    response = client.post(f"{FRONT}/{copy.pk}/recording/leave/")
    assert (response.url, copy.recorded.count()) == (f"{FRONT}/{copy.pk}/", 1)


@pytest.fixture
def flagged(bjorkhamn):
    """A recorded draft of somebody else, with the same thing pointed out twice on its button's words."""
    edition = make_recorded(bjorkhamn, made_by="recorder")
    there = edition.screens.get().recorded
    there.tree = stored.dump(tree(el("button", "Vidare")))
    there.save()
    for _ in range(2):
        RecordedFlag.objects.create(recorded=there, node=6, why="name", excerpt="Vidare")
    write_pages(edition.screens.all())
    return edition


def numbers():
    return " ".join(str(flag.pk) for flag in RecordedFlag.objects.order_by("pk"))


def test_a_second_person_sees_each_screen_with_what_is_pointed_out(client, editor, flagged):
    page = client.get(f"{FRONT}/{flagged.copy_id}/review/")
    [(screen, still, [one])] = page.context["screens"]
    assert (screen, one.excerpt, len(one.flags), page.context["left"]) == (flagged.screens.get(), "Vidare", 2, 1)
    assert f'value="{numbers()}"' in page.text
    assert client.get(urlsplit(still).path)["Content-Security-Policy"].endswith("; sandbox")


@pytest.mark.parametrize(("button", "is_there"), [("keep", True), ("take", False)])
def test_what_is_decided_holds_for_all_that_says_the_same(client, editor, flagged, button, is_there):
    response = client.post(f"{FRONT}/{flagged.copy_id}/review/settle/", {button: numbers()})
    assert response.url == f"{FRONT}/{flagged.copy_id}/review/"
    assert set(RecordedFlag.objects.values_list("settled_by", flat=True)) == {editor.actor}
    assert ("Vidare" in flagged.screens.get().page) == is_there


def test_whoever_recorded_decides_nothing(client, editor, bjorkhamn, flagged):
    type(flagged).objects.update(made_by=editor.actor)
    client.post(f"{FRONT}/{flagged.copy_id}/review/settle/", {"keep": numbers()})
    assert 'name="keep"' not in client.get(f"{FRONT}/{flagged.copy_id}/review/").text
    assert set(RecordedFlag.objects.values_list("settled_by", flat=True)) == {""}


def test_what_stands_in_no_node_can_only_be_kept(client, editor, flagged):
    RecordedFlag.objects.update(node=None)
    text = client.get(f"{FRONT}/{flagged.copy_id}/review/").text
    assert ('name="keep"' in text, 'name="take"' in text) == (True, False)


def test_without_a_draft_there_is_nothing_to_look_through(client, editor, bjorkhamn):
    edition = make_draft(bjorkhamn)
    copies.publish(edition, checked_on="2026-11-01", by="second")
    assert client.get(f"{FRONT}/{edition.copy_id}/review/").url == f"{FRONT}/{edition.copy_id}/"
    assert client.post(f"{FRONT}/{edition.copy_id}/review/settle/", {"keep": "1"}).status_code == 404


def test_a_page_that_could_act_is_told_and_nothing_is_settled(client, editor, flagged, monkeypatch):
    monkeypatch.setattr("verkstad.practice.recorded.pages.write", lambda *_arguments: "<script>")
    client.post(f"{FRONT}/{flagged.copy_id}/review/settle/", {"take": numbers()})
    assert set(RecordedFlag.objects.values_list("settled_by", flat=True)) == {""}


def frame(client, screen, **how):
    request = RequestFactory().get("/", headers={"Host": "testserver"})
    return client.get(urlsplit(frames.address(request, screen, **how)).path)


def test_a_frame_holds_the_page_and_the_player(client, flagged):
    response = frame(client, flagged.screens.get())
    policy = response["Content-Security-Policy"]
    nonce = policy.partition("'nonce-")[2].partition("'")[0]
    assert response.text.count(f'nonce="{nonce}"') == response.text.count("<script nonce") == 2
    assert "font-src http://testserver data:;" in policy
    assert policy.endswith("; sandbox allow-scripts")


def test_a_picture_of_it_runs_nothing_and_marks_what_is_meant(client, flagged):
    response = frame(client, flagged.screens.get(), still=True, pointed="5")
    assert 'data-at="5" data-pointed=""' in response.text
    assert "<script" not in response.text
    assert response["Content-Security-Policy"].endswith("; sandbox")


def test_a_picture_is_served_as_what_it_is_and_runs_nothing(client, db):
    Asset.objects.create(sha256=HASH, kind="image/svg+xml", content=b"drawing")
    response = client.get(f"/practice-asset/{HASH}")
    told = ("Content-Type", "Content-Security-Policy", "Access-Control-Allow-Origin", "X-Content-Type-Options")
    assert (response.content, [response[name] for name in told]) == (
        b"drawing",
        ["image/svg+xml", "default-src 'none'; style-src 'unsafe-inline'; sandbox", "*", "nosniff"],
    )


def test_a_picture_that_is_not_there_is_not_found(client, db):
    assert client.get(f"/practice-asset/{HASH}").status_code == 404
