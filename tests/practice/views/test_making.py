"""New copies: by hand, of those that come with the program, and from documents."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.practice import PersonaFactory, document, make_draft, recorded_screen
from tests.factories.search import make_service
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.practice.actions.shipped import take_shipped
from verkstad.practice.checks import problems
from verkstad.practice.documents import dump_copy
from verkstad.practice.models import PracticeCopy
from verkstad.practice.queries.documents import document_of
from verkstad.practice.queries.shipped import shipped_copies, shipped_for

PAGES = "/bjorkhamn/en/staff/practice/"
TYPED = {"title": "Anmäl flytt", "intro": "Öva. Ingenting skickas.", "language": "sv", "persona": "karin"}


def errors(response):
    return {name: list(words) for name, words in response.context["form"].errors.items()}


@pytest.fixture
def karin(bjorkhamn):
    return PersonaFactory(municipality=bjorkhamn)


def test_new_copy_is_a_draft_without_screens(client, editor, bjorkhamn, karin):
    service = make_service("Flytta hit", municipality=bjorkhamn)
    typed = TYPED | {"service": "flytta hit", "owner": editor.actor}
    response = client.post(f"{PAGES}new/", typed)
    copy = PracticeCopy.objects.get()
    assert response.url == f"{PAGES}{copy.pk}/"
    assert (copy.key, copy.service, copy.owner) == ("anmal-flytt", service, editor.user)
    assert document_of(copy.editions.get()) == document(screens=(), key="anmal-flytt", intro=TYPED["intro"])


def test_key_is_free(client, editor, bjorkhamn, karin):
    for _ in range(2):
        client.post(f"{PAGES}new/", TYPED)
    assert sorted(PracticeCopy.objects.values_list("key", flat=True)) == ["anmal-flytt", "anmal-flytt-2"]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"persona": "nobody"}, "persona"),
        ({"language": "xx"}, "language"),
        ({"service": "Gone"}, "service"),
        ({"owner": "nobody"}, "owner"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(client, editor, karin, said, wrong):
    assert (list(errors(client.post(f"{PAGES}new/", TYPED | said))), PracticeCopy.objects.exists()) == ([wrong], False)


def test_first_a_person_is_needed(client, editor):
    assert not client.get(f"{PAGES}new/").context["has_people"]


def test_service_owner_answers_for_what_they_make(client, bjorkhamn, karin):
    member = sign_in(client, Role.SERVICE_OWNER, bjorkhamn)
    client.post(f"{PAGES}new/", TYPED | {"owner": ""})
    assert PracticeCopy.objects.get().owner == member.user


def test_shipped_copy_is_taken_over_once(client, editor, bjorkhamn):
    offered = shipped_for(bjorkhamn)
    chosen = offered[0].document
    response = client.post(f"{PAGES}new/shipped/", {"copy": f"{chosen.key} {chosen.language}"})
    copy = PracticeCopy.objects.get()
    assert (response.url, document_of(copy.editions.get()), copy.owner) == (f"{PAGES}{copy.pk}/", chosen, editor.user)
    assert shipped_for(bjorkhamn) == offered[1:]
    assert client.post(f"{PAGES}new/shipped/", {"copy": f"{chosen.key} {chosen.language}"}).status_code == 404


def test_those_of_the_country_are_offered_first_and_only_in_languages_spoken(client, editor, bjorkhamn):
    bjorkhamn.languages = ["sv", "da"]
    bjorkhamn.save()
    offered = client.get("/bjorkhamn/sv/staff/practice/new/shipped/").context["offered"]
    countries = [one.persona.country for one in offered]
    assert (countries, {one.document.language for one in offered}) == (sorted(countries, reverse=True), {"sv", "da"})


@pytest.mark.parametrize("shipped", shipped_copies(), ids=lambda one: f"{one.document.key}.{one.document.language}")
def test_nothing_is_in_the_way_of_showing_what_is_shipped(bjorkhamn, shipped):
    assert list(problems(shipped.document, shipped.persona)) == []
    assert document_of(take_shipped(shipped, municipality=bjorkhamn)) == shipped.document


def test_document_becomes_a_draft(client, editor, bjorkhamn, karin):
    client.post(f"{PAGES}new/document/", {"text": dump_copy(document())})
    copy = PracticeCopy.objects.get()
    assert (document_of(copy.editions.get()), copy.owner) == (document(), editor.user)


def test_file_becomes_a_draft(client, editor, bjorkhamn, karin):
    file = SimpleUploadedFile("move.yaml", b"\xef\xbb\xbf" + dump_copy(document()).encode())
    client.post(f"{PAGES}new/document/", {"file": file})
    assert document_of(PracticeCopy.objects.get().editions.get()) == document()


REFUSED = {
    "nothing": ("", "Paste a document, or choose a file."),
    "no document": ("- x", "fields with names are needed, not ['x']."),
    "a screen": (
        dump_copy(document()).replace("press", "dance"),
        "start: expect is “dance”; it can be press, choose, tick, type, read.",
    ),
    "taken": (dump_copy(document()), "There is a copy with the key move in this language already."),
    "nobody": (dump_copy(document(key="new", persona="bo")), "There is no practice person with the key bo here."),
    "recorded": (
        dump_copy(document(recorded_screen(), key="new")),
        "recorded: was recorded, and what was recorded is not here.",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_document_is_refused_beside_what_was_sent(client, editor, bjorkhamn, what):
    make_draft(bjorkhamn)
    text, reason = REFUSED[what]
    response = client.post(f"{PAGES}new/document/", {"text": text})
    [(where, [words])] = errors(response).items()
    assert (where, words, PracticeCopy.objects.count()) == ("text", reason, 1)
    assert response.context["form"]["text"].value() == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"\xff\xfe", "This is no text file."), (b"x" * 11_000_000, "The file is larger than 10.0\xa0MB.")],
)
def test_file_is_refused(client, editor, settings, content, reason):
    settings.LARGEST_UPLOAD = 10 * 1024 * 1024
    response = client.post(f"{PAGES}new/document/", {"text": "", "file": SimpleUploadedFile("move.yaml", content)})
    assert errors(response) == {"file": [reason]}
