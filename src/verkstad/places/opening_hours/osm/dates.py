"""Months, dates and ranges of them."""

from calendar import monthrange
from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from .tokens import Tokens, UnreadableHours
from .words import DASHES, FIRST_DATE, MONTHS

type DateRange = tuple[date, date]
"""First and last date; date.min and date.max where it is open."""


class _Point(NamedTuple):
    """A date as written, with what is missing."""

    position: int
    year: int | None
    month: int | None
    day: int | None

    def is_like(self, other: "_Point") -> bool:
        return (self.month is None, self.day is None) == (other.month is None, other.day is None)

    @property
    def within_year(self) -> tuple[int, int]:
        return self.month or 12, self.day or 31

    def first_date(self, year: int) -> date:
        """29 February means 1 March in a year without it."""
        month, day = self.month or 1, self.day or 1
        if (month, day) == (2, 29) and self.year is None and monthrange(year, 2)[1] == 28:
            return date(year, 3, 1)
        return self._date(year, month, day)

    def last_date(self, year: int) -> date:
        """29 February means the 28th in a year without it."""
        month = self.month or 12
        day = self.day or monthrange(year, month)[1]
        if (month, day) == (2, 29) and self.year is None:
            day = monthrange(year, 2)[1]
        return self._date(year, month, day)

    def _date(self, year: int, month: int, day: int) -> date:
        try:
            return date(year, month, day)
        except ValueError:
            raise UnreadableHours(self.position, "there is no such date") from None


def read_dates(tokens: Tokens, years: Collection[int]) -> tuple[DateRange, ...] | None:
    """The dates a rule begins with, None without any. Those without a year recur in each of `years`."""
    if not _begins_date(tokens):
        return None
    ranges = list(_read_range(tokens, years))
    while tokens.sees("sign", ",") and _begins_date(tokens, ahead=1):
        tokens.take("sign")
        ranges += _read_range(tokens, years)
    return tuple(ranges)


def _begins_date(tokens: Tokens, ahead: int = 0) -> bool:
    return tokens.sees("year", ahead=ahead) or tokens.sees("word", *MONTHS, ahead=ahead)


def _read_range(tokens: Tokens, years: Collection[int]) -> Iterator[DateRange]:
    start = _read_point(tokens)
    if start.year is not None and tokens.take("sign", "+"):
        yield _unbounded(start.first_date(start.year), date.max)
        return
    end = _read_end(tokens, start) if tokens.take("sign", *DASHES) else start
    if start.year is not None:
        yield _dated(start, end, start.year)
    elif end.year is not None:
        raise UnreadableHours(start.position, "the first date needs a year too")
    else:
        yield from _recurring(start, end, years)


def _read_point(tokens: Tokens) -> _Point:
    position = tokens.next.position
    year = tokens.take("year")
    month = tokens.take("word", *MONTHS)
    day = tokens.take("number") if month else None
    return _Point(
        position,
        int(year.text) if year else None,
        MONTHS.index(month.text) + 1 if month else None,
        int(day.text) if day else None,
    )


def _read_end(tokens: Tokens, start: _Point) -> _Point:
    if start.day is not None and (day := tokens.take("number")):
        return _Point(day.position, start.year, start.month, int(day.text))
    if not _begins_date(tokens):
        tokens.refuse("expected a date after the dash")
    end = _read_point(tokens)
    if not end.is_like(start):
        raise UnreadableHours(end.position, "write both dates in the same way")
    return end


def _dated(start: _Point, end: _Point, year: int) -> DateRange:
    wraps = end.within_year < start.within_year
    first, last = start.first_date(year), end.last_date(end.year or year + wraps)
    if last < first:
        raise UnreadableHours(end.position, "the last date is before the first")
    return _unbounded(first, last)


def _unbounded(first: date, last: date) -> DateRange:
    return (date.min if first <= FIRST_DATE else first), (date.max if last.year == date.max.year else last)


def _recurring(start: _Point, end: _Point, years: Collection[int]) -> Iterator[DateRange]:
    wraps = end.within_year < start.within_year
    for year in sorted({*years, *(year - 1 for year in years if wraps)}):
        first, last = start.first_date(year), end.last_date(year + wraps)
        if first <= last:
            yield first, last
