"""A chart of months, drawn without a script: numbers for the template, which draws."""

from collections.abc import Sequence
from dataclasses import dataclass

from verkstad.measurement.tables import Table

HEIGHT = 120
WIDTH = 600
MOST_LABELS = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One month, in units of the drawing; a hidden number has no height. Every so many bars have a label."""

    label: str
    x: float
    middle: float
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    bars: Sequence[Bar]
    bar_width: float
    most: str
    height: int = HEIGHT
    width: int = WIDTH


def chart(table: Table, labels: Sequence[str]) -> Chart:
    """Of the first column of the table; the highest bar is HEIGHT high."""
    numbers = [row.cells[0].number or 0 for row in table.rows]
    most = max(numbers, default=0)
    step = WIDTH / len(numbers)
    every = -(-len(numbers) // MOST_LABELS)
    bars = [
        _bar(label if index % every == 0 else "", index * step, step, HEIGHT * number / (most or 1))
        for index, (label, number) in enumerate(zip(labels, numbers, strict=True))
    ]
    tallest = next((row.cells[0].text for row in table.rows if row.cells[0].number == most), "")
    return Chart(bars, round(step * 0.72, 1), tallest)


def _bar(label: str, x: float, step: float, height: float) -> Bar:
    return Bar(label, round(x, 1), round(x + step * 0.36, 1), round(HEIGHT - height, 1), round(height, 1))
