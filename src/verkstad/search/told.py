"""Problems as residents tell them: a question that means the same as one of these asks for its row's official words.

The sentences are in analysis/data/told/LANGUAGE/*.txt, written like the everyday words; their vectors beside them are
made by scripts/told_vectors.py, since embedding them takes minutes.
"""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from verkstad.search.analysis import Fitting, Row
from verkstad.search.analysis.everyday import official_stems, rows_in

# How much closer than an arbitrary sentence one must be to fit at all, and to fit as well as a word that was typed.
LEAST_LIKENESS = 0.05
SURE_LIKENESS = 0.05
# So many sentences are looked at, and so many of their rows followed.
NEAREST = 20
MOST_ROWS = 8

FOLDER = files("verkstad.search.analysis") / "data" / "told"


@dataclass(frozen=True)
class Told:
    """The rows of one language; ``vectors`` has a line for each sentence, ``row_of`` the number of its row."""

    language: str
    rows: Sequence[Row]
    row_of: Sequence[int]
    vectors: Any

    def fitting(self, question: Sequence[float]) -> list[Fitting]:
        """The rows with sentences that mean what the question means, best first."""
        import numpy as np  # noqa: PLC0415 -- where nothing is embedded it need not be there

        vector = np.asarray(question, dtype=np.float32)
        likeness = self.vectors @ vector
        likeness -= likeness.mean() + LEAST_LIKENESS
        fits: dict[int, float] = defaultdict(float)
        for number in np.argsort(-likeness)[:NEAREST]:
            if likeness[number] > 0:
                fits[self.row_of[number]] += float(likeness[number]) / SURE_LIKENESS
        best = sorted(fits, key=lambda row: (-fits[row], row))[:MOST_ROWS]
        rows = [(self.rows[number], fits[number]) for number in best]
        return [Fitting(row, official_stems(row, self.language), fit) for row, fit in rows]


@cache
def shipped_told(language: str, embedder: str) -> Told | None:
    """What is shipped for the language; None where the vectors are not those of its sentences by this embedder."""
    rows = rows_in(FOLDER / language)
    path = FOLDER / f"vectors_{language}.npz"
    if not rows or not path.is_file():
        return None
    import numpy as np  # noqa: PLC0415

    with as_file(path) as file, np.load(file) as stored:
        if str(stored["embedder"]) != embedder or str(stored["fingerprint"]) != fingerprint(sentences(language)):
            return None
        vectors = stored["vectors"].astype(np.float32) * stored["scale"]
    return Told(language, rows, [number for number, row in enumerate(rows) for _ in row.everyday], vectors)


def sentences(language: str) -> list[str]:
    return [sentence for row in rows_in(FOLDER / language) for sentence in row.everyday]


def fingerprint(texts: Sequence[str]) -> str:
    """By which stored vectors are known to be those of these sentences."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
