"""The parts of an entry that are embedded: what it is called, and its text in pieces."""

import hashlib
import re
from collections.abc import Iterator

from verkstad.search.analysis import Fields

# Words of a piece: short enough to be about one thing, long enough to say what.
PIECE = 60
MOST_PIECES = 6
_MOST_EVERYDAY_WORDS = 40
_BREAK = re.compile(r"(?<=[.!?])\s+|\n+")


def passages(fields: Fields) -> dict[int, str]:
    """0: the name with everyday words; from 1 on: pieces of the text, each beginning with the name."""
    labels = [fields.name, ", ".join(fields.everyday_words[:_MOST_EVERYDAY_WORDS])]
    pieces = list(_pieces(f"{fields.summary}\n{fields.body}"))[:MOST_PIECES]
    texts = [": ".join(filter(None, labels)), *(". ".join(filter(None, [fields.name, piece])) for piece in pieces)]
    return {part: text for part, text in enumerate(texts) if text}


def fingerprint(embedder: str, passage: str) -> bytes:
    """What a vector is kept under while the index is built anew."""
    return hashlib.blake2b(f"{embedder}\n{passage}".encode(), digest_size=16).digest()


def _pieces(text: str) -> Iterator[str]:
    """Whole sentences, as many as have PIECE words together; a longer sentence is cut."""
    piece: list[str] = []
    for sentence in _BREAK.split(text):
        words = sentence.split()[: 2 * PIECE]
        if piece and len(piece) + len(words) > PIECE:
            yield " ".join(piece)
            piece = []
        piece += words
    if piece:
        yield " ".join(piece)
