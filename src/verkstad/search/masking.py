"""Words as they are stored: without what looks personal, and made even so that the same words are counted together."""

import re
import unicodedata

from verkstad.search.analysis.fold import normalise

MASK = "…"
MOST_CHARACTERS = 200

_WORD = re.compile(r"[^\W_]+")
_E_MAIL = re.compile(r"[^\s@]+@[^\s@]+")
# Six digits or more with at most a space, dash, dot, plus or bracket between them, and the letter and sign
# that Finnish identity numbers have in the middle and at the end. Phone numbers are such runs too.
_NUMBER = re.compile(r"[+(]*\d(?:[\s().+\-‐-―−]{0,3}\d){5,}(?:[-+ ]?[A-FU-Y]?[-+ ]?\d{3}[0-9A-Y])?", re.IGNORECASE)


def masked(text: str) -> str:
    """The text with "…" for e-mail addresses and for all numbers of six digits or more, cut to MOST_CHARACTERS.

    That covers the identity numbers of Sweden (10 or 12 digits), Denmark (10), Norway (11), the Faroe Islands (9)
    and Finland (6, a sign, 3 and a check character), with or without separators, and phone numbers.
    """
    visible = "".join(letter for letter in text if unicodedata.category(letter) not in ("Cf", "Cs"))
    text = " ".join(visible.replace("\x00", "").split())
    return _NUMBER.sub(MASK, _E_MAIL.sub(MASK, text))[:MOST_CHARACTERS]


def normalised(text: str) -> str:
    """Words in lower case without signs, one space between: what those have in common who search for the same."""
    return " ".join(_WORD.findall(normalise(text)))[:MOST_CHARACTERS].rstrip()
