"""From a schedule to text: ordinary hours, then holidays, then overrides, the one that wins last.

States that may overlap are added in order of strength, because in the syntax the later rule wins.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ..model import PUBLIC_HOLIDAY, Period, Schedule
from ..stretches import DAY, STRENGTH, State, Stretch
from .words import DAYS, FIRST_DATE, HOLIDAY, MODIFIERS, MONTHS, WEEK


class _Line(NamedTuple):
    """One rule."""

    selector: str
    stretches: tuple[Stretch, ...]

    @property
    def state(self) -> State:
        return self.stretches[0].state

    @property
    def text(self) -> str:
        times = ",".join(f"{_clock(s.start)}-{_clock(_closing(s))}" for s in self.stretches)
        if (self.selector, times) == ("Mo-Su", "00:00-24:00"):
            return f"24/7 {MODIFIERS[self.state]}".strip()
        return " ".join(filter(None, (self.selector, times, MODIFIERS[self.state])))


def write(schedule: Schedule) -> str:
    """Read again by `parse`, it means the same. The confirmed holidays are not part of it, only what holds on them."""
    weekly = ", ".join(_texts(line for period in schedule.ordinary for line in _lines(period, WEEK)))
    layers = [weekly, *_holiday_layers(schedule)]
    always_replaces = any(_dates(period) == "" and any(period.stretches[:7]) for period in schedule.ordinary)
    for period in reversed(schedule.overrides):
        layers += _layer([_dates(period)], _lines(period, WEEK), in_short=always_replaces)
        if period.stretches[PUBLIC_HOLIDAY]:
            layers += _layer([_selector(period, HOLIDAY)], _lines(period, HOLIDAY), in_short=True)
    return "; ".join(filter(None, layers)) or "off"


def _holiday_layers(schedule: Schedule) -> list[str]:
    special = [period for period in schedule.ordinary if period.stretches[PUBLIC_HOLIDAY]]
    cleared = ["PH"] if schedule.closed_on_holidays else [_selector(period, HOLIDAY) for period in special]
    lines = [line for period in special for line in _lines(period, HOLIDAY)]
    return _layer(cleared, lines, in_short=True) if cleared else []


def _layer(cleared: list[str], lines: list[_Line], *, in_short: bool) -> list[str]:
    """Rules that close, and what is added to that; in short one rule is enough when it replaces just what it must.

    A dated rule that replaces nothing written before would be read as ordinary hours.
    """
    if in_short and len(lines) == 1 and cleared == [lines[0].selector] and _is_plain(lines[0]):
        return [lines[0].text]
    *closing, last = (f"{selector} off" for selector in cleared)
    return [*closing, ", ".join([last, *_texts(lines)])]


def _is_plain(line: _Line) -> bool:
    """A night is dropped after a rule that replaces by some programs, and closing hours replace nothing."""
    return line.state is not State.CLOSED and all(s.end <= DAY for s in line.stretches)


def _texts(lines: Iterable[_Line]) -> list[str]:
    return [line.text for line in sorted(lines, key=lambda line: STRENGTH[line.state])]


def _lines(period: Period, among: frozenset[int]) -> list[_Line]:
    """One line for the times that have days and state in common."""
    together: dict[tuple[str, State], list[Stretch]] = {}
    for span in period.spans:
        days = span.days & among & (_occurring(period) | HOLIDAY)
        if days:
            together.setdefault((_selector(period, days), span.state), []).append(span.stretch)
    return [_Line(selector, tuple(sorted(stretches))) for (selector, _), stretches in together.items()]


def _occurring(period: Period) -> frozenset[int]:
    """The weekdays there are in the period."""
    return frozenset((period.first + step - 1) % 7 for step in range(min(7, period.last - period.first + 1)))


def _selector(period: Period, days: frozenset[int]) -> str:
    dates = _dates(period)
    if dates and days == _occurring(period):
        return dates
    return f"{dates} {_days(days)}".strip()


def _dates(period: Period) -> str:
    """Nothing for ordinary hours without dates; an override must have them to be one."""
    first, last = period.starts_on, period.ends_on
    if first is None and last is None and not period.is_override:
        return ""
    if last is None:
        return f"{_date(first or FIRST_DATE)}+"
    return _date(last) if first == last else f"{_date(first or FIRST_DATE)}-{_date(last)}"


def _date(day: date) -> str:
    return f"{day.year} {MONTHS[day.month - 1]} {day.day:02}"


def _days(days: frozenset[int]) -> str:
    """Runs of three and more as ranges."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and day == runs[-1][-1] + 1 and day != PUBLIC_HOLIDAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(f"{DAYS[r[0]]}-{DAYS[r[-1]]}" if len(r) > 2 else ",".join(DAYS[d] for d in r) for r in runs)


def _closing(stretch: Stretch) -> int:
    """Past 24:00 the syntax goes on counting only when the time would not be read as the next day's otherwise."""
    return stretch.end - DAY if DAY < stretch.end < stretch.start + DAY else stretch.end


def _clock(second: int) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}"
