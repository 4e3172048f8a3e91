"""What people say for what catalogues call otherwise: "dagis" also asks for "förskola".

The rows are in data/everyday/LANGUAGE/*.txt, written `official; official = everyday; everyday phrase`. A row fits a
question when all content words of one of its everyday (or official) phrases are in it, in any order.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import sqrt

from verkstad.search.analysis.document import content_words
from verkstad.search.analysis.languages import get_language
from verkstad.search.analysis.spelling import Speller

# A word that is only a part of what was typed ("dagis" in "dagisbarn") says half as surely what is meant.
PART = 0.5
# So many rows are followed for one question.
MOST_ROWS = 12

type Stems = frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """official: what catalogues write; everyday: what people say."""

    official: tuple[str, ...]
    everyday: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fitting:
    """A row that fits a question: how well, from 0 upwards, and by which stems of it; by none when all of it does.
    official: the stems of each official phrase."""

    row: Row
    official: tuple[Stems, ...]
    fit: float
    stems: Stems = frozenset()


class Everyday:
    """The rows of one language, found by the stems of what was typed."""

    def __init__(self, rows: Sequence[Row], language: str) -> None:
        self.rows = rows
        self._language = language
        places: dict[Stems, set[int]] = defaultdict(set)
        for number, row in enumerate(rows):
            for phrase in (*row.everyday, *row.official):
                if stems := phrase_stems(phrase, language):
                    places[stems].add(number)
        self._phrases: dict[str, list[tuple[Stems, float, tuple[int, ...]]]] = defaultdict(list)
        for stems, numbers in places.items():
            # What stands in many rows says less about each.
            found = (stems, 1 / sqrt(len(numbers)), tuple(sorted(numbers)))
            for stem in stems:
                self._phrases[stem].append(found)

    def fitting(self, typed: Mapping[str, float]) -> list[Fitting]:
        """The rows that fit best; more words that fit count more.

        typed: stem -> how surely it was typed, from 0 to 1.
        """
        fits: dict[int, list[tuple[float, Stems]]] = defaultdict(list)
        for phrase, share, numbers in {entry for stem in typed for entry in self._phrases.get(stem, ())}:
            if all(stem in typed for stem in phrase):
                weight = share * min(typed[stem] for stem in phrase)
                for number in numbers:
                    fits[number].append((weight, phrase))
        fitting = {number: self._together(self.rows[number], found) for number, found in fits.items()}
        best = sorted(fitting, key=lambda number: (-fitting[number].fit, number))[:MOST_ROWS]
        return [fitting[number] for number in best]

    @cached_property
    def speller(self) -> Speller:
        """Knows every word of the rows."""
        phrases = (phrase for row in self.rows for phrase in (*row.everyday, *row.official))
        return Speller(Counter(word for phrase in phrases for word in content_words(phrase, self._language)))

    def _together(self, row: Row, found: Sequence[tuple[float, Stems]]) -> Fitting:
        """Each word that fits counts once, in the phrase that fits best."""
        total, covered = 0.0, frozenset[str]()
        for weight, phrase in sorted(found, key=lambda pair: (-pair[0] * len(pair[1]), sorted(pair[1]))):
            total += weight * len(phrase - covered)
            covered |= phrase
        return Fitting(row, official_stems(row, self._language), total, covered)


def phrase_stems(phrase: str, language: str) -> Stems:
    return frozenset(map(get_language(language).stem, content_words(phrase, language)))


@lru_cache(maxsize=5_000)
def official_stems(row: Row, language: str) -> tuple[Stems, ...]:
    return tuple(phrase_stems(phrase, language) for phrase in row.official)


def parse(lines: Iterable[str]) -> Iterator[Row]:
    """Rows of a file; raises ValueError for a line that is neither a row, empty nor a comment."""
    for line in lines:
        if text := line.partition("#")[0].strip():
            official, separator, everyday = text.partition("=")
            row = Row(_phrases(official), _phrases(everyday))
            if not (separator and row.official and row.everyday):
                raise ValueError(f"“{text}” is not written “official; official = everyday; everyday”.")
            yield row


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase for part in text.split(";") if (phrase := part.strip()))


@cache
def shipped_everyday(language: str) -> Everyday:
    """What people say in the language, as shipped; empty where nothing was written. Nynorsk stands with Bokmål."""
    written_in = {"nn": "nb"}.get(language, language)
    return Everyday(rows_in(files(__package__) / "data" / "everyday" / written_in), language)


def rows_in(folder: Traversable) -> list[Row]:
    """Of all text files in the folder, in the order of their names; none when there is no such folder."""
    paths = sorted(folder.iterdir(), key=lambda path: path.name) if folder.is_dir() else []
    return [row for path in paths for row in parse(path.read_text(encoding="utf-8").splitlines())]
