"""What is typed on any keyboard meets names and everyday words."""

import pytest

from verkstad.search.phrases import beginnings, folded
from verkstad.search.slips import KnownWords


@pytest.mark.parametrize(
    ("text", "even"),
    [
        ("Förskola", "forskola"),
        ("  Bådplads \u00ad til  ÆLDRE ", "badplads til aldre"),
        ("e-legitimation, Bank-ID", "elegitimation bankid"),
        ("Budget- och skuldrådgivning (kommunal)", "budget och skuldradgivning kommunal"),
        ("\x00%", ""),
    ],
)
def test_folded_is_even(text, even):
    assert folded(text) == even


def test_a_phrase_begins_with_each_of_its_words_but_small_ones():
    assert list(beginnings("Hyra båt i hamnen", "sv")) == [
        "hyra bat i hamnen",
        "bat i hamnen hyra",
        "hamnen hyra bat i",
    ]


def test_a_word_after_a_hyphen_is_one_to_begin_with():
    assert list(beginnings("Skaffa e-legitimation", "sv")) == [
        "skaffa elegitimation",
        "elegitimation skaffa",
        "legitimation skaffa",
    ]


def test_beginnings_one_slip_away_are_meant():
    words = KnownWords(["bibliotek", "bygglov", "båtplats"])
    assert {typed: words.meant(typed) for typed in ("biblot", "bylgl", "btplats", "batpplat", "bib", "cykel")} == {
        "biblot": ["bibliot"],
        "bylgl": ["byggl"],
        "btplats": ["batplats"],
        "batpplat": ["batplat"],
        "bib": [],
        "cykel": [],
    }


def test_the_longest_known_part_is_at_least_two_thirds_of_the_word():
    words = KnownWords(["bibliotekskort"])
    assert (words.longest("bibliotekslån"), words.longest("biblisk"), words.longest("bio")) == (
        "biblioteks",
        "bibli",
        "",
    )
