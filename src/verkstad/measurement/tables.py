"""Figures as tables: for a page, a file and paper alike."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from verkstad.core.privacy import Mark, mark, protected, protected_table
from verkstad.measurement.queries.figures import Figure

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Cell:
    """``number`` is None where it is hidden; ``level``, from 0 to 4, says how dark its square of a map is."""

    text: str
    number: int | None = None
    level: int = 0

    @property
    def value(self) -> str | int:
        """For a file."""
        return self.text if self.number is None else self.number


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    cells: Sequence[Cell]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """``total`` is the row under it; ``heads`` begin with that of the names."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Row]
    total: Row | None = None
    is_map: bool = field(default=False)

    @property
    def lines(self) -> list[list[str | int]]:
        """For a file, with its heads."""
        rows = [*self.rows, self.total] if self.total else self.rows
        return [list(self.heads), *([row.name, *(cell.value for cell in row.cells)] for row in rows)]


@dataclass(frozen=True, slots=True)
class Named:
    """Something that is counted: its figure, what it is called, and the page it has."""

    name: str
    figure: Figure
    url: str = ""


def compared(caption: str, head: str, things: Iterable[Named], *, exact: bool, with_minutes: bool = True) -> Table:
    """A row for each, most asked first, with the period before; minutes only where they are known."""
    things = sorted(things, key=lambda one: (-one.figure.number, -one.figure.before, one.name))
    now = _marks([one.figure.number for one in things], exact=exact)
    before = _marks([one.figure.before for one in things], exact=exact)
    columns = 4 if with_minutes else 3
    rows = [
        Row(one.name, _cells(one.figure, *marks)[:columns], one.url)
        for one, *marks in zip(things, now, before, strict=True)
    ]
    total = Figure()
    for one in things:
        total.add(one.figure)
    alone = [Mark.SHOWN, Mark.SHOWN] if exact else [mark(total.number), mark(total.before)]
    heads = [head, _("Enquiries"), _("Before"), _("Change in %"), _("Minutes")]
    under = Row(_("Total"), _cells(total, *alone)[:columns]) if len(rows) > 1 else None
    return Table(caption, heads[: columns + 1], rows, under)


@dataclass(frozen=True, slots=True)
class Column:
    """Numbers side by side, each with that of the period before if there is one; ``is_of_people``: hidden when few."""

    head: str
    numbers: Sequence[int]
    before: Sequence[int] = ()
    is_of_people: bool = True

    @property
    def heads(self) -> list[str]:
        return [self.head, _("Before"), _("Change in %")] if self.before else [self.head]

    def cells(self, *, exact: bool) -> list[list[Cell]]:
        """By row."""
        now = _marks(self.numbers, exact=exact or not self.is_of_people)
        if not self.before:
            return [[cell(number, it)] for number, it in zip(self.numbers, now, strict=True)]
        figures = map(Figure, self.numbers, self.before)
        return [_cells(*one)[:3] for one in zip(figures, now, _marks(self.before, exact=exact), strict=True)]

    @property
    def total(self) -> "Column":
        return Column(self.head, [sum(self.numbers)], [sum(self.before)] if self.before else (), self.is_of_people)


def side_by_side(
    caption: str,
    head: str,
    names: Sequence[tuple[str, str]],
    columns: Sequence[Column],
    *,
    exact: bool,
    adds_up: bool = True,
) -> Table:
    """A row for each name and address, in their order. ``adds_up``: nothing is counted in two of the rows."""
    cells = zip(*(column.cells(exact=exact) for column in columns), strict=True)
    rows = [Row(name, list(chain(*of_row)), url) for (name, url), of_row in zip(names, cells, strict=True)]
    under = [column.total.cells(exact=exact)[0] for column in columns]
    heads = [head, *chain(*(column.heads for column in columns))]
    return Table(caption, heads, rows, Row(_("Total"), list(chain(*under))) if adds_up and len(rows) > 1 else None)


def crossed(
    caption: str, heads: Sequence[str], names: Sequence[str], numbers: Sequence[Sequence[int]], *, exact: bool
) -> Table:
    """A row for each name and a column for each of the heads after the first."""
    marks = [[Mark.SHOWN] * len(row) for row in numbers] if exact else protected_table(numbers)
    most = max((number for row in numbers for number in row), default=0)
    rows = [
        Row(name, [cell(number, it, most) for number, it in zip(row, of_row, strict=True)])
        for name, row, of_row in zip(names, numbers, marks, strict=True)
    ]
    return Table(caption, heads, rows, is_map=True)


def over_time(caption: str, months: Mapping[str, Figure], *, exact: bool) -> Table:
    marks = _marks([figure.number for figure in months.values()], exact=exact)
    rows = [
        Row(name, [cell(figure.number, it), _minutes(figure, it)])
        for (name, figure), it in zip(months.items(), marks, strict=True)
    ]
    return Table(caption, [_("Month"), _("Enquiries"), _("Minutes")], rows)


def in_a_row(caption: str, heads: Sequence[str], numbers: Mapping[str, int], *, exact: bool) -> Table:
    """A row for each name, in their order, with its number."""
    marks = _marks(list(numbers.values()), exact=exact)
    rows = [Row(name, [cell(number, it)]) for (name, number), it in zip(numbers.items(), marks, strict=True)]
    return Table(caption, heads, rows)


def headline(figure: Figure, *, exact: bool) -> list[Cell]:
    """Number, before, change and minutes of all."""
    alone = [Mark.SHOWN, Mark.SHOWN] if exact else [mark(figure.number), mark(figure.before)]
    return _cells(figure, *alone)


def cell(number: int, shown: Mark, most: int = 0) -> Cell:
    if shown is not Mark.SHOWN:
        return Cell(shown.value)
    return Cell(number_format(number, force_grouping=True), number, -(-4 * number // most) if most else 0)


def _marks(numbers: Sequence[int], *, exact: bool) -> list[Mark]:
    return [Mark.SHOWN] * len(numbers) if exact else protected(numbers)


def _cells(figure: Figure, now: Mark, before: Mark) -> list[Cell]:
    change = _change(figure) if now is before is Mark.SHOWN else Cell(NOTHING)
    return [cell(figure.number, now), cell(figure.before, before), change, _minutes(figure, now)]


def _minutes(figure: Figure, now: Mark) -> Cell:
    return cell(figure.minutes, Mark.SHOWN) if now is Mark.SHOWN else Cell(NOTHING)


def _change(figure: Figure) -> Cell:
    """In percent."""
    if not figure.before:
        return Cell(NOTHING)
    percent = round(100 * (figure.number - figure.before) / figure.before)
    return Cell(f"{percent:+d}".replace("-", "−").replace("+0", "0"), percent)
