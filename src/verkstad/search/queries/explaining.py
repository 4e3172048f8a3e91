"""Why each answer stands where it does."""

from collections.abc import Sequence

from verkstad.municipalities.models import Municipality
from verkstad.search.queries.finding import find
from verkstad.search.queries.understanding import Understood
from verkstad.search.ranking import Row

_MOST = 10


def explained(municipality: Municipality, text: str, language: str) -> tuple[Understood, Sequence[Row]]:
    """As for a search of these words without filters, before guesses are left out and opening hours looked at."""
    understood, rows = find(municipality, text, language, filters=(), first=0, size=_MOST)
    return understood, sorted(rows, key=lambda row: -row.score)[:_MOST]
