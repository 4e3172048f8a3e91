"""Correction of slips of the keyboard against the words of the index.

Two words one slip apart share a form with one letter deleted (the idea of SymSpell, Wolf Garbe): a missing, extra,
wrong or swapped letter is found without comparing with every word.
"""

from array import array
from collections.abc import Iterator, Mapping

import numpy as np

SHORTEST_WORD = 4
# From this length on two slips still leave enough of the word to recognise it.
_LONG_WORD = 8


class Speller:
    """words: word -> how often it occurs in the index; also: a speller whose words are known too."""

    def __init__(self, words: Mapping[str, int], also: "Speller | None" = None) -> None:
        self._words = words
        self._also = also
        self._spelled = [word for word in words if len(word) >= SHORTEST_WORD and word.isalpha()]
        hashes, owners = array("q"), array("i")
        for number, word in enumerate(self._spelled):
            hashed = list(map(hash, forms(word)))
            hashes.extend(hashed)
            owners.extend([number] * len(hashed))
        # Two arrays in the order of the hashes: lists of words by form would take twenty times the room.
        unsorted = np.frombuffer(hashes, dtype=np.int64)
        order = np.argsort(unsorted)
        self._hashes = unsorted[order]
        self._owners = np.frombuffer(owners, dtype=np.int32)[order]

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
        hashed = np.array(list(map(hash, forms(word))), dtype=np.int64)
        starts, ends = (np.searchsorted(self._hashes, hashed, side) for side in ("left", "right"))
        found = {
            self._spelled[owner] for start, end in zip(starts, ends, strict=True) for owner in self._owners[start:end]
        }
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


def forms(word: str) -> Iterator[str]:
    """The word, and the same with one letter left out: words one slip apart share a form."""
    yield word
    yield from {word[:place] + word[place + 1 :] for place in range(len(word))}
