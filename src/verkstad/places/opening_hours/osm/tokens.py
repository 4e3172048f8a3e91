"""The text cut into words, numbers, times and signs, each with its position."""

import re
from typing import NamedTuple, NoReturn

from .words import UNSUPPORTED

_TOKEN = re.compile(
    r"""\s*(?: (?P<always>24/7) | (?P<time>\d{1,2}:\d{2}) | (?P<year>\d{4}) | (?P<number>\d{1,2})
    | (?P<word>[A-Za-z]+) | "(?P<comment>[^"]*)" | (?P<sign>\|\||\S) | (?P<end>$) )""",
    re.VERBOSE,
)


class UnreadableHours(ValueError):
    """The text says something that cannot be kept, or nothing that makes sense.

    `position` is the index of the character where, `reason` is plain English for the person who wrote it.
    """

    def __init__(self, position: int, reason: str) -> None:
        super().__init__(f"{reason} (at character {position + 1})")
        self.position = position
        self.reason = reason


class Token(NamedTuple):
    kind: str
    text: str
    position: int


class Tokens:
    """A reader's place in the text."""

    def __init__(self, text: str) -> None:
        self._tokens = [
            Token(str(m.lastgroup), m[str(m.lastgroup)], m.start(str(m.lastgroup))) for m in _TOKEN.finditer(text)
        ]
        self._index = 0

    @property
    def next(self) -> Token:
        return self._tokens[self._index]

    def sees(self, kind: str, *texts: str, ahead: int = 0) -> bool:
        """Whether the token so many ahead is of this kind and, if any are given, one of these texts."""
        token = self._tokens[min(self._index + ahead, len(self._tokens) - 1)]
        return token.kind == kind and (not texts or token.text in texts)

    def take(self, kind: str, *texts: str) -> Token | None:
        """Step over the next token if it is such a one."""
        if not self.sees(kind, *texts):
            return None
        token = self.next
        self._index += 1
        return token

    def require(self, kind: str, *texts: str, what: str) -> Token:
        token = self.take(kind, *texts)
        if token is None:
            self.refuse(f"expected {what}")
        return token

    def refuse(self, reason: str) -> NoReturn:
        """Raise UnreadableHours here; what the syntax has but we cannot keep is explained rather."""
        raise UnreadableHours(self.next.position, UNSUPPORTED.get(self.next.text, reason))
