"""Questions about what no municipality does ("varför jäser inte min surdeg"): they mean rather what is asked elsewhere
(analysis/data/elsewhere.txt) than what residents tell (told.py).

Neither the share of words that the best answer has nor likeness with it tells them apart; four letters in a row and
the rows of told problems find something for them too. docs/search-quality.md has the figures.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from verkstad.search.embedding import embedder
from verkstad.search.told import Told, fingerprint, shipped_told

# With so many of the nearest sentences of each kind a question is compared.
_NEAREST, _NEAREST_TOLD = 3, 9
# By how much more an errand is like what residents tell.
_LEAST = 0.05
# One or two words are a name, of which vectors tell little.
_FEWEST_WORDS = 3
# Where it was measured. What is asked in English is often taken for something that nobody does here.
_LANGUAGES = ("sv", "da")

_FOLDER = files("verkstad.search.analysis") / "data"
VECTORS = _FOLDER / "elsewhere.npz"


def is_elsewhere(text: str, vector: Sequence[float], language: str) -> bool:
    """Whether no municipality does what is asked; False for readers of a language in which that cannot be told."""
    model = embedder()
    known = _shipped(language, model.name) if model and len(text.split()) >= _FEWEST_WORDS else None
    if known is None:
        return False
    told, elsewhere = known
    question = told.evened(vector)
    return _nearest(told.vectors @ question, _NEAREST_TOLD) - _nearest(elsewhere @ question, _NEAREST) < _LEAST


def sentences() -> list[str]:
    lines = (_FOLDER / "elsewhere.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


@cache
def _shipped(language: str, model: str) -> tuple[Told, Any] | None:
    """What residents tell, and the vectors of what is asked elsewhere, evened alike."""
    import numpy as np  # noqa: PLC0415 -- where nothing is embedded it need not be there

    told = shipped_told(language, model) if language in _LANGUAGES else None
    with as_file(VECTORS) as file, np.load(file) as stored:
        is_shipped = str(stored["embedder"]) == model and str(stored["fingerprint"]) == fingerprint(sentences())
        return (told, told.evened(stored["vectors"])) if told and is_shipped else None


def _nearest(likeness: Any, most: int) -> float:
    """The mean of the greatest."""
    likeness.partition(len(likeness) - most)
    return float(likeness[-most:].mean())
