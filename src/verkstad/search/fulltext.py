"""How documents meet PostgreSQL's full text search: the same words on both sides, and months by their names."""

from collections.abc import Iterable
from datetime import date

from django.contrib.postgres.search import SearchVector
from django.db.models import Value
from django.db.models.expressions import CombinedExpression
from django.utils import translation
from django.utils.formats import date_format

from verkstad.search.analysis import content_words
from verkstad.search.analysis.document import respelled_words
from verkstad.search.analysis.spelling import SHORTEST_WORD

_CONFIGURATIONS = {
    "sv": "swedish",
    "da": "danish",
    "nb": "norwegian",
    "nn": "norwegian",
    "fi": "finnish",
    "en": "english",
}
# A tsvector holds a megabyte; minutes that are longer are found by their first hundred pages.
MOST_WORDS = 50_000
# Words of a query that are looked for in documents, and of which these are chosen.
MOST_QUERY_WORDS, MOST_READ = 8, 16
# Marks around what matches in a snippet, which nobody types: Unicode's private use area. Texts are freed of them.
MATCH_START, MATCH_STOP = "\ue000", "\ue001"


def configuration(language: str) -> str:
    """PostgreSQL's name for the language; words of other languages are not stemmed."""
    return _CONFIGURATIONS.get(language, "simple")


def vector(title: str, day: date, kind: str, text: str, language: str) -> CombinedExpression:
    """Title and kind weigh most, then the date ("12 mars 2026"), then the text."""
    config = configuration(language)
    weighted = [(f"{title}\n{kind}", "A"), (_in_words(day, language), "B"), (text, "D")]
    vectors = [
        SearchVector(Value(" ".join(content_words(part, language)[:MOST_WORDS])), config=config, weight=weight)
        for part, weight in weighted
    ]
    return vectors[0] + vectors[1] + vectors[2]


def name_words(title: str, day: date, kind: str, language: str) -> set[str]:
    """The words by which a document is asked for that are long enough to recognise after a slip."""
    words = respelled_words(f"{title}\n{kind}\n{_in_words(day, language)}", language)
    return {word for word in words if len(word) >= SHORTEST_WORD and word.isalpha()}


def _in_words(day: date, language: str) -> str:
    with translation.override(language):
        return f"{date_format(day, 'j F Y')} {day.isoformat()}"


def query_words(text: str, language: str) -> list[str]:
    return list(dict.fromkeys(content_words(text, language)))[:MOST_READ]


def quoted(word: str) -> str:
    """As to_tsquery reads it; words are letters, digits and . : / - only, so that none of them can be an operator."""
    return f"'{word}'"


def all_of(queries: Iterable[str]) -> str:
    return f"({' & '.join(queries)})"


def any_of(queries: Iterable[str]) -> str:
    return f"({' | '.join(queries)})"
