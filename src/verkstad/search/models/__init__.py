"""The index, the documents, and what was searched for."""

from verkstad.search.models.index import (
    FILTERS,
    Document,
    DocumentWord,
    Entry,
    Fact,
    Kind,
    Lexicon,
    Phrase,
    Section,
    Shelf,
    Term,
    Vector,
)
from verkstad.search.models.log import FrequentSearch, Handled, Learned, Popular, Search

__all__ = [
    "FILTERS",
    "Document",
    "DocumentWord",
    "Entry",
    "Fact",
    "FrequentSearch",
    "Handled",
    "Kind",
    "Learned",
    "Lexicon",
    "Phrase",
    "Popular",
    "Search",
    "Section",
    "Shelf",
    "Term",
    "Vector",
]
