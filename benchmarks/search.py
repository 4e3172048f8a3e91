"""How well the search finds beside other engines, on judged sets of questions, and how fast.

Each set is a folder as `verkstad evaluate-search` reads it, with the language of its texts behind a colon. Writes its
tables to docs/performance.md. Lucene takes part where Java and a jar are (see engines/lucene.py), tantivy where its
package is.

    uv run --group benchmark python benchmarks/search.py [FOLDER:LANGUAGE ...]
"""

import argparse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from home import REPOSITORY, start_django
from machine import describe

if TYPE_CHECKING:
    from engines import Engine

    from verkstad.search.evaluation import Asked, Collection, Figures

DEVELOPMENT = REPOSITORY / "tests" / "search" / "development"
SETS = [f"{DEVELOPMENT}/problems_sv:sv", f"{DEVELOPMENT}/problems_da:da"]
DOCUMENT = REPOSITORY / "docs" / "performance.md"
HOME = REPOSITORY / ".cache" / "search-home"
START, STOP = "<!-- written by benchmarks/search.py -->", "<!-- end of what benchmarks/search.py writes -->"
CLEAN, SLIP = "queries", "queries_typo1"
# Questions with these ids were not looked at while the search was made.
HELD_OUT = "held-"


@dataclass(frozen=True)
class JudgedSet:
    name: str
    language: str
    collection: "Collection"

    def held_out(self) -> bool:
        return any(key.startswith(HELD_OUT) for key in self.collection.right)


@dataclass(frozen=True)
class Result:
    """What one engine found in one set: figures by file of questions, of the whole set and of what is held out."""

    whole: Mapping[str, "Figures"]
    held_out: Mapping[str, "Figures"]


type Results = Mapping[str, Sequence[Result]]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the search beside other engines.")
    parser.add_argument("sets", nargs="*", default=SETS, metavar="FOLDER:LANGUAGE")
    parser.add_argument("--home", type=Path, default=HOME, help="for a database of its own")
    parser.add_argument("--document", type=Path, default=DOCUMENT, help="where the tables are written")
    arguments = parser.parse_args()
    start_django(home=arguments.home)
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    sets = [read_set(argument) for argument in arguments.sets]
    under = f"{describe()} Vectors by `{settings.EMBEDDER or 'nothing'}`."
    results, absent = measure(sets)
    write(arguments.document, "\n\n".join([*tables(sets, results), *absent, under]))


def read_set(argument: str) -> JudgedSet:
    from verkstad.search.evaluation import read_collection

    folder, _, language = argument.rpartition(":")
    return JudgedSet(Path(folder).name, language, read_collection(Path(folder)))


def measure(sets: Sequence[JudgedSet]) -> tuple[Results, list[str]]:
    """What each engine found in each set, and a line for each engine that cannot run here."""
    engines = all_engines()
    absent = [f"{engine.name}: left out, for it needs {engine.missing()}." for engine in engines if engine.missing()]
    results = {engine.name: [result(engine, one) for one in sets] for engine in engines if not engine.missing()}
    return results, absent


def all_engines() -> "list[Engine]":
    from engines.bm25_tantivy import Tantivy
    from engines.lucene import Lucene
    from engines.ours import Verkstad
    from engines.postgresql import PostgreSQL, all_words, any_word

    others = [PostgreSQL("all words", all_words), PostgreSQL("any word", any_word), Tantivy(), Lucene()]
    return [*others, Verkstad(embeddings=False), Verkstad(embeddings=True)]


def result(engine: "Engine", one: JudgedSet) -> Result:
    asked, index_seconds = engine.ask(one.collection, one.language)
    held_out = [question for question in asked if question.key.startswith(HELD_OUT)]
    found = Result(by_file(asked, one, index_seconds), by_file(held_out, one, index_seconds))
    print(f"{one.name}: {engine.name}: {quality(found.whole)}", flush=True)
    return found


def by_file(asked: "Iterable[Asked]", one: JudgedSet, index_seconds: float) -> "dict[str, Figures]":
    from verkstad.search.evaluation import figures

    of_file = {file: [question for question in asked if question.file == file] for file in (CLEAN, SLIP)}
    return {file: figures(some, one.collection.right, index_seconds) for file, some in of_file.items() if some}


def tables(sets: Sequence[JudgedSet], results: Results) -> list[str]:
    return [
        table(["set", "language", "entries", "questions with an answer"], [about(one) for one in sets]),
        "MRR@10 of the questions as they were written / with one slip of the keyboard, and in brackets nDCG@10:",
        table(["engine", *columns(sets)], [[name, *qualities(row, sets)] for name, row in results.items()]),
        "Milliseconds for a question (the median), and seconds for the index:",
        table(["engine", *(one.name for one in sets)], [[name, *map(times, row)] for name, row in results.items()]),
    ]


def about(one: JudgedSet) -> list[object]:
    return [one.name, one.language, len(one.collection.corpus), len(one.collection.right)]


def columns(sets: Sequence[JudgedSet]) -> list[str]:
    """A set of which some questions are held out has two: for all of them, and for those."""
    return [name for one in sets for name in ([one.name, f"{one.name}, held out"] if one.held_out() else [one.name])]


def qualities(row: Sequence[Result], sets: Sequence[JudgedSet]) -> list[str]:
    return [
        quality(found)
        for one, judged in zip(row, sets, strict=True)
        for found in ([one.whole, one.held_out] if judged.held_out() else [one.whole])
    ]


def quality(found: "Mapping[str, Figures]") -> str:
    slip = f"{found[SLIP].mrr:.2f}" if SLIP in found else "-"
    return f"{found[CLEAN].mrr:.2f} / {slip} ({found[CLEAN].ndcg:.2f})"


def times(one: Result) -> str:
    return f"{one.whole[CLEAN].median_ms:.1f} ms, {one.whole[CLEAN].index_seconds:.1f} s"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(map(str, cells)) + " |" for cells in lines)


def write(document: Path, section: str) -> None:
    """Between the two marks, in the place of what was there."""
    before, start, rest = document.read_text(encoding="utf-8").partition(START)
    _, stop, after = rest.partition(STOP)
    if not (start and stop):
        raise SystemExit(f"{document} lacks the marks {START} and {STOP}; this was measured:\n\n{section}")
    document.write_text(f"{before}{START}\n{section}\n{STOP}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
