import pytest

from verkstad.search.analysis import WEAK, Fields, Index, Speller, analyse_document, analyse_query, confidence

INDEX = Index(
    {
        "teaching": analyse_document(
            Fields("Betonad undervisning", [], "Skolor med musik, pedagogik och språk."), "sv"
        ),
        "plots": analyse_document(Fields("Tomtkön", [], "Köpa tomt. Byta och flytta. I mars får alla svar."), "sv"),
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


@pytest.mark.parametrize(
    "text", ["köpa elefant", "flygplan till mars", "min grannes katt vill flytta till månen", "byta till dinosaurie"]
)
def test_common_words_without_the_rare_one_are_weak(text):
    assert best(text) < WEAK


@pytest.mark.parametrize("text", ["köpa tomt", "tomt till dig", "få undervisning", "undervisnimg"])
def test_rare_word_with_or_without_the_common_ones_is_certain(text):
    assert best(text) >= WEAK


def test_words_that_nobody_knows_the_rarity_of_count_the_same():
    query = analyse_query("alpha beta", "xx")
    assert confidence(query, {"a:alpha"}) == 0.5


def test_found_part_of_a_compound_counts_by_its_letters():
    assert best("barnsäng") == pytest.approx(4 / 8)
