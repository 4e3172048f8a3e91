"""Text cut into words and numbers."""

import re

from verkstad.search.analysis.fold import normalise

_TOKEN = re.compile(
    r"\d+(?:[.:/-]\d+)+"  # 27.35.04, 2010:800, 2025-01-31
    r"|[^\W\d_]-[^\W\d_]{2,}"  # e-post, p-piller
    r"|[^\W_]{2,}"
    r"|\d"
)
LONGEST_WORD = 40


def tokenise(text: str) -> list[str]:
    """Words and numbers in reading order, in lower case; numbers such as 2010:800 stay whole.

    A word with a one-letter prefix is given both ways ("e-post" -> "epost", "post"), as people type it both ways;
    other single letters say nothing. A word is cut at LONGEST_WORD characters.
    """
    return [word[:LONGEST_WORD] for token in _TOKEN.findall(normalise(text)) for word in _ways(token)]


def _ways(token: str) -> tuple[str, ...]:
    if token[1:2] == "-" and token[0].isalpha():
        return (token.replace("-", ""), token[2:])
    return (token,)
