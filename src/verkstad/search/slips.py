"""Which beginnings of known words somebody may have meant who slipped on the keyboard."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from string import ascii_lowercase

from verkstad.search.analysis.fold import plain

# In a shorter word a slip leaves too little to recognise.
SHORTEST_WORD = 4
_LONGEST_WORD = 24


class KnownWords:
    """Words without rings, dots and strokes, in order, so that those with a certain beginning are found at once."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(map(plain, words)))

    def begin(self, start: str) -> bool:
        """Whether some word begins so."""
        place = bisect_left(self._words, start)
        return place < len(self._words) and self._words[place].startswith(start)

    def meant(self, start: str) -> list[str]:
        """Beginnings of words one slip from this one: a letter too many or missing, a wrong one, two swapped."""
        if not SHORTEST_WORD <= len(start) <= _LONGEST_WORD:
            return []
        return [way for way in dict.fromkeys(_one_slip_from(start)) if self.begin(way)]

    def longest(self, word: str) -> str:
        """The longest part of the word, from its beginning, that a known word begins with; at least two thirds."""
        shortest = max(SHORTEST_WORD, -(-2 * len(word) // 3))
        return next((word[:end] for end in range(len(word), shortest - 1, -1) if self.begin(word[:end])), "")


def _one_slip_from(word: str) -> Iterator[str]:
    """The last letter is only swapped or left out: another one in its place says nothing of what comes next."""
    for place in range(len(word)):
        before, after = word[:place], word[place:]
        if after[1:]:
            yield before + after[1] + after[0] + after[2:]
        yield before + after[1:]
        for letter in ascii_lowercase:
            yield before + letter + after
            if after[1:]:
                yield before + letter + after[1:]
