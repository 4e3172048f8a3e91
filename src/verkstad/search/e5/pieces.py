"""Takes a text apart into the pieces that the model knows, so that they are likeliest together.

Kudo, Subword Regularization, 2018: each piece has a probability of its own, and the best way through a word is found
letter by letter (Viterbi). The pieces' hashes lie in one array: a dictionary of 250,000 would take ten times the room.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from verkstad.search.e5.weights import Weights

# How the model writes a space; each word begins with one, and no piece goes beyond a word.
_SPACE = "▁"
_WORD = re.compile(f"{_SPACE}[^{_SPACE}]*")
_SPACES = re.compile(" {2,}")
# A letter of no piece is so much less likely than the least likely one.
_UNKNOWN = 10.0
# Letters of a piece.
_LONGEST = 16
_KEPT_WORDS = 10_000


class Pieces:
    def __init__(self, weights: Weights) -> None:
        hashes = np.fromiter(map(hash, weights.pieces()), np.int64, len(weights.scores))
        self._order = np.argsort(hashes, kind="stable").astype(np.int32)
        self._hashes = hashes[self._order]
        self._scores = weights.scores
        self._unknown = weights.unknown
        self._unknown_score = float(weights.scores.min()) - _UNKNOWN
        self._replacements = weights.replacements
        self._in_word = lru_cache(_KEPT_WORDS)(self._likeliest)

    def tokens(self, text: str) -> list[int]:
        """The numbers of the pieces."""
        written = _SPACES.sub(" ", text.translate(self._replacements))
        written = (written if written.startswith(" ") else f" {written}").replace(" ", _SPACE)
        return [token for word in _WORD.findall(written) for token in self._in_word(word)]

    def _likeliest(self, word: str) -> list[int]:
        # Of the likeliest way to each place in the word: how likely, and the place and the piece before.
        ways = [(0.0, 0, 0), *[(-np.inf, 0, 0)] * len(word)]
        for start, end, token, score in self._found(word):
            if (likely := ways[start][0] + score) > ways[end][0]:
                ways[end] = likely, start, token
        return list(_back(ways))[::-1]

    def _found(self, word: str) -> Iterator[tuple[int, int, int, float]]:
        """What may be pieces of the word, from where it begins on."""
        length = len(word)
        spans = [(start, end) for start in range(length) for end in range(start + 1, min(start + _LONGEST, length) + 1)]
        hashes = np.fromiter((_hash(word[start:end]) for start, end in spans), np.int64, len(spans))
        places = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        is_piece = self._hashes[places] == hashes
        tokens = np.where(is_piece, self._order[places], self._unknown).tolist()
        for (start, end), token in zip(spans, tokens, strict=True):
            if token != self._unknown:
                yield start, end, token, float(self._scores[token])
            elif end == start + 1:
                yield start, end, token, self._unknown_score


def _hash(piece: str) -> int:
    """Of its bytes: "gn" and one Chinese letter are the same in memory, and so is their hash as strings."""
    return hash(piece.encode())


def _back(ways: Sequence[tuple[float, int, int]]) -> Iterator[int]:
    place = len(ways) - 1
    while place:
        _, place, token = ways[place]
        yield token
