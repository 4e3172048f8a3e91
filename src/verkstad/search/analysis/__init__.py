"""Text analysis for search in the Nordic languages: pure functions, no database.

A document and a query become weighted terms (terms.py tells the kinds), and BM25 over these terms is the ranking.
"""

from verkstad.search.analysis.bm25 import Index, field_lengths, idf, posting_weights, saturate
from verkstad.search.analysis.compounds import Splitter, shipped_splitter
from verkstad.search.analysis.confidence import WEAK, confidence
from verkstad.search.analysis.document import Fields, analyse_document, content_words
from verkstad.search.analysis.everyday import Everyday, Fitting, Row, shipped_everyday
from verkstad.search.analysis.languages import word_list
from verkstad.search.analysis.query import Query, QueryWord, also_meant, analyse_query
from verkstad.search.analysis.spelling import Speller
from verkstad.search.analysis.tokens import tokenise

__all__ = [
    "WEAK",
    "Everyday",
    "Fields",
    "Fitting",
    "Index",
    "Query",
    "QueryWord",
    "Row",
    "Speller",
    "Splitter",
    "also_meant",
    "analyse_document",
    "analyse_query",
    "confidence",
    "content_words",
    "field_lengths",
    "idf",
    "posting_weights",
    "saturate",
    "shipped_everyday",
    "shipped_splitter",
    "tokenise",
    "word_list",
]
