"""Words that ask for a document, and words that only sound like it."""

import pytest

from verkstad.search.intent import asks_for_document


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "protokoll kommunstyrelsen mars"),
        ("sv", "Protokollet från socialnämnden"),
        ("sv", "kallelse"),
        ("sv", "årsredovisning 2025"),
        ("sv", "KS 2026/123"),
        ("sv", "dnr 2024/88"),
        ("sv", "budget 2026"),
        ("sv", "beslut kommunfullmäktige"),
        ("sv", "handlingar möte april"),
        ("da", "referat byrådet"),
        ("da", "dagsorden økonomiudvalget"),
        ("da", "årsregnskab"),
        ("da", "budget 2026"),
        ("en", "minutes city council"),
        ("en", "decision committee may"),
        ("fi", "BUN-2025:17"),
    ],
)
def test_asks_for_a_document(language, text):
    assert asks_for_document(text, language) is True


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "dagis"),
        ("sv", "budget- och skuldrådgivning"),
        ("sv", "överklaga ett beslut"),
        ("sv", "sommarjobb 2026"),
        ("sv", "skollov mars"),
        ("sv", "kontakta socialnämnden"),
        ("sv", "rapportera frånvaro"),
        ("sv", ""),
        ("da", "klage over en afgørelse"),
        ("da", "plan for genoptræning"),
        ("da", "skriv til byrådet"),
        ("en", "report a pothole"),
        ("fi", "päiväkoti 2026"),
    ],
)
def test_asks_for_something_else(language, text):
    assert asks_for_document(text, language) is False
