"""Stretches of whole months: what reports are about, and what they are compared with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

YEAR = 12
# How far back each kind of stretch is offered.
OFFERED = {1: 13, 3: 8, 6: 4, 12: 4}


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day of one month to that of another, both included."""

    first: date
    last: date

    @property
    def months(self) -> list[date]:
        return [shifted(self.first, number) for number in range(self.length)]

    @property
    def length(self) -> int:
        return (self.last.year - self.first.year) * YEAR + self.last.month - self.first.month + 1

    @property
    def last_day(self) -> date:
        return shifted(self.last, 1) - timedelta(days=1)

    @property
    def before(self) -> "Period":
        """As many months, up to this one."""
        return Period(shifted(self.first, -self.length), shifted(self.last, -self.length))

    def at_least(self, months: int) -> "Period":
        """Begun earlier if it is shorter."""
        return Period(min(self.first, shifted(self.last, 1 - months)), self.last)

    def __contains__(self, month: date) -> bool:
        return self.first <= month <= self.last

    def __str__(self) -> str:
        first, last = date_format(self.first, "F Y"), date_format(self.last, "F Y")
        return first if first == last else f"{first} – {last}"


def shifted(month: date, number: int) -> date:
    """The first day of a month, so many later."""
    years, index = divmod(month.year * YEAR + month.month - 1 + number, YEAR)
    return date(years, index + 1, 1)


def latest(length: int, today: date) -> Period:
    """So many months with this one."""
    this = today.replace(day=1)
    return Period(shifted(this, 1 - length), this)


def offered(length: int, today: date) -> Iterator[tuple[str, Period]]:
    """Whole stretches of the calendar with a code for each, the current one first."""
    current = date(today.year, (today.month - 1) // length * length + 1, 1)
    for number in range(OFFERED[length]):
        first = shifted(current, -number * length)
        yield f"{first:%Y-%m}.{length}", Period(first, shifted(first, length - 1))


def name(period: Period) -> str:
    """Of a stretch of the calendar, as people call it."""
    values = {"year": period.first.year, "number": (period.first.month - 1) // period.length + 1}
    match period.length:
        case 3:
            return _("Quarter %(number)s of %(year)s") % values
        case 6 if values["number"] == 1:
            return _("First half of %(year)s") % values
        case 6:
            return _("Second half of %(year)s") % values
        case 12:
            return str(period.first.year)
        case _:
            return str(period)
