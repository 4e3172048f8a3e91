"""Names and everyday words made even, so that what is typed on any keyboard meets them."""

import unicodedata

from verkstad.search.analysis.fold import normalise, plain

MOST_CHARACTERS = 300


def folded(text: str) -> str:
    """Lower case, without diacritics, one space between words, at most MOST_CHARACTERS characters."""
    letters = unicodedata.normalize("NFD", plain(normalise(text)))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(bare.split())[:MOST_CHARACTERS].rstrip()
