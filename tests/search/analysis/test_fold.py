import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.search.analysis.fold import folded, normalise, respell


def test_normalise_composes_letters_and_drops_soft_hyphens():
    assert normalise("Fo\u0308rsko\u00adLA") == "förskola"


@pytest.mark.parametrize(
    ("word", "language", "respelled"),
    [
        ("førskole", "sv", "förskole"),
        ("børn", "da", "børn"),
        ("börn", "da", "børn"),
        ("aarhus", "nb", "århus"),
        ("kafé", "sv", "kafe"),
        ("heilsugæsla", "fo", "heilsugæsla"),
        ("útbúgving", "fo", "útbúgving"),
        ("isaac", "sv", "isaac"),
    ],
)
def test_respell_uses_the_letters_of_the_language(word, language, respelled):
    assert respell(word, language) == respelled


@pytest.mark.parametrize(
    ("word", "ways"),
    [("förskola", ("forskola", "foerskola")), ("århus", ("arhus", "aarhus")), ("bygglov", ())],
)
def test_folded_gives_the_ways_to_type_a_word_without_its_letters(word, ways):
    assert folded(word) == ways


@given(st.text())
def test_normalise_twice_changes_nothing(text):
    once = normalise(text)
    assert normalise(once) == once
