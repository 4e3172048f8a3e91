"""From text to rules, one by one as the syntax has them. What they mean together stands in `reading`."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from ..model import PUBLIC_HOLIDAY
from ..stretches import DAY, State, Stretch
from .dates import DateRange, read_dates
from .tokens import Token, Tokens, UnreadableHours
from .words import COMMENTS, DASHES, DAYS

_MODIFIERS = ("open", "off", "closed", "unknown")


@dataclass(frozen=True, slots=True)
class Rule:
    """`dates` None: always. `days` None: every day, holidays too. `stretches` empty: the whole day is closed."""

    position: int
    adds: bool
    dates: tuple[DateRange, ...] | None
    days: frozenset[int] | None
    stretches: tuple[Stretch, ...]

    @property
    def replaces(self) -> bool:
        """Whether nothing said before remains on its days. Closing hours are only cut out of what was said."""
        return not self.stretches or (not self.adds and self.stretches[0].state is not State.CLOSED)

    def covers(self, day: date) -> bool:
        return self.dates is None or any(first <= day <= last for first, last in self.dates)

    def meets(self, other: "Rule") -> bool:
        """Whether there are dates that both cover."""
        if self.dates is None or other.dates is None:
            return True
        return any(a <= d and c <= b for a, b in self.dates for c, d in other.dates)


def read_rules(text: str, years: Collection[int]) -> list[Rule]:
    """Raise UnreadableHours for what cannot be read."""
    tokens = Tokens(text)
    rules = [_read_rule(tokens, years, adds=False)]
    while separator := tokens.take("sign", ";", ","):
        if separator.text == ";" and tokens.sees("end"):
            break
        rules.append(_read_rule(tokens, years, adds=separator.text == ","))
    tokens.require("end", what="the end, or ; or , and a new rule")
    return rules


def _read_rule(tokens: Tokens, years: Collection[int], *, adds: bool) -> Rule:
    position = tokens.next.position
    always = tokens.take("always")
    dates = None if always else read_dates(tokens, years)
    days = None if always else _read_days(tokens)
    times = () if always else _read_times(tokens)
    nothing_yet = not (always or dates is not None or days or times)
    if nothing_yet and not (tokens.sees("word", *_MODIFIERS) or tokens.sees("comment")):
        tokens.refuse("expected days, dates or times")
    state = _read_state(tokens)
    if not times:
        times = () if state is State.CLOSED else ((0, DAY),)
    return Rule(position, adds, dates, days, tuple(Stretch(opens, closes, state) for opens, closes in times))


def _read_days(tokens: Tokens) -> frozenset[int] | None:
    if not tokens.sees("word", *DAYS):
        return None
    days = _read_day_range(tokens)
    while tokens.sees("sign", ",") and tokens.sees("word", *DAYS, ahead=1):
        tokens.take("sign")
        days |= _read_day_range(tokens)
    return days


def _read_day_range(tokens: Tokens) -> frozenset[int]:
    first = DAYS.index(tokens.require("word", *DAYS, what="a day").text)
    if first == PUBLIC_HOLIDAY or not tokens.take("sign", *DASHES):
        return frozenset({first})
    last = DAYS.index(tokens.require("word", *DAYS[:PUBLIC_HOLIDAY], what="a weekday after the dash").text)
    return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))


def _read_times(tokens: Tokens) -> tuple[tuple[int, int], ...]:
    if not tokens.sees("time"):
        return ()
    times = [_read_time_range(tokens)]
    while tokens.sees("sign", ",") and tokens.sees("time", ahead=1):
        tokens.take("sign")
        times.append(_read_time_range(tokens))
    return tuple(times)


def _read_time_range(tokens: Tokens) -> tuple[int, int]:
    """Seconds; a closing time at or before the opening is on the next day."""
    position = tokens.next.position
    opens = _read_time(tokens, latest=DAY - 60)
    tokens.require("sign", *DASHES, what="a dash and the closing time")
    closes = _read_time(tokens, latest=2 * DAY)
    if closes <= opens:
        closes += DAY
    if closes - opens > DAY:
        raise UnreadableHours(position, "longer than 24 hours")
    return opens, closes


def _read_time(tokens: Tokens, latest: int) -> int:
    before = tokens.next
    hours, minutes = map(int, tokens.require("time", what="a time such as 09:30").text.split(":"))
    second = hours * 3600 + minutes * 60
    if minutes > 59 or second > latest:
        raise UnreadableHours(before.position, "there is no such time")
    return second


def _read_state(tokens: Tokens) -> State:
    word = tokens.take("word", *_MODIFIERS)
    comment = tokens.take("comment")
    if comment is None:
        if word and word.text == "unknown":
            raise UnreadableHours(word.position, 'unknown needs a comment that says why, such as "by appointment"')
        return State.CLOSED if word and word.text in ("off", "closed") else State.OPEN
    if word and word.text in ("off", "closed"):
        raise UnreadableHours(comment.position, "a comment on a closed time cannot be kept")
    return _state_of(tokens, comment)


def _state_of(tokens: Tokens, comment: Token) -> State:
    state = COMMENTS.get(comment.text.strip().lower())
    if state is None:
        raise UnreadableHours(comment.position, f"the comment “{comment.text}” says nothing we can keep")
    return state
