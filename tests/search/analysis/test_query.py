import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.search.analysis import Speller, analyse_query
from verkstad.search.analysis.query import MOST_TERMS, MOST_WORDS


def test_compound_asks_for_its_parts():
    terms = analyse_query("förskoleplats", "sv").terms
    assert {"a:förskoleplats", "p:förskol", "p:plats"} <= set(terms)


def test_words_typed_apart_ask_for_the_compound_with_less_weight():
    terms = analyse_query("barn omsorg", "sv").terms
    assert (terms["a:barnomsorg"], terms["a:barn"]) == (0.8, 1.0)


def test_word_typed_without_its_letters_asks_for_folded_words():
    assert "f:fardtjanst" in analyse_query("fardtjanst", "sv").terms


def test_word_typed_right_does_not_ask_for_folded_words():
    assert not any(term.startswith("f:") for term in analyse_query("färdtjänst får", "sv").terms)


def test_unknown_word_is_corrected_with_the_words_of_the_index():
    query = analyse_query("förskloa", "sv", speller=Speller({"förskola": 3}))
    assert query.words[0].corrections == ("förskola",)
    assert query.terms["a:förskol"] == 0.8


@pytest.mark.parametrize("word", ["avgift", "sommarjobb", "hund"])
def test_known_word_is_not_corrected(word):
    query = analyse_query(word, "sv", speller=Speller({"avgifta": 1, "sommarjob": 1, "hundra": 1, "rund": 1}))
    assert query.words[0].corrections == ()


def test_question_is_a_phrase_as_typed_without_stop_words_and_as_meant():
    terms = analyse_query("var finns förskloan", "sv", speller=Speller({"förskolan": 3})).terms
    assert [term for term in terms if term.startswith("w:")] == ["w:varfinnförsklo", "w:försklo", "w:förskol"]


def test_words_are_told_once_and_in_order():
    assert [word.typed for word in analyse_query("Bygglov altan bygglov", "sv").words] == ["bygglov", "altan"]


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE services; --",
        "<script>alert(1)</script>",
        "😀🎉",
        "",
        "x" * 10_000,
        "förskoleplats barnomsorgsavgift " * 400,
        " ".join(f"ord{chr(97 + i % 26)}{chr(97 + i // 26)}avgift" for i in range(500)),
        "\x00\ud800",
    ],
)
def test_hostile_text_is_bounded(text):
    query = analyse_query(text, "sv", speller=Speller({"avgift": 1}))
    assert len(query.terms) <= MOST_TERMS
    assert len(query.words) <= MOST_WORDS


@given(st.text(), st.sampled_from(["sv", "da", "nb", "nn", "fi", "en", "fo", "xx"]))
def test_any_text_gives_the_same_bounded_query_each_time(text, language):
    query = analyse_query(text, language)
    assert query == analyse_query(text, language)
    assert all(0 < weight <= 1 for weight in query.terms.values())
