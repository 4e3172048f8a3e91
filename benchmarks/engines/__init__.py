"""The search engines that stand beside Verkstad's: all get the same texts, the same questions and the same clock.

None is tuned by hand: each is set up as its own documentation says, for the language of the texts. Needs Django.
"""

import re
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from verkstad.search.analysis import Fields
from verkstad.search.evaluation import Asked, Collection

type Find = Callable[[str], Sequence[str]]


class Engine(Protocol):
    name: str

    def missing(self) -> str:
        """What it would need to run here; empty when it can."""

    def ask(self, collection: Collection, language: str) -> tuple[list[Asked], float]:
        """Every question of the collection, and how many seconds the index took."""


def asked(collection: Collection, find: Find) -> list[Asked]:
    """Every question twice; the first time only warms up the engine's caches and compilers."""
    questions = [
        (file, key, text) for file, questions in collection.questions.items() for key, text in questions.items()
    ]
    for _, _, text in questions:
        find(text)
    return [_asked(find, *question) for question in questions]


def _asked(find: Find, file: str, key: str, text: str) -> Asked:
    start = time.perf_counter()
    found = find(text)
    elapsed = 1000 * (time.perf_counter() - start)
    return Asked(file, key, text, found, False, elapsed)


def whole_text(fields: Fields) -> str:
    """Name, everyday words and text: what Verkstad reads of an entry too."""
    return "\n".join([fields.name, *fields.everyday_words, fields.body])


def plain_words(text: str) -> list[str]:
    """Without signs and capitals, which could mean something to a parser of queries."""
    return re.findall(r"\w+", text.lower())
