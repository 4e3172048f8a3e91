"""What was taken away and what was put in between two texts, word by word. Pure."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_PIECES = re.compile(r"\s+|\w+|[^\w\s]")


class Piece(NamedTuple):
    """``kind`` is same, gone or new."""

    kind: str
    text: str


def word_changes(before: str, after: str) -> list[Piece]:
    """Both texts in one: without what is new it is ``before``, without what is gone ``after``."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    pieces: list[Piece] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(old[start:end])))
            continue
        if start < end:
            pieces.append(Piece("gone", "".join(old[start:end])))
        if new_start < new_end:
            pieces.append(Piece("new", "".join(new[new_start:new_end])))
    return pieces
