import pytest
import yaml

from verkstad.services.plain import HardWord, hard_words, officialese

LISTS = yaml.safe_load(officialese._LISTS.read_text())


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("sv", "Du erhåller beslut.", [HardWord("erhåller", "få")]),
        ("sv", "Samtliga ska, i enlighet\nmed lagen, svara.", ["Samtliga", "i enlighet\nmed"]),
        ("sv", "Ingen inkomst? Nyttja biblioteket, nyttja det.", ["Nyttja"]),
        ("da", "Såfremt du flytter", [HardWord("Såfremt", "hvis")]),
        ("da", "Erhvervet og ydelsen", []),
        ("en", "Residents submitting forms", ["submitting"]),
        ("fi", "erhåller såfremt submit", []),
        ("sv", "İ İ ERHÅLLER", ["erhåller"]),
    ],
)
def test_hard_words_are_found_in_any_form_and_once(language, text, expected):
    found = hard_words(text, language)
    assert found == expected or [hard.word for hard in found] == expected


@pytest.mark.parametrize("language", ["sv", "da", "en"])
def test_each_language_has_some_sixty_words_each_with_a_plainer_one(language):
    assert 55 <= len(LISTS[language]) <= 85
    assert all(isinstance(plainer, str) and plainer for plainer in LISTS[language].values())


@pytest.mark.parametrize("language", ["sv", "da", "en"])
def test_what_is_suggested_is_not_itself_hard(language):
    suggestions = [plainer for plainer in LISTS[language].values() if not plainer.startswith("(")]
    assert {plainer: hard_words(plainer, language) for plainer in suggestions if hard_words(plainer, language)} == {}
