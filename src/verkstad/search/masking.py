"""Words as they are stored: without what looks personal, and made even so that the same words are counted together."""

import re

from verkstad.core import personal
from verkstad.search.analysis.fold import normalise

MASK = "…"
MOST_CHARACTERS = 200

_WORD = re.compile(r"[^\W_]+")


def masked(text: str) -> str:
    """The text with "…" for what looks personal, cut to MOST_CHARACTERS."""
    return personal.masked(text, MASK)[:MOST_CHARACTERS]


def normalised(text: str) -> str:
    """Words in lower case without signs, one space between: what those have in common who search for the same."""
    return " ".join(_WORD.findall(normalise(text)))[:MOST_CHARACTERS].rstrip()
