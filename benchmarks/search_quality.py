"""How well the search ranks on a judged set of queries, in memory.

FOLDER holds corpus.jsonl (_id, title, text, keywords), queries.jsonl (_id, text), other queries*.jsonl such as
queries_typo1.jsonl, and qrels.tsv (query, document, 1). Prints, per file of queries, the mean reciprocal rank of the
first right answer among ten (MRR@10) and the share of queries with a right answer first (S@1) and among five (S@5).

    python benchmarks/search_quality.py FOLDER --language sv
"""

import argparse
import json
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from verkstad.search.analysis import (
    Fields,
    Index,
    Speller,
    analyse_document,
    analyse_query,
    content_words,
    shipped_splitter,
)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how well the search ranks on a judged set of queries.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", required=True)
    arguments = parser.parse_args()
    index, speller = build_index(arguments.folder, arguments.language)
    right = read_judgements(arguments.folder / "qrels.tsv")
    for path in sorted(arguments.folder.glob("queries*.jsonl")):
        report(path, index, speller, right, arguments.language)


def build_index(folder: Path, language: str) -> tuple[Index, Speller]:
    entries = {entry["_id"]: fields_of(entry) for entry in read_lines(folder / "corpus.jsonl")}
    shipped_splitter(language)
    start = time.perf_counter()
    documents = {key: analyse_document(fields, language) for key, fields in entries.items()}
    elapsed = time.perf_counter() - start
    print(f"{len(entries)} documents, {1000 * elapsed / len(entries):.2f} ms each to analyse")
    words = Counter(word for fields in entries.values() for word in words_of(fields, language))
    return Index(documents), Speller(words)


def fields_of(entry: dict[str, Any]) -> Fields:
    return Fields(name=entry["title"], everyday_words=entry.get("keywords", ()), body=entry["text"])


def words_of(fields: Fields, language: str) -> list[str]:
    return content_words("\n".join([fields.name, *fields.everyday_words, fields.body]), language)


def report(path: Path, index: Index, speller: Speller, right: dict[str, set[str]], language: str) -> None:
    queries = [query for query in read_lines(path) if query["_id"] in right]
    start = time.perf_counter()
    analysed = [analyse_query(query["text"], language, speller=speller) for query in queries]
    elapsed = time.perf_counter() - start
    ranks = [
        rank_of_first(right[query["_id"]], [key for key, _ in index.search(terms.terms)])
        for query, terms in zip(queries, analysed, strict=True)
    ]
    count = len(ranks)
    print(
        f"{path.stem}: {count} queries  MRR@10 {sum(1 / rank for rank in ranks if rank) / count:.3f}"
        f"  S@1 {sum(rank == 1 for rank in ranks) / count:.3f}"
        f"  S@5 {sum(1 <= rank <= 5 for rank in ranks) / count:.3f}"
        f"  {1000 * elapsed / count:.2f} ms each to analyse"
    )


def rank_of_first(right: set[str], found: list[str]) -> int:
    """1 for the first place, 0 when no right answer was found."""
    return next((rank for rank, key in enumerate(found, 1) if key in right), 0)


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_judgements(path: Path) -> dict[str, set[str]]:
    right: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines():
        query, document, *_ = line.split("\t")
        right[query].add(document)
    return right


if __name__ == "__main__":
    main()
