"""A chart of months, drawn without a script: numbers for the template, which draws."""

from collections.abc import Sequence
from dataclasses import dataclass

from verkstad.measurement.tables import NOTHING, Cell, Table

HEIGHT = 120
WIDTH = 600
MOST_LABELS = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One month, in units of the drawing; a hidden number has a star instead, and what nobody told has nothing.

    Every so many bars have a label.
    """

    label: str
    x: float
    middle: float
    top: float
    height: float
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Chart:
    bars: Sequence[Bar]
    bar_width: float
    most: str
    height: int = HEIGHT
    width: int = WIDTH

    @property
    def has_hidden(self) -> bool:
        return any(bar.is_hidden for bar in self.bars)


def chart(table: Table, labels: Sequence[str]) -> Chart:
    """Of the first column of the table; the highest bar is HEIGHT high."""
    cells = [row.cells[0] for row in table.rows]
    most = max((cell.number for cell in cells if cell.number is not None), default=0)
    step = WIDTH / len(cells)
    every = -(-len(cells) // MOST_LABELS)
    bars = [
        _bar(label if index % every == 0 else "", index * step, step, cell, most)
        for index, (label, cell) in enumerate(zip(labels, cells, strict=True))
    ]
    tallest = next((cell.text for cell in cells if cell.number == most), "")
    return Chart(bars, round(step * 0.72, 1), tallest)


def _bar(label: str, x: float, step: float, cell: Cell, most: int) -> Bar:
    height = round(HEIGHT * (cell.number or 0) / (most or 1), 1)
    is_hidden = cell.number is None and cell.text != NOTHING
    return Bar(label, round(x, 1), round(x + step * 0.36, 1), round(HEIGHT - height, 1), height, is_hidden)
