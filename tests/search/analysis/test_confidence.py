import pytest

from verkstad.search.analysis import WEAK, Fields, Index, Speller, analyse_document, analyse_query, confidence

INDEX = Index(
    {
        "teaching": analyse_document(
            Fields("Betonad undervisning", [], "Skolor med musik, pedagogik och språk."), "sv"
        ),
        "care": analyse_document(Fields("Barnomsorg", ["dagis"], "Mottagning för föräldrar."), "sv"),
    }
)
SPELLER = Speller({"undervisning": 1, "barnomsorg": 1, "föräldrar": 1})


def best(text):
    query = analyse_query(text, "sv", speller=SPELLER)
    found = INDEX.search(query.terms, limit=1)
    return confidence(query, INDEX.found(found[0][0], query.terms) if found else ())


@pytest.mark.parametrize("text", ["logoped", "xyzzy", "pedaler", "hemlös", "", "😀", "'; drop table users; --"])
def test_coincidences_are_weak(text):
    assert best(text) < WEAK


@pytest.mark.parametrize("text", ["barnomsorg", "barnomsorgen", "barn omsorg", "dagis", "foraldrar", "undervisnimg"])
def test_found_words_are_certain(text):
    assert best(text) == 1.0


def test_half_of_the_words_is_half_certain():
    assert best("logoped undervisning") == 0.5


def test_found_part_of_a_compound_counts_by_its_letters():
    assert best("barnsäng") == pytest.approx(4 / 8)
