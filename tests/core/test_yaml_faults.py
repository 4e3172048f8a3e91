"""What is wrong with a YAML file is said with its place, in the reader's language."""

import pytest
import yaml
from django.utils import translation

from verkstad.core.yaml_faults import fault


def told(text):
    with translation.override("sv"), pytest.raises((yaml.YAMLError, ValueError)) as raised:
        yaml.safe_load(text)
    with translation.override("sv"):
        return fault(raised.value, text)


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("a: b: c", "Rad 1, kolumn 5", "ett kolon står där inget kan stå"),
        ("a:\n\t- x", "Rad 2, kolumn 1", "en tabb står där"),
        ("a:\n  b: @x", "Rad 2, kolumn 6", "en text kan inte börja med det tecknet"),
        ("a: 'x", "Rad 1, kolumn 4", "ett citattecken som börjar"),
        ("a: [1, 2", "Rad 1, kolumn 4", "en parentes som börjar där tar aldrig slut"),
        ("- a\nb: c", "Rad 2, kolumn 1", "raden är inte indragen som de bredvid"),
        ("a: b\nc: \x07", "Rad 2, kolumn 4", "ett tecken som inte syns"),
        ("a: |x", "Rad 1, kolumn 5", "det är inte skrivet så som YAML skrivs"),
    ],
)
def test_place_and_reason(text, place, reason):
    assert told(text).startswith(f"{place} går inte att läsa som YAML: {reason}")


def test_a_date_in_no_calendar():
    assert told("a: 2026-13-45") == (
        "Det går inte att läsa som YAML: något i det kan inte finnas, till exempel ett datum som ingen kalender har."
    )
