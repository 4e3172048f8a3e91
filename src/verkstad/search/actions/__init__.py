"""Writes: the index, documents, and what was searched for."""

from verkstad.search.actions.documents import DocumentReport, import_documents
from verkstad.search.actions.index import keep_index, rebuild_index
from verkstad.search.actions.log import delete_old_searches, record_choice, record_search
from verkstad.search.actions.vectors import embed_waiting

__all__ = [
    "DocumentReport",
    "delete_old_searches",
    "embed_waiting",
    "import_documents",
    "keep_index",
    "rebuild_index",
    "record_choice",
    "record_search",
]
