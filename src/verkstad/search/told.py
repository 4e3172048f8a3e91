"""Problems as residents tell them: a question that means the same as one of these asks for its row's official words.

The sentences are in analysis/data/told/LANGUAGE/*.txt, written like the everyday words; their vectors beside them are
made by scripts/vectors.py, since embedding them takes minutes.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from verkstad.search.analysis import Fitting, Row
from verkstad.search.analysis.everyday import official_stems, rows_in

# So many rows are followed.
MOST_ROWS = 5
# By how much more a row must be alike than the first that is not followed, to fit as well as a word that was typed.
SURE = 0.015
# One word is a name and no story; from so many words on the whole question counts.
_NAME, _STORY = 1, 5
# That little is settled counts for more than half as much as that nothing is.
_DOUBT = 0.7

FOLDER = files("verkstad.search.analysis") / "data" / "told"


@dataclass(frozen=True)
class Told:
    """The rows of one language; ``row_of`` has the number of each sentence's row. A question becomes a vector of the
    sentences' kind by (question - mean) @ evening: what all of them have in common tells nothing."""

    language: str
    rows: Sequence[Row]
    row_of: Any
    vectors: Any
    mean: Any
    evening: Any

    def fitting(self, question: Sequence[float], strength: float = 1.0) -> list[Fitting]:
        """The rows with sentences that mean what the question means, best first.

        strength: how much of a story the question is, from 0 to 1.
        """
        import numpy as np  # noqa: PLC0415 -- where nothing is embedded it need not be there

        if not strength:
            return []
        likeness = np.maximum(self.vectors @ self.evened(question), 0)
        alike = np.bincount(self.row_of, likeness**2)
        *best, other = np.argsort(-alike, kind="stable")[: MOST_ROWS + 1]
        fits = [(self.rows[n], strength * float((alike[n] - alike[other]) / SURE) ** 0.5) for n in best]
        return [Fitting(row, official_stems(row, self.language), fit) for row, fit in fits if fit > 0]

    def evened(self, questions: Any) -> Any:
        """Vectors of questions, one or many, as those of the sentences are."""
        import numpy as np  # noqa: PLC0415 -- as above

        vectors = (np.asarray(questions, dtype=np.float32) - self.mean) @ self.evening
        return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


@cache
def shipped_told(language: str, embedder: str) -> Told | None:
    """What is shipped for the language; None where the vectors are not those of its sentences by this embedder."""
    rows = rows_in(FOLDER / language)
    path = FOLDER / f"vectors_{language}.npz"
    if not rows or not path.is_file():
        return None
    import numpy as np  # noqa: PLC0415 -- as above

    with as_file(path) as file, np.load(file) as stored:
        if str(stored["embedder"]) != embedder or str(stored["fingerprint"]) != fingerprint(_sentences(rows)):
            return None
        vectors = stored["vectors"].astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        row_of = np.repeat(np.arange(len(rows)), [len(row.everyday) for row in rows])
        return Told(language, rows, row_of, vectors, stored["mean"], stored["evening"].astype(np.float32))


def strength(question: str, doubt: float) -> float:
    """How much of a story a question is, from 0 to 1.

    doubt: how little its words settle it, from 0 to 1.
    """
    length = (len(question.split()) - _NAME) / (_STORY - _NAME)
    return float(doubt**_DOUBT) * min(max(length, 0.0), 1.0)


def sentences(language: str) -> list[str]:
    return _sentences(rows_in(FOLDER / language))


def _sentences(rows: Sequence[Row]) -> list[str]:
    return [sentence for row in rows for sentence in row.everyday]


def fingerprint(texts: Sequence[str]) -> str:
    """By which stored vectors are known to be those of these sentences."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
