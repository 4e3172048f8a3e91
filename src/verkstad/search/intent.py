"""What the words ask for besides what they are about: a paper, what is open, a number to call, something to join, to
learn.

The words that tell are in intents/LANGUAGE.toml, compared without diacritics.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from verkstad.search.analysis.fold import normalise, plain
from verkstad.search.analysis.languages import get_language
from verkstad.search.analysis.spelling import forms, slips

_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"\b(19|20)\d\d\b")
# KS 2026/123, BUN-2025:17, dnr 2024/88.
_REGISTERED = re.compile(
    r"(?<!\w)(?:[A-ZÅÄÖÆØ]{1,6}|dnr\.?|(?:j|sags)\.?nr\.?)[ -]?(?:19|20)\d\d[/:-]\d+", re.IGNORECASE
)
_MOST_WORDS = 24
# Who writes more tells of a problem, in which somebody may well be called and something be open.
_MOST_WORDS_OF_A_WISH = 7
# In shorter words one slip makes others.
_LONG = 6


class Intent(StrEnum):
    DOCUMENT = "document"
    PLACE = "place"
    CONTACT = "contact"
    ACTIVITY = "activity"
    LEARNING = "learning"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for, and ``about``: the words that are left to search with, empty when none says what about.

    Of a place: whether it should be open now, or on which weekday (0 Monday to 6 Sunday).
    """

    intent: Intent
    about: str
    is_now: bool = False
    weekday: int | None = None


class _Line:
    """The words of a question, compared without diacritics; those that told something are crossed out."""

    def __init__(self, text: str, language: str) -> None:
        self.typed = text
        self._words = _WORD.findall(normalise(text))[:_MOST_WORDS]
        self._stop_words = get_language(language).stop_words
        self._told: set[int] = set()
        self.text = " ".join(map(plain, self._words))

    def has(self, words: re.Pattern[str]) -> bool:
        return words.search(self.text) is not None

    def has_slip_of_document(self, language: str) -> bool:
        return any(_is_slip_of_document(word, language) for word in self.text.split())

    def cross_out(self, words: re.Pattern[str]) -> bool:
        """Whether there were some."""
        found = [match.span() for match in words.finditer(self.text)]
        for start, end in found:
            first, last = (self.text[:place].count(" ") for place in (start, end))
            self._told |= set(range(first, last + 1))
        return bool(found)

    @property
    def left(self) -> str:
        """Empty when only small words are left."""
        words = [word for place, word in enumerate(self._words) if place not in self._told]
        return " ".join(words) if any(word not in self._stop_words for word in words) else ""


def wish(text: str, languages: Iterable[str]) -> Wish | None:
    """What somebody asks for who writes in one of the languages; None when it is an errand like any other."""
    known = [language for language in languages if _lists(language)]
    if any(asks_for_document(text, language) for language in known) or _REGISTERED.search(text):
        return Wish(Intent.DOCUMENT, text)
    if len(_WORD.findall(text)) > _MOST_WORDS_OF_A_WISH:
        return None
    for read in (_learning, _contact, _activity, _place):
        for language in known:
            if found := read(_Line(text, language), _lists(language)):
                return found
    return None


def asks_for_document(text: str, language: str) -> bool:
    """True for "protokoll kommunstyrelsen mars" and "KS 2026/123"; False when a service may be meant."""
    if _REGISTERED.search(text):
        return True
    words = _lists(language).get("document")
    if not words:
        return False
    line = _Line(text, language)
    is_placed = line.has(words["meetings"]) or line.has(words["months"]) or line.has(_YEAR)
    if line.has(words["words"]) or (is_placed and line.has(words["perhaps"])):
        return True
    return line.has_slip_of_document(language)


def _contact(line: _Line, lists: dict[str, Any]) -> Wish | None:
    """ "telefon bygglov" is about "bygglov"; "ringa kommunen" about nothing in particular."""
    words = lists["contact"]
    if line.has(words["never"]) or not line.cross_out(words["words"]):
        return None
    line.cross_out(words["us"])
    return Wish(Intent.CONTACT, line.left)


def _activity(line: _Line, lists: dict[str, Any]) -> Wish | None:
    words = lists["activity"]
    if line.has(words["never"]) or not line.has(words["words"]):
        return None
    return Wish(Intent.ACTIVITY, line.typed)


def _learning(line: _Line, lists: dict[str, Any]) -> Wish | None:
    return Wish(Intent.LEARNING, line.typed) if line.has(lists["learning"]["words"]) else None


def _place(line: _Line, lists: dict[str, Any]) -> Wish | None:
    """The nearest of something, opening hours, or two of these: open, a time, a kind of place."""
    words = lists["place"]
    if line.has(words["never"]):
        return None
    days = [day for day, names in enumerate(words["weekdays"]) if line.cross_out(names)]
    is_now = line.cross_out(words["now"])
    surely = line.cross_out(words["near"]) + line.cross_out(words["hours"])
    signs = bool(days or is_now) + line.cross_out(words["open"]) + line.has(words["kinds"])
    if not surely and signs < 2:
        return None
    return Wish(Intent.PLACE, line.left, is_now, days[0] if days else None)


class _Forgiving:
    """Knows long words by their beginnings with one slip in them (as analysis.spelling does), but not other words."""

    def __init__(self, words: str, not_these: str) -> None:
        self._not_these = tuple(map(_beginning, not_these.split()))
        self._by_form: dict[str, set[str]] = {}
        for word in words.split():
            beginning = _beginning(word)
            for form in forms(beginning) if len(beginning) >= _LONG else ():
                self._by_form.setdefault(form, set()).add(beginning)
        longest = max(map(len, self._by_form), default=0)
        self._lengths = range(_LONG - 1, longest + 2)

    def knows(self, word: str) -> bool:
        return (
            len(word) >= _LONG
            and any(self._is_near(word[:length]) for length in self._lengths if length <= len(word))
            and not word.startswith(self._not_these)
        )

    def _is_near(self, typed: str) -> bool:
        near = (self._by_form.get(form, ()) for form in forms(typed))
        return any(slips(typed, meant) <= 1 for found in near for meant in found)


def _beginning(word: str) -> str:
    return plain(normalise(word)).rstrip("*")


@lru_cache(maxsize=10_000)
def _is_slip_of_document(word: str, language: str) -> bool:
    return _forgiving(language).knows(word)


@cache
def _forgiving(language: str) -> _Forgiving:
    words = _read(language)["document"]
    return _Forgiving(words["words"], words.get("not_slips", ""))


@cache
def _lists(language: str) -> dict[str, Any]:
    """The words of each section as patterns; empty where nothing was written."""
    sections = _read(language)
    return {name: {key: _compiled(words) for key, words in lists.items()} for name, lists in sections.items()}


def _read(language: str) -> dict[str, Any]:
    path = files(__package__) / "intents" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _compiled(words: Any) -> Any:
    """A pattern for a text of words or a list of phrases; of several lists, one for each."""
    if isinstance(words, str):
        words = words.split()
    if isinstance(words[0], list):
        return [_compiled(names) for names in words]
    longest_first = sorted(map(_pattern, words), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b")


def _pattern(phrase: str) -> str:
    bare = " ".join(re.findall(r"[\w*]+", plain(normalise(phrase))))
    return bare.replace("*", r"\w*")
