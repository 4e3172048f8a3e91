"""Compound words taken apart ("barnomsorgsavgift") and put together ("barn omsorg")."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from verkstad.search.analysis.languages import get_language, word_list

SHORTEST_PART = 3
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
    "ska ens shall lös löst lösa fri",
    "da": "hed heden heder lig lige ligt ning ningen ninger ende else bar bart bare som isk iske ens løs løse fri",
    "nb": "het heten heter lig lige ning ningen ninger ende else bar bart bare som isk iske ens løs løse fri",
    "nn": "heit heita heiter leg lege ning ninga ande else bar bart som isk iske ens laus lause fri",
}
# A stop word of this length can be a noun at the end of a compound: børne+have.
_NOUN_LENGTH = 4
# Costs in zipf units: a part costs how far it is from the commonest words, and this much for being one more part.
_COMMONEST = 7.0
_LEAST_RARITY = 0.5
_PART_COST = 1.0
_LINK_COST = 0.5
_SHORT_COST = {3: 1.5, 4: 0.5}
_LEAST_ZIPF = {3: 4.2, 4: 3.0}
# How much dearer than the whole word the parts may be on average; an unknown whole word is as dear as zipf 0.
_MARGIN = 0.5


class Splitter:
    """Splits compounds into few, long, known words.

    lexicon: word -> zipf frequency (log10 of occurrences per thousand million words). To know a catalogue's own
    words as well, give a lexicon that has them.
    """

    def __init__(self, lexicon: Mapping[str, float], language: str) -> None:
        self._lexicon = lexicon
        costs = {word: _cost(word, zipf) for word, zipf in lexicon.items() if zipf > _LEAST_ZIPF.get(len(word), 0.0)}
        stop_words = {word: cost for word in get_language(language).stop_words if (cost := costs.pop(word, None))}
        self._costs = costs
        self._nouns = {word: cost for word, cost in stop_words.items() if len(word) >= _NOUN_LENGTH}
        self._never_last = frozenset(_NOT_LAST.get(language, "").split())
        self._links = _LINKS.get(language, [])
        self.split = lru_cache(maxsize=20_000)(self._split)

    def knows(self, word: str, least_zipf: float = 0.0) -> bool:
        """Whether the word is in the lexicon and at least this common."""
        return self._lexicon.get(word, -1.0) >= least_zipf

    def rarity(self, word: str) -> float:
        """How telling a word is by how seldom people write it: in powers of ten below the commonest words.

        An unknown word is as rare as can be, but the lexicons have no numbers and no words shorter than SHORTEST_PART.
        """
        may_be_known = len(word) >= SHORTEST_PART and any(map(str.isalpha, word))
        zipf = self._lexicon.get(word, 0.0) if may_be_known else _COMMONEST
        return max(_COMMONEST - zipf, _LEAST_RARITY)

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
        best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
        for end in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            ways = [
                (best[start][0] + cost, (*best[start][1], part))
                for start in best
                if start <= end - SHORTEST_PART
                for cost, part in self._readings(word[start:end])
            ]
            if ways:
                best[end] = min(ways)
        del best[0]
        whole = [
            (cost + last_cost, (*parts, word[start:]))
            for start, (cost, parts) in best.items()
            if (last_cost := self._last_cost(word[start:]))
        ]
        return min(whole, default=(0.0, ()))

    def _readings(self, text: str) -> list[tuple[float, str]]:
        """The words that a part other than the last may stand for, with their costs."""
        changed = [
            (cost + _LINK_COST, word)
            for link, word_end in self._links
            if text.endswith(link) and (cost := self._costs.get(word := text.removesuffix(link) + word_end))
        ]
        cost = self._costs.get(text)
        return [(cost, text), *changed] if cost else changed

    def _last_cost(self, text: str) -> float | None:
        return None if text in self._never_last else self._costs.get(text) or self._nouns.get(text)


def _cost(word: str, zipf: float) -> float:
    return max(_COMMONEST - zipf, 0.0) + _PART_COST + _SHORT_COST.get(len(word), 0.0)


@cache
def shipped_splitter(language: str) -> Splitter:
    """A splitter that knows the shipped word list only."""
    return Splitter(word_list(language), language)
