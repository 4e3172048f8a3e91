"""Writes: the index, documents, what was searched for, what that teaches, and what staff make of it."""

from verkstad.search.actions.documents import DocumentReport, import_documents, remove_documents
from verkstad.search.actions.frequent import keep_frequent_searches
from verkstad.search.actions.index import keep_index, rebuild_index
from verkstad.search.actions.learning import learn_from_choices
from verkstad.search.actions.log import delete_old_searches, record_choice, record_search
from verkstad.search.actions.vectors import embed_waiting
from verkstad.search.actions.words import (
    AlreadyHandled,
    NoTextToAddTo,
    answer_words,
    set_words_aside,
    undo_handling,
)

__all__ = [
    "AlreadyHandled",
    "DocumentReport",
    "NoTextToAddTo",
    "answer_words",
    "delete_old_searches",
    "embed_waiting",
    "import_documents",
    "keep_frequent_searches",
    "keep_index",
    "learn_from_choices",
    "rebuild_index",
    "record_choice",
    "record_search",
    "remove_documents",
    "set_words_aside",
    "undo_handling",
]
