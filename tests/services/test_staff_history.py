from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.identity import MembershipFactory
from tests.factories.services import online, scope_with_organisation, service_data, text_data
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.services import actions, queries
from verkstad.services.word_changes import Piece, word_changes

HISTORY = "/bjorkhamn/sv/staff/services/entry/forskola/history/"
BASE = service_data(texts=(text_data(),))


def text(**changes):
    return replace(BASE, texts=(replace(BASE.texts[0], **changes),))


@pytest.fixture
def editor(client, bjorkhamn):
    return sign_in(client, Role.EDITOR, bjorkhamn, user__first_name="Alva", user__last_name="Ek")


@pytest.fixture
def service(bjorkhamn, editor):
    service = actions.save_service(BASE, scope=scope_with_organisation(bjorkhamn))
    actions.edit_service(service, text(name="Dagis", summary="Sök en plats."), based_on=1, by=editor.actor)
    return service


def test_history_says_who_changed_what(client, service, editor):
    actions.publish_service(service, by=editor.actor)
    actions.set_owner([service], MembershipFactory(municipality=editor.municipality).user, by=editor.actor)
    actions.restore_version(service, 1, by=editor.actor)
    rows = [(version.number, who, what) for version, who, what in client.get(HISTORY).context["rows"]]
    texts = ["Namn, svenska", "Sammanfattning, svenska"]
    assert rows == [
        (5, "Alva Ek", [*texts, "Tillbaka till version 1"]),
        (4, "Alva Ek", ["Tjänsteansvarig"]),
        (3, "Alva Ek", ["Publicerad"]),
        (2, "Alva Ek", texts),
        (1, "system", ["Den skapades."]),
    ]


def test_history_is_parted_into_pages(client, service, editor):
    for number in range(20):
        actions.edit_service(service, text(name=str(number)), based_on=2 + number, by=editor.actor)
    last = client.get(HISTORY, {"page": 2}).context["rows"]
    assert [(version.number, what) for version, _, what in last] == [
        (2, ["Namn, svenska", "Sammanfattning, svenska"]),
        (1, ["Den skapades."]),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_history_takes_the_same_queries_for_few_and_many(client, service, editor, number, django_assert_num_queries):
    for n in range(number):
        actions.edit_service(service, text(name=str(n)), based_on=2 + n, by=editor.actor)
    with django_assert_num_queries(11):
        client.get(HISTORY)


def test_versions_stand_side_by_side_with_words_marked(client, service):
    page = client.get(f"{HISTORY}1-2/").text
    assert "<del>Förskola</del>" in page
    assert "<ins>Dagis</ins>" in page
    assert "Sök<ins> en</ins> plats." in page


def test_version_that_never_was_is_not_found(client, service):
    assert client.get(f"{HISTORY}1-9/").status_code == 404
    assert client.post(f"{HISTORY}9/restore/").status_code == 404


def test_way_back_to_a_version(client, service):
    assert "Tillbaka till version 1" in client.get(f"{HISTORY}1-2/").text
    client.post(f"{HISTORY}1/restore/")
    assert queries.data_of([service])[service.pk] == BASE


def test_way_back_that_would_lose_what_a_published_service_needs_is_refused(client, bjorkhamn, editor):
    asks = replace(BASE, channels=(online(eid_need="high"),))
    service = actions.save_service(asks, scope=scope_with_organisation(bjorkhamn))
    safe = replace(text(without_eid="Ring."), channels=asks.channels)
    actions.edit_service(service, safe, based_on=1, by=editor.actor)
    actions.publish_service(service)
    response = client.post(f"{HISTORY}1/restore/", follow=True)
    assert "Den kräver e-legitimation och säger inte hur man gör utan." in response.text
    assert queries.data_of([service])[service.pk] == safe


def test_reader_reads_and_does_not_go_back(client, service, bjorkhamn):
    sign_in(client, Role.READER, bjorkhamn)
    assert "Tillbaka till version" not in client.get(f"{HISTORY}1-2/").text
    assert client.post(f"{HISTORY}1/restore/").status_code == 403


@given(st.text(), st.text())
def test_both_texts_can_be_read_from_their_changes(before, after):
    pieces = word_changes(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after


def test_only_the_words_that_changed_are_marked():
    assert word_changes("Ring oss i dag.", "Ring mig i dag.") == [
        Piece("same", "Ring "),
        Piece("gone", "oss"),
        Piece("new", "mig"),
        Piece("same", " i dag."),
    ]
