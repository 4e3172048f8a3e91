"""Text analysis for search in the Nordic languages: pure functions, no database.

A document and a query become weighted terms (terms.py tells the kinds), and BM25 over these terms is the ranking.
"""

from verkstad.search.analysis.bm25 import Index, field_lengths, idf, posting_weights, saturate
from verkstad.search.analysis.compounds import Splitter, shipped_lexicon, shipped_splitter
from verkstad.search.analysis.document import Fields, analyse_document
from verkstad.search.analysis.query import Query, analyse_query
from verkstad.search.analysis.tokens import tokenise

__all__ = [
    "Fields",
    "Index",
    "Query",
    "Splitter",
    "analyse_document",
    "analyse_query",
    "field_lengths",
    "idf",
    "posting_weights",
    "saturate",
    "shipped_lexicon",
    "shipped_splitter",
    "tokenise",
]
