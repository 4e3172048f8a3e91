"""Small numbers cannot be read, and not be worked out from the others either."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.core.privacy import Mark, mark, protected, protected_table

NUMBERS = st.lists(st.integers(0, 12), max_size=7)
WORDS = {"": Mark.SHOWN, "<5": Mark.FEW, "≥5": Mark.HELD}


def marks(text):
    return [WORDS[word.strip()] for word in text.split("|")]


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ([0, 5, 100], "||"),
        ([3, 9, 100], "<5|≥5|"),
        ([2, 3, 100], "<5|<5|"),
        ([1, 1, 100], "<5|<5|≥5"),
        ([4, 4, 100, 50], "<5|<5||≥5"),
        ([1, 5, 100], "<5|≥5|≥5"),
        ([3], "<5"),
        ([0, 3, 0], "|<5|"),
    ],
)
def test_cells_are_hidden_until_no_small_number_can_be_worked_out(numbers, shown):
    assert protected(numbers) == marks(shown)


@given(NUMBERS)
def test_exactly_the_small_numbers_are_shown_as_small(numbers):
    assert [one is Mark.FEW for one in protected(numbers)] == [mark(number) is Mark.FEW for number in numbers]


@given(NUMBERS)
def test_who_knows_the_total_finds_two_values_for_each_small_number(numbers):
    """By trying all values that the hidden cells can have; where all are hidden, there is nothing left to hide."""
    shown = protected(numbers)
    hidden = [(number, one) for number, one in zip(numbers, shown, strict=True) if one is not Mark.SHOWN]
    if not hidden or len(hidden) == len([number for number in numbers if number]):
        return
    total = sum(number for number, _one in hidden)
    few, held = (sum(one is which for _number, one in hidden) for which in (Mark.FEW, Mark.HELD))
    possible = {
        values[0]
        for values in product(range(1, 5), repeat=few)
        if (sum(values) + 5 * held <= total if held else sum(values) == total)
    }
    assert len(possible) > 1


@given(st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=1, max_size=4))
def test_every_row_and_column_of_a_table_is_safe_by_itself(rows):
    shown = protected_table(rows)
    for numbers, line in [
        *zip(rows, shown, strict=True),
        *zip(zip(*rows, strict=True), zip(*shown, strict=True), strict=True),
    ]:
        alone = protected(numbers)
        assert [one is Mark.SHOWN for one in line].count(True) <= [one is Mark.SHOWN for one in alone].count(True)
