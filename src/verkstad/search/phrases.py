"""Names and everyday words made even, so that what is typed on any keyboard meets them."""

import unicodedata

from verkstad.search.analysis.fold import normalise, plain

MOST_CHARACTERS = 300
# Marks over letters, and characters that nobody sees, which a database need not take.
_NO_LETTERS = ("Mn", "Cc", "Cs")


def folded(text: str) -> str:
    """Lower case, without diacritics, one space between words, at most MOST_CHARACTERS characters."""
    letters = unicodedata.normalize("NFD", plain(normalise(" ".join(text.split()))))
    bare = "".join(letter for letter in letters if unicodedata.category(letter) not in _NO_LETTERS)
    return " ".join(bare.split())[:MOST_CHARACTERS].rstrip()
