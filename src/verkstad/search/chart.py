"""A small chart of the searches of the months, drawn without a script: numbers for the template, which draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from verkstad.search.queries.quality import Month

HEIGHT = 120
STEP = 50
BAR = 36


@dataclass(frozen=True, slots=True)
class Bar:
    """One month: all its searches, and at the bottom those that were unsure. Numbers are units of the drawing."""

    first_day: date
    x: int
    top: int
    height: int
    weak_top: int
    weak_height: int


def bars(months: Sequence[Month]) -> list[Bar]:
    """The highest is HEIGHT high."""
    most = max((month.searches for month in months), default=0) or 1
    return [_bar(month, number, most) for number, month in enumerate(months)]


def _bar(month: Month, number: int, most: int) -> Bar:
    height = round(HEIGHT * month.searches / most)
    weak = round(height * (month.weak or 0))
    return Bar(month.first_day, STEP * number, HEIGHT - height, height, HEIGHT - weak, weak)
