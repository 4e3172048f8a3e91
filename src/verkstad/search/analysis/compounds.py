"""Compound words taken apart ("barnomsorgsavgift") and put together ("barn omsorg")."""

import gzip
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from verkstad.search.analysis.languages import get_language

SHORTEST_PART = 3
_LISTS = {"sv": "sv", "da": "da", "nb": "nb", "nn": "nb", "fi": "fi"}
# How the first part of a compound may differ from the word itself: (its ending, the word's ending).
_LINKS = {
    "sv": [("s", ""), ("", "a"), ("", "e"), ("e", "a"), ("u", "a"), ("o", "a"), ("e", ""), ("a", "")],
    "da": [("s", ""), ("e", ""), ("", "e")],
    "nb": [("s", ""), ("e", ""), ("", "e")],
    "nn": [("s", ""), ("e", ""), ("", "e"), ("", "a")],
    "fi": [("n", "")],
}
# Endings that happen to be words: verksam+heter is no compound.
_NOT_LAST = {
    "sv": "het heter heten heterna lig liga ligt ning ningen ningar ande aren arna else bar bart bara sam isk iska ska ens shall",
    "da": "hed heden heder lig lige ligt ning ningen ninger ende else bar bart bare som isk iske",
    "nb": "het heten heter lig lige ning ningen ninger ende else bar bart bare som isk iske",
    "nn": "heit heita heiter leg lege ning ninga ande else bar bart som isk iske",
}
# A word as common as one in a million; the catalogue's own words count as that common.
_OWN_ZIPF = 3.0
# Costs in zipf units: a part costs how far it is from the commonest words, and this much for being one more part.
_COMMONEST = 7.0
_PART_COST = 1.0
_LINK_COST = 0.5
_MARGIN = 1.5
_SHORT_COST = {3: 1.5, 4: 0.5}
_LEAST_ZIPF = {3: 4.2, 4: 3.0}

type Split = tuple[float, tuple[str, ...]]


class Splitter:
    """Splits compounds into few, long, known words.

    lexicon: word -> zipf frequency (log10 of occurrences per thousand million words).
    """

    def __init__(self, lexicon: Mapping[str, float], language: str, own_words: Iterable[str] = ()) -> None:
        self._lexicon = lexicon
        self._own = frozenset(own_words)
        self._links = _LINKS.get(language, [])
        self._stop_words = get_language(language).stop_words
        # A short stop word is no part at all; a long one can be a noun as well: børne+have.
        short = {word for word in self._stop_words if len(word) < 4}
        self._never_last = frozenset(_NOT_LAST.get(language, "").split()) | short
        self.split = lru_cache(maxsize=20_000)(self._split)

    def zipf(self, word: str) -> float:
        """How common the word is; 0 when it is unknown."""
        return self._lexicon.get(word) or (_OWN_ZIPF if word in self._own else 0.0)

    def joined(self, words: Sequence[str]) -> list[str]:
        """Known compounds that neighbouring words form: "barn", "omsorg" -> "barnomsorg"."""
        pairs = zip(words, words[1:], strict=False)
        return [
            compound
            for first, last in pairs
            for compound in self._compounds(first, last)
            if self.zipf(compound)
        ]

    def _compounds(self, first: str, last: str) -> list[str]:
        changed = [
            first.removesuffix(word_end) + link
            for link, word_end in self._links
            if first.endswith(word_end)
        ]
        return list(dict.fromkeys(form + last for form in [first, *changed]))

    def _split(self, word: str) -> tuple[str, ...]:
        """The parts of a compound, as words; empty when it is none."""
        if len(word) < 2 * SHORTEST_PART or not word.isalpha():
            return ()
        cost, parts = self._cheapest(word)
        if len(parts) < 2 or cost / len(parts) > _COMMONEST - self.zipf(word) + _MARGIN:
            return ()
        return parts

    def _cheapest(self, word: str) -> Split:
        """The split into at least two parts with the lowest sum of costs."""
        nowhere: Split = (float("inf"), ())
        best: list[Split] = [(0.0, ())] + [nowhere] * len(word)
        for end in range(SHORTEST_PART, len(word) + 1):
            if SHORTEST_PART > len(word) - end > 0:
                continue
            last = end == len(word)
            for start in range(end - SHORTEST_PART + 1):
                if best[start][0] == float("inf") or (last and start == 0):
                    continue
                cost, part = self._part(word[start:end], last=last)
                total = best[start][0] + cost
                if total < best[end][0]:
                    best[end] = (total, (*best[start][1], part))
        return best[-1]

    def _part(self, text: str, *, last: bool) -> tuple[float, str]:
        candidates = [(self._cost(text, last=last), text)]
        if not last:
            candidates += [
                (_LINK_COST + self._cost(word, last=False), word)
                for link, word_end in self._links
                if text.endswith(link) and len(word := text.removesuffix(link) + word_end) >= SHORTEST_PART
            ]
        return min(candidates)

    def _cost(self, word: str, *, last: bool) -> float:
        zipf = self.zipf(word)
        if zipf <= _LEAST_ZIPF.get(len(word), 0.0) or word in (self._never_last if last else self._stop_words):
            return float("inf")
        return max(_COMMONEST - zipf, 0.0) + _PART_COST + _SHORT_COST.get(len(word), 0.0)


@cache
def shipped_lexicon(language: str) -> Mapping[str, float]:
    """The free word list shipped for the language: word -> zipf frequency; empty when there is none."""
    if language not in _LISTS:
        return {}
    packed = (files(__package__) / "data" / f"words_{_LISTS[language]}.txt.gz").read_bytes()
    lines = gzip.decompress(packed).decode().splitlines()
    return {word: float(zipf) for zipf, *words in map(str.split, lines) for word in words}


@cache
def shipped_splitter(language: str) -> Splitter:
    """A splitter that knows the shipped word list only."""
    return Splitter(shipped_lexicon(language), language)
