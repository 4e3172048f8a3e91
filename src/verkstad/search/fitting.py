"""Which weights of likeness put the right answers first, found on judged questions.

The score is a sum (ranking.py), so every question is asked only once: what it found is put in order anew for each pair
of weights on a grid. How good weights are is told by questions they were not fitted on (cross-validation: Hastie,
Tibshirani and Friedman, The Elements of Statistical Learning, 2009, chapter 7.10).

What is not counted: an entry that other weights would have found, but these do not; that only the first few guesses of
a weak answer are shown. `verkstad evaluate-search` tells the figures of the whole.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from statistics import fmean

from verkstad.search import evaluation
from verkstad.search.queries.finding import find
from verkstad.search.ranking import MOST_CANDIDATES, Row
from verkstad.search.weights import SHIPPED

# Having all of the words is worth 1.
STEPS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0)
# A question whose id begins so is never fitted on, only measured.
HELD_OUT = "held-"
# The fold of such questions. The weights for it are fitted on all the others.
LAST = -1

# Of likeness of name and of text.
type Pair = tuple[float, float]

PRESENT: Pair = (SHIPPED.name, SHIPPED.text)
# The present weights come first: others have to be better, and not only as good.
PAIRS: Sequence[Pair] = tuple(dict.fromkeys([PRESENT, *product(STEPS, STEPS)]))


@dataclass(frozen=True, slots=True)
class Question:
    """A judged question. ``gains``: the reciprocal rank of its first right answer under each pair of weights."""

    collection: str
    file: str
    fold: int
    gains: Mapping[Pair, float]


@dataclass(frozen=True, slots=True)
class Fit:
    """``weights``: of each fold, fitted without it; of LAST, fitted on all that may be fitted on."""

    questions: Sequence[Question]
    weights: Mapping[int, Pair]

    @property
    def fitted(self) -> Pair:
        return self.weights[LAST]

    def mean(self, pair: Pair) -> float:
        """With the same weights for all; every collection counts as much, however large."""
        return _mean(self.questions, lambda question: question.gains[pair])

    def mean_unseen(self) -> float:
        """With weights for each question that it had no part in."""
        return _mean(self.questions, self.unseen)

    def unseen(self, question: Question) -> float:
        return question.gains[self.weights[question.fold]]

    def by_file(self) -> Mapping[tuple[str, str], Sequence[Question]]:
        """The questions of each collection's files."""
        files = defaultdict(list)
        for question in self.questions:
            files[question.collection, question.file].append(question)
        return files


def fit(questions: Sequence[Question], folds: int) -> Fit:
    """The best weights, and for each fold those that are best for the others."""
    return Fit(questions, {fold: _best(questions, fold) for fold in (*range(folds), LAST)})


def ask(
    name: str, collection: evaluation.Collection, language: str, folds: int, tick: evaluation.Tick
) -> Iterator[Question]:
    """The judged questions, asked as residents ask. ``tick`` is told how many are done, of how many."""
    asked = [
        (file, key, text)
        for file, questions in collection.questions.items()
        for key, text in questions.items()
        if key in collection.right
    ]
    with evaluation.indexed(collection, language, lambda done, of: None) as (municipality, _):
        for number, (file, key, text) in enumerate(asked, 1):
            _, rows = find(municipality, text, language, filters=(), first=0, size=MOST_CANDIDATES)
            yield Question(name, file, fold_of(key, folds), gains(rows, collection.right[key]))
            tick(number, len(asked))


def fold_of(key: str, folds: int) -> int:
    """The same in every file, so that a question and the same with a slip are never parted."""
    if key.startswith(HELD_OUT):
        return LAST
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest()) % folds


def gains(rows: Sequence[Row], right: Collection[str]) -> dict[Pair, float]:
    """The reciprocal rank under each pair of weights. As in ranking.py, what scores the same stands by its slug."""
    ordered = sorted(rows, key=lambda row: row.slug)
    others = [row.score - _likeness(row, PRESENT) for row in ordered]
    places = [place for place, row in enumerate(ordered) if row.slug in right]
    return {
        pair: _gain([other + _likeness(row, pair) for other, row in zip(others, ordered, strict=True)], places)
        for pair in PAIRS
    }


def rewritten(text: str, pair: Pair) -> str:
    """weights.toml with these weights in it, and all else as it was."""
    for name, weight in zip(("name", "text"), pair, strict=True):
        text = re.sub(rf"(?m)^({name} *= *)[\d.]+", rf"\g<1>{weight}", text)
    return text


def _likeness(row: Row, pair: Pair) -> float:
    return pair[0] * row.name_likeness + pair[1] * row.text_likeness


def _gain(scores: Sequence[float], places: Sequence[int]) -> float:
    """``places``: where the right ones are among the scores."""
    if not places:
        return 0.0
    best = max(places, key=lambda place: (scores[place], -place))
    rank = 1 + sum(map(scores[best].__lt__, scores)) + scores[:best].count(scores[best])
    return 1 / rank if rank <= evaluation.BEST else 0.0


def _best(questions: Sequence[Question], left_out: int) -> Pair:
    told = [question for question in questions if question.fold not in (left_out, LAST)]
    return max(PAIRS, key=lambda pair: _mean(told, lambda question: question.gains[pair]))


def _mean(questions: Sequence[Question], figure: Callable[[Question], float]) -> float:
    """The mean over the collections of their means; 0 without questions."""
    figures = defaultdict(list)
    for question in questions:
        figures[question.collection].append(figure(question))
    return fmean(map(fmean, figures.values())) if figures else 0.0
