"""The shipped everyday words as something to suggest: what people say, and what catalogues call it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from itertools import islice, takewhile

from verkstad.search.analysis import shipped_everyday
from verkstad.search.analysis.everyday import Row
from verkstad.search.phrases import beginnings, folded


@dataclass(frozen=True, slots=True, order=True)
class Saying:
    """``official``: folded, what an entry may be called that answers it."""

    text: str
    official: tuple[str, ...]


class Sayings:
    """All sayings of a language, in the order of the words they can begin with."""

    def __init__(self, rows: Iterable[Row], language: str) -> None:
        official: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            for text in row.everyday:
                official[text] += map(folded, row.official)
        self._starts = sorted(
            (beginning, place, Saying(text, tuple(names)))
            for text, names in official.items()
            for place, beginning in enumerate(beginnings(text, language))
        )

    def beginning(self, start: str, limit: int) -> list[Saying]:
        """Those with a word that begins so, those first that begin with it themselves, then the shortest."""
        first = bisect_left(self._starts, (start,))
        there = takewhile(lambda row: row[0].startswith(start), islice(self._starts, first, None))
        best = nsmallest(limit, there, key=lambda row: (row[1] > 0, len(row[2].text), row[2]))
        return [saying for *_, saying in best]


@cache
def shipped_sayings(language: str) -> Sayings:
    """Of the shipped everyday words of the language; none where nothing was written."""
    return Sayings(shipped_everyday(language).rows, language)
