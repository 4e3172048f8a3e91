import pytest

from verkstad.search.analysis.languages import get_language


@pytest.mark.parametrize(
    ("code", "word", "stem"),
    [
        ("sv", "förskolan", "förskol"),
        ("sv", "plan", "plan"),
        ("sv", "byggnad", "byggnad"),
        ("sv", "byggnaden", "byggnad"),
        ("sv", "månen", "mån"),
        ("da", "børnehaverne", "børnehav"),
        ("nb", "barnehagene", "barnehag"),
        ("nn", "barnehagane", "barnehag"),
        ("fi", "kirjastossa", "kirjasto"),
        ("en", "libraries", "librari"),
        ("fo", "bókasavnið", "bókasavnið"),
        ("xx", "libraries", "libraries"),
    ],
)
def test_stem(code, word, stem):
    assert get_language(code).stem(word) == stem


@pytest.mark.parametrize(
    ("code", "words"),
    [("sv", "och hur"), ("da", "og hvordan"), ("nb", "og hvordan"), ("nn", "og korleis"), ("fi", "ja miten")],
)
def test_stop_words_and_question_words(code, words):
    assert set(words.split()) <= get_language(code).stop_words


def test_unknown_language_has_no_stop_words():
    assert get_language("xx").stop_words == frozenset()
