"""Small numbers are not passed on: which cells are hidden, and which more so that these cannot be worked out.

A number from 1 to 4 is hidden and shown as "<5". Whoever knows the total could subtract what is shown, so other cells
are held back too, the smallest first and shown as "≥5", until at least two values are possible for every hidden one.
This holds within a table. It does not hold against somebody who compares many tables with different filters; those
who can are staff, and nothing that is counted tells whose it was.
"""

from collections.abc import Sequence
from enum import Enum

FEWEST = 5


class Mark(Enum):
    SHOWN = ""
    FEW = "<5"
    HELD = "≥5"


def mark(number: int) -> Mark:
    """Of a number by itself."""
    return Mark.FEW if 0 < number < FEWEST else Mark.SHOWN


def protected(numbers: Sequence[int]) -> list[Mark]:
    """Of numbers whose total is known."""
    return _settled(numbers, [mark(number) for number in numbers])


def protected_table(rows: Sequence[Sequence[int]]) -> list[list[Mark]]:
    """Of numbers whose totals by row and by column are known."""
    marks = [[mark(number) for number in row] for row in rows]
    before: list[list[Mark]] = []
    while marks != before:
        before = marks
        marks = _rows_settled(rows, marks)
        columns = _rows_settled(list(zip(*rows, strict=True)), list(zip(*marks, strict=True)))
        marks = [list(row) for row in zip(*columns, strict=True)]
    return marks


def _rows_settled(rows: Sequence[Sequence[int]], marks: Sequence[Sequence[Mark]]) -> list[list[Mark]]:
    return [_settled(numbers, kept) for numbers, kept in zip(rows, marks, strict=True)]


def _settled(numbers: Sequence[int], marks: Sequence[Mark]) -> list[Mark]:
    """With more held back, if that is needed and anything is left."""
    marks = list(marks)
    smallest_first = sorted(range(len(numbers)), key=numbers.__getitem__)
    left = [index for index in smallest_first if marks[index] is Mark.SHOWN and numbers[index]]
    while left and not _is_safe(numbers, marks):
        marks[left.pop(0)] = Mark.HELD
    return marks


def _is_safe(numbers: Sequence[int], marks: Sequence[Mark]) -> bool:
    """Whether what is hidden sums up in more than one way, from 1 to 4 for the few and from 5 on for the held."""
    few, held = marks.count(Mark.FEW), marks.count(Mark.HELD)
    total = sum(number for number, mark in zip(numbers, marks, strict=True) if mark is not Mark.SHOWN)
    if not held:
        return not few or (few > 1 and few < total < (FEWEST - 1) * few)
    return total > few + FEWEST * held
