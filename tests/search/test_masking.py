"""Nothing that looks personal survives masking."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.search.masking import MASK, MOST_CHARACTERS, masked

DAYS = st.dates(min_value=date(1905, 1, 1), max_value=date(2026, 11, 22))
NUMBER = st.integers(min_value=0, max_value=9999)
GAP = st.sampled_from(["", "-", " ", "–", " - "])


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    """As Swedes, Danes, Norwegians, Faroese and Finns write theirs."""
    day, number, gap = draw(DAYS), draw(NUMBER), draw(GAP)
    return draw(
        st.sampled_from(
            [
                f"{day:%y%m%d}{gap}{number:04}",
                f"{day:%y%m%d}+{number:04}",
                f"{day:%Y%m%d}{gap}{number:04}",
                f"{day:%Y-%m-%d}{gap}{number:04}",
                f"{day:%d%m%y}{gap}{number:04}",
                f"{day:%d%m%y}{gap}{number:05}",
                f"{day:%d%m%y}{gap}{number % 1000:03}",
                f"{day:%d%m%y}-{number % 1000:03}X",
                f"{day:%d%m%y}A{number % 1000:03}T",
            ]
        )
    )


WORDS = st.text(alphabet="abcdefåäöæø ", max_size=20)


@given(WORDS, identity_numbers(), WORDS)
def test_identity_numbers_are_masked(before, number, after):
    assert not re.search(r"\d", masked(f"{before} {number} {after}"))


@given(WORDS, st.from_regex(r"[a-z0-9._]{1,20}@[a-z]{1,10}\.[a-z]{2,3}", fullmatch=True))
def test_e_mail_addresses_are_masked(words, address):
    assert masked(f"{words} {address}") == " ".join([*words.split(), MASK])


@given(WORDS, st.from_regex(r"(\+4[567] ?)?0?\d{2,3}[- ]\d{2,3} ?\d{2} ?\d{2}", fullmatch=True))
def test_phone_numbers_are_masked(words, number):
    assert not re.search(r"\d", masked(f"{words} {number}"))


@given(st.text())
def test_masking_twice_changes_nothing_and_the_length_is_bounded(text):
    once = masked(text)
    assert (masked(once), len(once) <= MOST_CHARACTERS) == (once, True)


@pytest.mark.parametrize(
    "text", ["dagis", "hyra lägenhet 3 rum", "årskurs 9", "budget 2026", "KS 2026/123", "öppet 10-18"]
)
def test_ordinary_words_are_kept(text):
    assert masked(text) == text


def test_digits_with_invisible_characters_between_are_masked():
    assert masked("8112\u200b189876") == MASK
