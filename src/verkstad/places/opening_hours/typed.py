"""A day's hours as people type them: "9-17", "09.00–12, 13–17:30", "7-10 självservice, 10-18", "stängt".

A closing time at or before the opening time is on the next day. Words are read in all languages at once.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

from .stretches import DAY, State, Stretch

WORDS = {
    "en": {
        State.OPEN: "open",
        State.SELF_SERVICE: "self-service",
        State.BY_APPOINTMENT: "booked visits",
        State.PHONE_ONLY: "by phone",
        State.WEATHER_PERMITTING: "in good weather",
        State.CLOSED: "closed",
    },
    "sv": {
        State.OPEN: "öppet",
        State.SELF_SERVICE: "utan personal",
        State.BY_APPOINTMENT: "bokade besök",
        State.PHONE_ONLY: "telefon",
        State.WEATHER_PERMITTING: "om vädret är bra",
        State.CLOSED: "stängt",
    },
    "da": {
        State.OPEN: "åbent",
        State.SELF_SERVICE: "uden personale",
        State.BY_APPOINTMENT: "tidsbestilling",
        State.PHONE_ONLY: "telefon",
        State.WEATHER_PERMITTING: "hvis vejret er godt",
        State.CLOSED: "lukket",
    },
}
"""How states are written in each language; English for the others."""

_ALSO = {
    State.OPEN: ("bemannat", "bemandet", "med personal", "med personale", "staffed", "åpent", "avoinna", "opið"),
    State.SELF_SERVICE: (
        "självservice", "självbetjäning", "meröppet", "obemannat", "selvbetjening", "ubemandet", "selvbetjent",
        "self service",
    ),
    State.BY_APPOINTMENT: (
        "bokad tid", "bara bokade besök", "bokning", "tidsbokning", "bokat", "kun med tidsbestilling", "efter aftale",
        "aftalt tid", "booked", "appointment", "by appointment",
    ),
    State.PHONE_ONLY: (
        "tel", "telefontid", "bara telefon", "endast telefon", "kun telefon", "phone", "phone only", "by phone only",
    ),
    State.WEATHER_PERMITTING: (
        "bra väder", "vid bra väder", "godt vejr", "i godt vejr", "weather permitting", "good weather",
    ),
    State.CLOSED: ("stängd", "stängd hela dagen", "lukket hele dagen", "stengt", "suljettu", "stongt", "-", "–", "x"),
}  # fmt: skip

_STATES = {word: state for words in WORDS.values() for state, word in words.items()}
_STATES |= {word: state for state, words in _ALSO.items() for word in words}

ALWAYS = {"en": "24 hours", "sv": "dygnet runt", "da": "døgnåbent"}
_ALL_DAY = {*ALWAYS.values(), "24 h", "24h", "24/7", "24 timmar", "24 timer", "døgnet rundt", "round the clock"}

DITTO = '"'
_SAME = {DITTO, "''", "”", "″", "samma", "samme", "same", "som ovan", "som ovenfor"}

_TIME = r"(?:kl\.?\s*)?(\d{1,2})(?:[:.](\d{2}))?"
_RANGE = re.compile(rf"{_TIME}\s*(?:[-–—]|till|til|to)\s*{_TIME}(?!\d)")
_PARTS = re.compile(r"[,;\n]|\s(?:och|og|and|&)\s")
_BEGINNING = re.compile(_TIME)


class Reason(StrEnum):
    NOT_UNDERSTOOD = "not_understood"
    NO_SUCH_TIME = "no_such_time"
    NO_TIMES = "no_times"
    NO_END = "no_end"


class UnreadableDay(ValueError):
    """`part` is what cannot be read, and the reason why."""

    def __init__(self, reason: Reason, part: str) -> None:
        super().__init__(f"{reason.value}: {part}")
        self.reason = reason
        self.part = part


def says_same(text: str) -> bool:
    """Whether it means the hours of the day above."""
    return _plain(text) in _SAME


def read_day(text: str) -> tuple[Stretch, ...]:
    """Nothing and "closed" mean closed. Raises UnreadableDay."""
    if _STATES.get(_plain(text), None if text.strip() else State.CLOSED) is State.CLOSED:
        return ()
    return tuple(_stretch(part.strip()) for part in _PARTS.split(text) if part.strip())


def write_day(stretches: Iterable[Stretch], language: str) -> str:
    """In the words of the language, so that `read_day` reads the same."""
    words = WORDS.get(language, WORDS["en"])
    parts = []
    for start, end, state in stretches:
        all_day = ALWAYS.get(language, ALWAYS["en"])
        hours = all_day if (start, end) == (0, DAY) else f"{_clock(start)}–{_clock(end)}"
        parts.append(hours if state is State.OPEN else f"{hours} {words[state]}")
    return ", ".join(parts) or words[State.CLOSED]


def _plain(text: str) -> str:
    return " ".join(text.casefold().strip(" .()").split())


def _stretch(part: str) -> Stretch:
    words = _plain(part)
    for phrase in _ALL_DAY:
        if words.startswith(phrase):
            return Stretch(0, DAY, _state(words.removeprefix(phrase), part))
    found = _RANGE.search(words)
    if found is None:
        raise _unreadable(words, part)
    start, end = _second(found[1], found[2], part), _second(found[3], found[4], part)
    state = _state(f"{words[: found.start()]} {words[found.end() :]}", part)
    return Stretch(start % DAY, end if end > start % DAY else end + DAY, state)


def _unreadable(words: str, part: str) -> UnreadableDay:
    if words in _STATES:
        return UnreadableDay(Reason.NO_TIMES, part)
    return UnreadableDay(Reason.NO_END if _BEGINNING.match(words) else Reason.NOT_UNDERSTOOD, part)


def _state(words: str, part: str) -> State:
    words = _plain(words).strip(" :()")
    if words and words not in _STATES:
        raise UnreadableDay(Reason.NOT_UNDERSTOOD, part)
    return _STATES.get(words, State.OPEN)


def _second(hours: str, minutes: str | None, part: str) -> int:
    minute = int(hours) * 60 + int(minutes or 0)
    if minute > DAY // 60 or int(minutes or 0) > 59:
        raise UnreadableDay(Reason.NO_SUCH_TIME, part)
    return minute * 60


def _clock(second: int) -> str:
    return f"{second // 3600 % 24:02}:{second // 60 % 60:02}"
