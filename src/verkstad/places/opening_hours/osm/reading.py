"""From rules to a schedule.

A rule that replaces does so only on its own days, so what holds on a date is worked out as the syntax does: rule
after rule, for each weekday as an ordinary day and as a holiday. The calendar is cut where dated rules begin and
end; each part becomes a period. Parts where a dated `;` rule replaces something become overrides.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise

from ..model import PUBLIC_HOLIDAY, Period, Schedule, Span
from ..stretches import DAY, STRENGTH, State, Stretch, flatten
from .grammar import Rule, read_rules
from .tokens import UnreadableHours
from .words import HOLIDAY

_CLOSED = (Stretch(0, DAY, State.CLOSED),)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the calendar in which the same rules hold, both dates included.

    `days`: the stretches of Monday to Sunday, then of the same weekdays when they are holidays.
    """

    first: date
    last: date
    overriding: tuple[Rule, ...]
    days: tuple[tuple[Stretch, ...], ...]

    @property
    def has_holidays(self) -> bool:
        """Whether a holiday differs from its weekday."""
        return any(flatten(a) != flatten(b) for a, b in zip(self.days[:7], self.days[7:], strict=True))

    @property
    def is_closed_on_holidays(self) -> bool:
        return self.has_holidays and not any(self.days[7:])

    def period(self, *, closing_said: bool) -> Period:
        """`closing_said`: that holidays are closed is said elsewhere."""
        spans: dict[Stretch, set[int]] = {}
        holiday = (_CLOSED, ())[closing_said] if self.is_closed_on_holidays else self.days[7]
        week = (*self.days[:7], holiday) if self.has_holidays else self.days[:7]
        for day, stretches in enumerate(week):
            for stretch in stretches:
                spans.setdefault(stretch, set()).add(day)
        return Period(
            None if self.first == date.min else self.first,
            None if self.last == date.max else self.last,
            tuple(Span.over(frozenset(days), stretch) for stretch, days in spans.items()),
            is_override=bool(self.overriding),
        )


def parse(text: str, time_zone: str, *, years: Collection[int], holidays: Collection[date] = frozenset()) -> Schedule:
    """Dates without a year recur in each of `years`. Raise UnreadableHours for what cannot be kept."""
    rules = read_rules(text, years)
    overriding = _overriding(rules)
    ordinary = list(_parts([rule for rule in rules if rule not in overriding], ()))
    overrides = [part for part in _parts(rules, overriding) if part.overriding]
    _refuse_mixed_holidays(rules, [*ordinary, *overrides])
    closed = _says_closed_on_holidays(rules) and all(part.has_holidays or not any(part.days) for part in ordinary)
    periods = [part.period(closing_said=closed) for part in ordinary if any(part.days)]
    periods += [part.period(closing_said=False) for part in overrides]
    return Schedule(tuple(periods), time_zone, closed, frozenset(holidays))


def _says_closed_on_holidays(rules: Sequence[Rule]) -> bool:
    return any(not r.stretches and r.dates is None and r.days is not None and PUBLIC_HOLIDAY in r.days for r in rules)


def _overriding(rules: Sequence[Rule]) -> list[Rule]:
    """The dated rules that replace what rules before them say, or close, and what is added on just their dates."""
    found: list[Rule] = []
    for index, rule in enumerate(rules):
        follows = any(rule.dates == other.dates for other in found)
        replaces = not rule.adds and (not rule.stretches or any(rule.meets(before) for before in rules[:index]))
        if rule.dates is not None and (follows or (replaces and rule.days != HOLIDAY)):
            found.append(rule)
    return found


def _parts(rules: Sequence[Rule], overriding: Sequence[Rule]) -> Iterator[_Part]:
    cut = [_part(first, last, rules, overriding) for first, last in _stretches_of_dates(rules)]
    for _, same in groupby(cut, key=lambda part: (part.overriding, part.days)):
        parts = list(same)
        yield _Part(parts[0].first, parts[-1].last, parts[0].overriding, parts[0].days)


def _stretches_of_dates(rules: Sequence[Rule]) -> Iterator[tuple[date, date]]:
    """The calendar, cut where any rule begins to hold or ceases to."""
    ranges = [dates for rule in rules for dates in rule.dates or ()]
    begins = {date.min, *(first for first, _ in ranges)}
    begins |= {last + timedelta(days=1) for _, last in ranges if last != date.max}
    for first, following in pairwise(sorted(begins)):
        yield first, following - timedelta(days=1)
    yield max(begins), date.max


def _part(first: date, last: date, rules: Sequence[Rule], overriding: Sequence[Rule]) -> _Part:
    days: list[tuple[Stretch, ...]] = [()] * 14
    override: list[Rule] = []
    for rule in rules:
        if not rule.covers(first):
            continue
        if rule in overriding:
            override = [*([] if rule.replaces and rule.days is None else override), rule]
        for index in range(14):
            if _applies(rule, index):
                days[index] = _after(rule, days[index])
    return _Part(first, last, tuple(override), tuple(days))


def _applies(rule: Rule, index: int) -> bool:
    on_holiday, weekday = divmod(index, 7)
    return rule.days is None or weekday in rule.days or (on_holiday == 1 and PUBLIC_HOLIDAY in rule.days)


def _after(rule: Rule, before: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """The day's stretches once the rule has replaced them, or has been laid over them."""
    if rule.replaces:
        return rule.stretches
    for stretch in rule.stretches:
        before = tuple(rest for old in before for rest in _uncovered(rule, old, stretch))
    return (*before, *rule.stretches)


def _uncovered(rule: Rule, old: Stretch, new: Stretch) -> Iterator[Stretch]:
    """In the syntax the later rule wins, with us the stronger state: what would win wrongly makes room."""
    if STRENGTH[old.state] <= STRENGTH[new.state]:
        yield old
        return
    for start, end in ((old.start, min(old.end, new.start)), (max(old.start, new.end), old.end)):
        if start < end and start >= DAY:
            raise UnreadableHours(rule.position, "this splits a night after midnight: write its parts one by one")
        if start < end:
            yield Stretch(start, end, old.state)


def _refuse_mixed_holidays(rules: Sequence[Rule], parts: Sequence[_Part]) -> None:
    for part in parts:
        if part.has_holidays and len({flatten(day) for day in part.days[7:]}) > 1:
            position = next(r.position for r in rules if r.days and PUBLIC_HOLIDAY in r.days)
            raise UnreadableHours(position, "the hours on holidays would differ between weekdays")
