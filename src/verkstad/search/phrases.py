"""Names and everyday words made even, so that what is typed on any keyboard meets them."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from verkstad.search.analysis.fold import normalise, plain
from verkstad.search.analysis.languages import get_language

MOST_CHARACTERS = 300
# Marks over letters, and characters that nobody sees, which a database need not take.
_NO_LETTERS = ("Mn", "Cc", "Cs")
_LETTERS = re.compile(r"\w+")


def folded(text: str) -> str:
    """Lower case, without diacritics and signs, one space between words, at most MOST_CHARACTERS characters."""
    return " ".join("".join(pieces) for pieces in _words(text))[:MOST_CHARACTERS].rstrip()


def beginnings(text: str, language: str) -> Iterator[str]:
    """The folded text from each word on that somebody could begin with, its own beginning first.

    What stands before the word comes at the end, so that each has all words: "Hyra båt" also as "bat hyra". A word
    after a hyphen is one to begin with, as in "e-post".
    """
    words = _words(text)
    whole = ["".join(pieces) for pieces in words]
    for place, pieces in enumerate(words):
        if place and whole[place] in _stop_words(language):
            continue
        for first in range(len(pieces)):
            turned = ["".join(pieces[first:]), *whole[place + 1 :], *whole[:place]]
            yield " ".join(turned)[:MOST_CHARACTERS].rstrip()


def telling(words: list[str], language: str) -> list[str]:
    """The folded words without stop words, unless there are no others."""
    return [word for word in words if word not in _stop_words(language)] or words


def _words(text: str) -> list[list[str]]:
    """Each word as the pieces between its hyphens and other signs."""
    letters = unicodedata.normalize("NFD", plain(normalise(" ".join(text.split()))))
    bare = "".join(letter for letter in letters if unicodedata.category(letter) not in _NO_LETTERS)
    return [pieces for word in bare.split() if (pieces := _LETTERS.findall(word))]


@cache
def _stop_words(language: str) -> frozenset[str]:
    return frozenset(map(folded, get_language(language).stop_words))
