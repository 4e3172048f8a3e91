"""Spelling made even, so that the same word typed on another keyboard is still the same word."""

import re
import unicodedata
from functools import lru_cache

# Soft hyphens and zero-width characters come along when text is pasted from web pages and PDF files; PostgreSQL
# takes no NUL.
_INVISIBLE = re.compile("[\x00\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_OWN_LETTERS = {"sv": "åäö", "fi": "åäö", "da": "æøå", "nb": "æøå", "nn": "æøå", "fo": "æøðáíóúý"}
_NEIGHBOURS = {
    "sv": {"æ": "ä", "ø": "ö"},
    "fi": {"æ": "ä", "ø": "ö"},
    "da": {"ä": "æ", "ö": "ø", "aa": "å"},
    "nb": {"ä": "æ", "ö": "ø", "aa": "å"},
    "nn": {"ä": "æ", "ö": "ø", "aa": "å"},
    "fo": {"ä": "æ", "ö": "ø"},
}
_ONE_LETTER = str.maketrans(
    {"å": "a", "ä": "a", "æ": "a", "ö": "o", "ø": "o", "ð": "d", "á": "a", "í": "i", "ó": "o", "ú": "u", "ý": "y"}
)
_TWO_LETTERS = str.maketrans({"å": "aa", "ä": "ae", "æ": "ae", "ö": "oe", "ø": "oe"})


def normalise(text: str) -> str:
    """Lower case, one code point per letter, without invisible characters."""
    composed = unicodedata.normalize("NFKC", text).lower()
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", composed))


@lru_cache(maxsize=20_000)
def respell(word: str, language: str) -> str:
    """The word with the letters of the language: a neighbour's ø becomes ö, an é becomes e."""
    if word.isascii() and "aa" not in word:
        return word
    for foreign, own in _NEIGHBOURS.get(language, {}).items():
        word = word.replace(foreign, own)
    own_letters = _OWN_LETTERS.get(language, "åäöæø")
    return "".join(letter if letter in own_letters else _without_accent(letter) for letter in word)


def plain(word: str) -> str:
    """The word without rings, dots and strokes: å -> a, ø -> o."""
    return word if word.isascii() else word.translate(_ONE_LETTER)


def folded(word: str) -> tuple[str, ...]:
    """The ways the word is typed where å, ä, ö, æ and ø are missing; empty when it has none of them."""
    return tuple(dict.fromkeys(way for way in (plain(word), word.translate(_TWO_LETTERS)) if way != word))


def _without_accent(letter: str) -> str:
    base = "".join(mark for mark in unicodedata.normalize("NFD", letter) if not unicodedata.combining(mark))
    return unicodedata.normalize("NFC", base)
