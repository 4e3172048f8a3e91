import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.search.analysis.spelling import Speller, slips

WORDS = Speller({"förskola": 9, "förskolan": 2, "grundskola": 5, "äldreboende": 4, "pass": 3, "plats": 3})


@pytest.mark.parametrize("typed", ["förskla", "förskolaa", "förskola", "fröskola", "förskila"])
def test_one_slip_is_corrected(typed):
    assert WORDS.corrections(typed)[0][0] == "förskola"


def test_nearest_comes_first():
    assert WORDS.corrections("förskol") == [("förskola", 1)]
    assert WORDS.corrections("förskolar") == [("förskola", 1), ("förskolan", 1)]


def test_two_slips_are_corrected_in_long_words_only():
    assert WORDS.corrections("äldrboendde") == [("äldreboende", 2)]
    assert WORDS.corrections("pasta") == []


@pytest.mark.parametrize("typed", ["xyzzy", "på", "27.35.04", ""])
def test_what_resembles_nothing_is_not_corrected(typed):
    assert WORDS.corrections(typed) == []


@pytest.mark.parametrize(
    ("typed", "meant", "count"),
    [("pass", "pass", 0), ("apss", "pass", 1), ("pas", "pass", 1), ("mass", "pass", 1), ("", "pass", 4)],
)
def test_slips_are_counted(typed, meant, count):
    assert slips(typed, meant) == count


letters = st.text(alphabet="abcå", max_size=8)


@given(letters, letters)
def test_slips_are_the_same_both_ways(one, other):
    assert slips(one, other) == slips(other, one)


@given(st.text(alphabet="abcå", min_size=5, max_size=12), st.data())
def test_any_one_letter_left_out_is_found(word, data):
    place = data.draw(st.integers(0, len(word) - 1))
    assert word in dict(Speller({word: 1}).corrections(word[:place] + word[place + 1 :]))
