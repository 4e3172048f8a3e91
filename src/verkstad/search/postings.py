"""The postings of many entries, gathered term by term until their weights can be reckoned."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from verkstad.search.analysis import field_lengths, saturate
from verkstad.search.analysis.bm25 import FIELD_WEIGHTS

# Weights are stored as whole thousandths, which halves their room and changes no order that a reader would see.
THOUSANDTHS = 1000


@dataclass(slots=True)
class Posting:
    """Entries that have a term, and beside each how often."""

    entries: array[int] = field(default_factory=lambda: array("i"))
    frequencies: array[float] = field(default_factory=lambda: array("f"))


class Postings:
    """Plain arrays, so that ten thousand services take tens of megabytes while their shelf is built."""

    def __init__(self) -> None:
        self._postings: dict[str, Posting] = defaultdict(Posting)
        self._lengths: dict[int, dict[str, float]] = {}

    def add(self, entry: int, terms: Mapping[str, float]) -> None:
        self._lengths[entry] = field_lengths(terms)
        for term, frequency in terms.items():
            posting = self._postings[term]
            posting.entries.append(entry)
            posting.frequencies.append(frequency)

    def average_lengths(self) -> dict[str, float]:
        """Per field, over all entries."""
        totals: dict[str, float] = defaultdict(float)
        for lengths in self._lengths.values():
            for name, length in lengths.items():
                totals[name] += length
        return {name: total / len(self._lengths) for name, total in totals.items()}

    def rows(self, average_lengths: Mapping[str, float]) -> Iterator[tuple[str, list[int], list[int]]]:
        """Term, entries, and beside each entry its weight in thousandths."""
        for term, posting in self._postings.items():
            name = term[0]
            factor = THOUSANDTHS * FIELD_WEIGHTS[name]
            average = average_lengths.get(name, 0.0)
            weights = [
                round(factor * saturate(frequency, self._lengths[entry].get(name, 0.0), average))
                for entry, frequency in zip(posting.entries, posting.frequencies, strict=True)
            ]
            yield term, posting.entries.tolist(), weights
