import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.search.analysis import Fields, analyse_document, content_words
from verkstad.search.analysis.document import GRAM_WORDS


def test_word_of_the_name_counts_twice_a_word_of_the_text():
    terms = analyse_document(Fields(name="Bygglov", body="Ansök om tillstånd"), "sv")
    assert (terms["a:bygglov"], terms["a:tillstånd"]) == (2.0, 1.0)


def test_everyday_word_counts_as_much_as_the_name():
    terms = analyse_document(Fields(name="Förskola", everyday_words=["dagis"]), "sv")
    assert terms["a:dagis"] == terms["a:förskol"]


def test_names_and_everyday_words_are_phrases_too():
    terms = analyse_document(Fields(name="Kommunens förskolor", everyday_words=["dagis ibland", ""]), "sv")
    assert {term: weight for term, weight in terms.items() if term.startswith("w:")} == {
        "w:kommunförskol": 2.0,
        "w:kommunforskol": 2.0,
        "w:kommunfoerskol": 2.0,
        "w:dagisibland": 1.0,
    }


def test_repeated_words_add_up():
    terms = analyse_document(Fields(name="Bygglov", summary="Bygglov", body="bygglovet", subjects=["bygglov"]), "sv")
    assert terms["a:bygglov"] == 5.0


def test_stop_words_are_left_out():
    assert content_words("Hur ansöker jag om bygglov?", "sv") == ["ansöker", "bygglov"]


def test_text_of_stop_words_only_is_kept():
    assert content_words("vad är det", "sv") == ["vad", "är", "det"]


def test_grams_come_from_the_start_of_the_text():
    terms = analyse_document(Fields(name="Namn", body="ord " * GRAM_WORDS + "zebra"), "sv")
    assert "a:zebr" in terms
    assert "g:zebr" not in terms


def test_only_words_with_their_own_letters_have_folded_terms():
    terms = analyse_document(Fields(name="Färdtjänst avgift"), "sv")
    assert {term for term in terms if term.startswith("f:")} == {"f:fardtjanst", "f:faerdtjaenst"}


def test_empty_document_has_no_terms():
    assert analyse_document(Fields(name=""), "sv") == {}


@given(st.text(), st.lists(st.text(), max_size=3), st.text(), st.sampled_from(["sv", "da", "nb", "fo", "xx"]))
def test_any_document_gives_positive_weights(name, everyday_words, body, language):
    terms = analyse_document(Fields(name, everyday_words, body=body, subjects=everyday_words), language)
    assert all(weight > 0 and term[0] in "apgfnw" and term[1] == ":" for term, weight in terms.items())


@pytest.mark.parametrize("language", ["sv", "da", "nb", "nn", "fi", "en", "fo"])
def test_every_language_finds_its_own_words_again(language):
    assert analyse_document(Fields(name="Bibliotek"), language) == analyse_document(Fields(name="BIBLIOTEK"), language)
