"""The index terms of one word. The first letter of a term names its field:

`a:` stem, `p:` stem of a compound's part (or of a word that is none), `g:` four letters in a row without rings and
dots, with `_` at the word's edges, `f:` stem as typed without å, ä, ö, æ and ø, `n:` number, kept exact. `w:` is of
many words: the whole of a name, an everyday word or a question, stems without spaces.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from verkstad.search.analysis.compounds import Splitter
from verkstad.search.analysis.fold import folded, plain
from verkstad.search.analysis.languages import get_language

GRAM = 4
# "barnomsorgsavgift" -> barnomsorg + avgift -> barn + omsorg: no compound is nested deeper than this in practice.
_DEPTH = 3
# Letters of a phrase; nobody asks for a longer one by its name.
LONGEST_PHRASE = 60


@dataclass(frozen=True, slots=True)
class WordTerms:
    """stem: `a:` or `n:`; leaves: the innermost parts; parts: the leaves and the parts they were taken from."""

    stem: str
    leaves: tuple[str, ...]
    parts: tuple[str, ...]
    grams: tuple[str, ...]
    folded: tuple[str, ...]


@lru_cache(maxsize=20_000)
def word_terms(word: str, language: str, splitter: Splitter) -> WordTerms:
    """The terms of a respelled word."""
    if any(letter.isdigit() for letter in word):
        return WordTerms(f"n:{word}", (), (), (), ())
    stem = get_language(language).stem
    leaves, inner = _nested_parts(word, splitter, _DEPTH)
    return WordTerms(
        stem=f"a:{stem(word)}",
        leaves=_distinct("p", map(stem, leaves)),
        parts=_distinct("p", map(stem, [*leaves, *inner])),
        grams=_distinct("g", grams(word)),
        folded=_distinct("f", folded(stem(word))),
    )


def phrase_term(words: Sequence[str], language: str) -> str:
    """The term of respelled words as one phrase; empty when there are none or too many."""
    phrase = "".join(map(get_language(language).stem, words))
    return f"w:{phrase}" if 0 < len(phrase) <= LONGEST_PHRASE else ""


def grams(word: str) -> list[str]:
    marked = f"_{plain(word)}_"
    return [marked[start : start + GRAM] for start in range(len(marked) - GRAM + 1)]


def _nested_parts(word: str, splitter: Splitter, depth: int) -> tuple[list[str], list[str]]:
    parts = splitter.split(word) if depth else ()
    if not parts:
        return [word], []
    leaves: list[str] = []
    inner: list[str] = []
    for part in parts:
        part_leaves, part_inner = _nested_parts(part, splitter, depth - 1)
        leaves += part_leaves
        inner += part_inner + ([part] if len(part_leaves) > 1 else [])
    return leaves, inner


def _distinct(field: str, values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{field}:{value}" for value in values))
