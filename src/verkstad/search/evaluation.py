"""How well the search answers judged questions: the same analysis, index and ranking as residents get.

The judged collection becomes the services of a municipality that nobody sees, in a transaction that is taken back.
Measures: Manning, Raghavan and Schütze, Introduction to Information Retrieval (2008), chapter 8.
"""

import json
import math
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import mean, median, quantiles

from django.db import transaction

from verkstad.core.text_files import why_unreadable
from verkstad.municipalities.models import Country, Municipality
from verkstad.search import queries
from verkstad.search.actions.index import index_collection
from verkstad.search.analysis import Fields
from verkstad.search.answers import Hit
from verkstad.search.items import Item, ScopeKey
from verkstad.search.models import Fact, Kind

BEST = 10
# A country in which no state authority's services are shared, so that only the collection is found.
_NO_SHARED = Country.FAROE_ISLANDS

# Nothing has these words, so the question is looked for by meaning too.
_SENSELESS = "qqqq xxxx zzzz qqxx zzqq"
_BEFORE = 8

type Judgements = Mapping[str, Mapping[str, float]]
type Tick = Callable[[int, int], object]


class UnreadableCollection(Exception):
    """A file of the collection is missing or broken; the message says which and where."""


@dataclass(frozen=True)
class Collection:
    """corpus: what can be found; questions: file -> id -> words; right: question -> entry -> relevance above 0."""

    corpus: Sequence[tuple[str, Fields]]
    questions: Mapping[str, Mapping[str, str]]
    right: Judgements


@dataclass(frozen=True)
class Figures:
    """Of one file of questions: means from 0 to 1, and milliseconds. ``unanswered``: the share of the questions
    without a right answer of which the search says so."""

    questions: int
    mrr: float
    ndcg: float
    first: float
    among_five: float
    unanswered: float | None
    index_seconds: float
    median_ms: float
    p99_ms: float


@dataclass(frozen=True)
class Asked:
    """One question, what was found for it, and whether the search was unsure."""

    file: str
    key: str
    text: str
    found: Sequence[str]
    is_weak: bool
    milliseconds: float


def read_collection(folder: Path) -> Collection:
    """corpus.jsonl (_id, title, text, keywords), queries*.jsonl (_id, text), qrels.tsv (question, entry, relevance)."""
    corpus = [(entry["_id"], _fields(entry)) for entry in _lines(folder / "corpus.jsonl", "_id")]
    files = sorted(folder.glob("queries*.jsonl"))
    if not files:
        raise UnreadableCollection(f"There is no queries.jsonl in {folder}.")
    questions = {path.stem: {entry["_id"]: entry["text"] for entry in _lines(path, "_id", "text")} for path in files}
    return Collection(corpus, questions, _judgements(folder / "qrels.tsv"))


def evaluate(
    collection: Collection, language: str, tick: Tick = lambda done, of: None
) -> tuple[dict[str, Figures], list[Asked]]:
    """The figures of each file of questions, and all that was asked. ``tick`` is told how many passages are embedded
    and of how many."""
    with indexed(collection, language, tick) as (municipality, index_seconds):
        asked = ask(collection, municipality, language)
    results = {
        file: figures([one for one in asked if one.file == file], collection.right, index_seconds)
        for file in collection.questions
    }
    return results, asked


def worst(asked: Sequence[Asked], right: Judgements, most: int) -> list[tuple[float, Asked]]:
    """The questions whose first right answer stands furthest down, worst first, with their reciprocal ranks."""
    judged = [(reciprocal_rank(one.found, right[one.key]), one) for one in asked if one.key in right]
    return sorted(judged, key=lambda pair: pair[0])[:most]


@contextmanager
def indexed(collection: Collection, language: str, tick: Tick) -> Iterator[tuple[Municipality, float]]:
    """The municipality with the collection's index, and how many seconds the index took; gone afterwards."""
    with transaction.atomic():
        municipality = Municipality.objects.create(
            slug="evaluation",
            name={language: "Evaluation"},
            country=_NO_SHARED,
            languages=[language],
            main_language=language,
            time_zone="UTC",
        )
        start = time.perf_counter()
        index_collection(_items(collection, ScopeKey(municipality.pk), language), tick)
        yield municipality, time.perf_counter() - start
        transaction.set_rollback(True)


def ask(collection: Collection, municipality: Municipality, language: str) -> list[Asked]:
    """Every question once, after some that count for nothing: what is loaded when it is first needed is there then,
    and the statements are prepared, as in a process that has answered for a while."""
    for number in range(_BEFORE):
        queries.search(municipality, f"{_SENSELESS} {number}", language)
    return [
        _ask(municipality, language, file, key, text)
        for file, questions in collection.questions.items()
        for key, text in questions.items()
    ]


def figures(asked: Sequence[Asked], right: Judgements, index_seconds: float) -> Figures:
    judged = [(one, right[one.key]) for one in asked if one.key in right]
    others = [one for one in asked if one.key not in right]
    times = [one.milliseconds for one in asked]
    return Figures(
        questions=len(judged),
        mrr=mean(reciprocal_rank(one.found, wanted) for one, wanted in judged),
        ndcg=mean(discounted_gain(one.found, wanted) for one, wanted in judged),
        first=mean(float(not wanted.keys().isdisjoint(one.found[:1])) for one, wanted in judged),
        among_five=mean(float(not wanted.keys().isdisjoint(one.found[:5])) for one, wanted in judged),
        unanswered=mean(float(one.is_weak) for one in others) if others else None,
        index_seconds=index_seconds,
        median_ms=median(times),
        p99_ms=quantiles(times, n=100)[-1] if len(times) > 1 else times[0],
    )


def reciprocal_rank(found: Sequence[str], right: Mapping[str, float]) -> float:
    """1 when the first is right, 1/2 when the second is the first right one, ...; 0 when none of BEST is."""
    return next((1 / place for place, key in enumerate(found[:BEST], 1) if key in right), 0.0)


def discounted_gain(found: Sequence[str], right: Mapping[str, float]) -> float:
    """nDCG at BEST with gains of 2^relevance - 1: 1 when the best are found in the best order."""

    def gain(relevances: Sequence[float]) -> float:
        return sum((2**relevance - 1) / math.log2(place + 1) for place, relevance in enumerate(relevances, 1))

    best = sorted(right.values(), reverse=True)[:BEST]
    return gain([right.get(key, 0.0) for key in found[:BEST]]) / gain(best)


def as_json(results: Mapping[str, Figures]) -> str:
    return json.dumps({file: asdict(result) for file, result in results.items()}, indent=2)


def _ask(municipality: Municipality, language: str, file: str, key: str, text: str) -> Asked:
    start = time.perf_counter()
    answer = queries.search(municipality, text, language)
    elapsed = 1000 * (time.perf_counter() - start)
    services = answer.group(Kind.SERVICE)
    found = [hit.slug for hit in services.hits if isinstance(hit, Hit)] if services else []
    return Asked(file, key, text, found, answer.is_weak, elapsed)


def _items(collection: Collection, scope: ScopeKey, language: str) -> list[Item]:
    return [
        Item(scope, language, Kind.SERVICE, number, key, None, "", list(Fact), fields)
        for number, (key, fields) in enumerate(collection.corpus, 1)
    ]


def _fields(entry: Mapping[str, str]) -> Fields:
    return Fields(name=entry.get("title", ""), everyday_words=entry.get("keywords") or (), body=entry.get("text", ""))


def _lines(path: Path, *wanted: str) -> Iterator[dict[str, str]]:
    for number, line in enumerate(_text(path).splitlines(), 1):
        try:
            entry = json.loads(line)
            missing = [name for name in wanted if name not in entry]
        except (ValueError, TypeError) as error:
            raise UnreadableCollection(f"{path}, line {number}: {error}") from error
        if missing:
            raise UnreadableCollection(f"{path}, line {number}: “{missing[0]}” is missing.")
        yield entry


def _judgements(path: Path) -> Judgements:
    right: dict[str, dict[str, float]] = defaultdict(dict)
    for number, line in enumerate(_text(path).splitlines(), 1):
        try:
            question, entry, relevance = line.split("\t")
            if float(relevance) > 0:
                right[question][entry] = float(relevance)
        except ValueError as error:
            raise UnreadableCollection(f"{path}, line {number}: {error}") from error
    return right


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableCollection(f"{path} cannot be read: {why_unreadable(error)}.") from error
