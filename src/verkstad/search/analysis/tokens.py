"""Text cut into words and numbers."""

import re

from verkstad.search.analysis.fold import normalise

_TOKEN = re.compile(
    r"\d+(?:[.:/-]\d+)+"  # 27.35.04, 2010:800, 2025-01-31
    r"|[^\W\d_]-[^\W\d_]{2,}"  # e-post, p-piller
    r"|[^\W_]+"
)
LONGEST_WORD = 40


def tokenise(text: str) -> list[str]:
    """Words and numbers in reading order, in lower case; numbers such as 2010:800 stay whole.

    A one-letter prefix is joined ("e-post" -> "epost"); a word is cut at LONGEST_WORD characters.
    """
    tokens = _TOKEN.findall(normalise(text))
    return [token.replace("-", "")[:LONGEST_WORD] if token[0].isalpha() else token[:LONGEST_WORD] for token in tokens]
