"""Correction of slips of the keyboard against the words of the index.

Two words one slip apart share a form with one letter deleted (the idea of SymSpell, Wolf Garbe): a missing, extra,
wrong or swapped letter is found without comparing with every word.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

SHORTEST_WORD = 4
# From this length on two slips still leave enough of the word to recognise it.
_LONG_WORD = 8


class Speller:
    """words: word -> how often it occurs in the index; also: a speller whose words are known too."""

    def __init__(self, words: Mapping[str, int], also: "Speller | None" = None) -> None:
        self._words = words
        self._also = also
        self._by_form: dict[str, list[str]] = defaultdict(list)
        for word in words:
            if len(word) >= SHORTEST_WORD and word.isalpha():
                for form in _forms(word):
                    self._by_form[form].append(word)

    def knows(self, word: str) -> bool:
        return word in self._words or (self._also is not None and self._also.knows(word))

    def corrections(self, word: str, limit: int = 3) -> list[tuple[str, int]]:
        """Words of the index with their distance in slips, nearest first, then the more common ones."""
        if len(word) < SHORTEST_WORD or not word.isalpha():
            return []
        most = 1 if len(word) < _LONG_WORD else 2
        distances = [(slips(word, candidate), candidate) for candidate in self._candidates(word)]
        near = [(distance, -self._count(candidate), candidate) for distance, candidate in distances if distance <= most]
        return [(candidate, distance) for distance, _, candidate in sorted(near)[:limit]]

    def _candidates(self, word: str) -> set[str]:
        found = {candidate for form in _forms(word) for candidate in self._by_form.get(form, ())}
        return found | self._also._candidates(word) if self._also else found

    def _count(self, word: str) -> int:
        return self._words.get(word) or (self._also._count(word) if self._also else 0)


def slips(typed: str, meant: str) -> int:
    """How many letters were missed, added, mistaken or swapped with their neighbour (optimal string alignment)."""
    before: list[int] = []
    previous = list(range(len(meant) + 1))
    for i, letter in enumerate(typed, 1):
        current = [i]
        for j, other in enumerate(meant, 1):
            least = min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == meant[j - 2] and typed[i - 2] == other:
                least = min(least, before[j - 2] + 1)
            current.append(least)
        before, previous = previous, current
    return previous[-1]


def _forms(word: str) -> Iterator[str]:
    yield word
    yield from {word[:place] + word[place + 1 :] for place in range(len(word))}
