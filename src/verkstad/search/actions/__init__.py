"""Writes: the index, documents, and what was searched for."""

from verkstad.search.actions.documents import DocumentReport, import_documents
from verkstad.search.actions.index import keep_index, rebuild_index
from verkstad.search.actions.log import record_choice, record_search

__all__ = [
    "DocumentReport",
    "import_documents",
    "keep_index",
    "rebuild_index",
    "record_choice",
    "record_search",
]
