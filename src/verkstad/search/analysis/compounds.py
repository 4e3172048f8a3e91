"""Compound words taken apart ("barnomsorgsavgift") and put together ("barn omsorg")."""

import gzip
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

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
    "sv": "het heter heten heterna lig liga ligt ning ningen ningar ande aren are arna else bar bart bara sam isk iska "
    "ska ens shall",
    "da": "hed heden heder lig lige ligt ning ningen ninger ende else bar bart bare som isk iske ens",
    "nb": "het heten heter lig lige ning ningen ninger ende else bar bart bare som isk iske ens",
    "nn": "heit heita heiter leg lege ning ninga ande else bar bart som isk iske ens",
}
# A stop word of this length can be a noun at the end of a compound: børne+have.
_NOUN_LENGTH = 4
# Costs in zipf units: a part costs how far it is from the commonest words, and this much for being one more part.
_COMMONEST = 7.0
_PART_COST = 1.0
_LINK_COST = 0.5
_SHORT_COST = {3: 1.5, 4: 0.5}
_LEAST_ZIPF = {3: 4.2, 4: 3.0}
# How much dearer than the whole word the parts may be on average; an unknown whole word is as dear as zipf 0.
_MARGIN = 0.5
_IMPOSSIBLE = float("inf")


class Splitter:
    """Splits compounds into few, long, known words.

    lexicon: word -> zipf frequency (log10 of occurrences per thousand million words). To know a catalogue's own
    words as well, give a lexicon that has them.
    """

    def __init__(self, lexicon: Mapping[str, float], language: str) -> None:
        self._lexicon = lexicon
        stop_words = get_language(language).stop_words
        never_last = {word for word in stop_words if len(word) < _NOUN_LENGTH} | set(
            _NOT_LAST.get(language, "").split()
        )
        costs = {word: _cost(word, zipf) for word, zipf in lexicon.items() if zipf > _LEAST_ZIPF.get(len(word), 0.0)}
        self._last = {word: cost for word, cost in costs.items() if word not in never_last}
        self._first = {word: cost for word, cost in costs.items() if word not in stop_words}
        self._links = _LINKS.get(language, [])
        self.split = lru_cache(maxsize=20_000)(self._split)

    def knows(self, word: str, least_zipf: float = 0.0) -> bool:
        """Whether the word is in the lexicon and at least this common."""
        return self._lexicon.get(word, -1.0) >= least_zipf

    def joined(self, words: Sequence[str]) -> list[str]:
        """Known compounds that neighbouring words form: "barn", "omsorg" -> "barnomsorg"."""
        return [
            form + last
            for first, last in pairwise(words)
            for form in self._first_forms(first)
            if form + last in self._lexicon
        ]

    def _first_forms(self, word: str) -> list[str]:
        changed = [word.removesuffix(word_end) + link for link, word_end in self._links if word.endswith(word_end)]
        return list(dict.fromkeys([word, *changed]))

    def _split(self, word: str) -> tuple[str, ...]:
        """The parts of a compound, as words; empty when it is none."""
        if len(word) < 2 * SHORTEST_PART or not word.isalpha():
            return ()
        cost, parts = self._cheapest(word)
        whole_cost = _COMMONEST + _PART_COST - self._lexicon.get(word, 0.0)
        return parts if parts and cost / len(parts) <= whole_cost + _MARGIN else ()

    def _cheapest(self, word: str) -> tuple[float, tuple[str, ...]]:
        """The split into at least two parts with the lowest sum of costs; no parts when there is none."""
        length = len(word)
        best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
        for end in range(SHORTEST_PART, length - SHORTEST_PART + 1):
            for start in [start for start in best if start <= end - SHORTEST_PART]:
                cost, part = self._first_part(word[start:end])
                total = best[start][0] + cost
                if total < best.get(end, (_IMPOSSIBLE,))[0]:
                    best[end] = (total, (*best[start][1], part))
        del best[0]
        ways = [
            (cost + self._last[last], (*parts, last))
            for start, (cost, parts) in best.items()
            if (last := word[start:]) in self._last
        ]
        return min(ways, default=(_IMPOSSIBLE, ()))

    def _first_part(self, text: str) -> tuple[float, str]:
        """The word that a part other than the last stands for, with its cost."""
        cost, part = self._first.get(text, _IMPOSSIBLE), text
        for link, word_end in self._links:
            if text.endswith(link):
                word = text.removesuffix(link) + word_end
                linked_cost = self._first.get(word, _IMPOSSIBLE) + _LINK_COST
                if linked_cost < cost:
                    cost, part = linked_cost, word
        return cost, part


def _cost(word: str, zipf: float) -> float:
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
