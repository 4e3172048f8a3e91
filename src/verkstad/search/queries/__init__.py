"""Reads: what answers a reader's words, what they may be about to write, and whether there is an index."""

from verkstad.search.queries.answer import search
from verkstad.search.queries.quality import count_failed, failed_words_of
from verkstad.search.queries.shelves import index_is_there
from verkstad.search.queries.suggestions import suggestions

__all__ = ["count_failed", "failed_words_of", "index_is_there", "search", "suggestions"]
