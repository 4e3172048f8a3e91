"""What looks like a person's number or address in a text that should hold nothing personal."""

import re
import unicodedata

_E_MAIL = re.compile(r"[^\s@]+@[^\s@]+")
# Six digits or more with at most a space, dash, dot, plus or bracket between them, and the letter and sign
# that Finnish identity numbers have in the middle and at the end. Phone numbers are such runs too.
_NUMBER = re.compile(r"[+(]*\d(?:[\s().+\-‐-―−]{0,3}\d){5,}(?:[-+ ]?[A-FU-Y]?[-+ ]?\d{3}[0-9A-Y])?", re.IGNORECASE)
# Of category "format" or "surrogate": nobody sees them, and a number may be written with them between its digits.
_INVISIBLE = ("Cf", "Cs")


def masked(text: str, mask: str) -> str:
    """The text with ``mask`` for e-mail addresses and for all numbers of six digits or more.

    That covers the identity numbers of Sweden (10 or 12 digits), Denmark (10), Norway (11), the Faroe Islands (9)
    and Finland (6, a sign, 3 and a check character), with or without separators, and phone numbers.
    """
    visible = "".join(letter for letter in text if _is_visible(letter))
    text = " ".join(visible.replace("\x00", "").split())
    return _NUMBER.sub(mask, _E_MAIL.sub(mask, text))


def spans(text: str) -> list[tuple[int, int]]:
    """Where that which ``masked`` would cover begins and ends, in order."""
    where = [number for number, letter in enumerate(text) if _is_visible(letter)]
    visible = "".join(text[number] for number in where)
    found = sorted(match.span() for pattern in (_E_MAIL, _NUMBER) for match in pattern.finditer(visible))
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return [(where[start], where[end - 1] + 1) for start, end in apart]


def _is_visible(letter: str) -> bool:
    return unicodedata.category(letter) not in _INVISIBLE
