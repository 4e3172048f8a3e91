"""Lucene's analyser of the language, any word, BM25: the search of Elasticsearch and OpenSearch as they come.

Runs Lucene.java, with Lucene's classes from any jar below .cache/lucene. The package pyserini carries one (140 MB); the
newest that Java 17 reads is

    uv pip install --no-deps --target .cache/lucene pyserini==0.22.1
"""

import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from home import REPOSITORY

from engines import asked, whole_text
from verkstad.search.analysis import Fields
from verkstad.search.evaluation import Asked, Collection

FOLDER = REPOSITORY / ".cache" / "lucene"
PROGRAM = Path(__file__).with_name("Lucene.java")


class Lucene:
    name = "Lucene, any word, its analyser"

    def missing(self) -> str:
        if not shutil.which("java"):
            return "Java 17"
        return "" if _jars() else "a jar of Lucene, see benchmarks/engines/lucene.py"

    def ask(self, collection: Collection, language: str) -> tuple[list[Asked], float]:
        with _started(language, len(collection.corpus)) as process:
            start = time.perf_counter()
            for _, fields in collection.corpus:
                _say(process, whole_text(fields))
            _answer(process)
            index_seconds = time.perf_counter() - start
            return asked(collection, lambda question: _find(process, question, collection.corpus)), index_seconds


@contextmanager
def _started(language: str, count: int) -> Iterator[subprocess.Popen[str]]:
    """With Java running and the program compiled, so that neither is counted."""
    command = ["java", "-cp", _jars(), str(PROGRAM), language, str(count)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, encoding="utf-8", **pipes) as process:
        _answer(process)
        yield process
        process.stdin.close()


def _find(process: subprocess.Popen[str], question: str, corpus: Sequence[tuple[str, Fields]]) -> list[str]:
    _say(process, question)
    return [corpus[int(number)][0] for number in _answer(process).split()]


def _say(process: subprocess.Popen[str], text: str) -> None:
    """In one line."""
    process.stdin.write(" ".join(text.split()) + "\n")


def _answer(process: subprocess.Popen[str]) -> str:
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"Java has stopped. Run it by hand to see why: {' '.join(process.args)}")
    return line


def _jars() -> str:
    return ":".join(map(str, sorted(FOLDER.rglob("*.jar"))))
