"""Documents taken in from elsewhere, and taken out again."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import batched

from django.db import transaction

from verkstad.core import audit
from verkstad.municipalities.models import Municipality
from verkstad.search import fulltext
from verkstad.search.analysis.fold import plain
from verkstad.search.analysis.spelling import forms
from verkstad.search.document_files import DocumentData
from verkstad.search.models import Document, DocumentWord

_AT_A_TIME = 200
_CHANGED = ["title", "date", "kind", "language", "text", "external_id", "fingerprint", "vector", "updated_at"]


@dataclass(slots=True)
class DocumentReport:
    """Addresses of the documents that were added, changed, left as they were and removed."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


@transaction.atomic
def import_documents(
    documents: Iterable[DocumentData],
    *,
    municipality: Municipality,
    remove_missing: bool = False,
    dry_run: bool = False,
    by: str = audit.SYSTEM,
    tick: Callable[[], object] = lambda: None,
) -> DocumentReport:
    """Add the documents, or change those with the same address; a dry run only tells what would be done.

    With ``remove_missing`` they are all there are: every other of the municipality is removed. ``tick`` is called
    once for each document.
    """
    report = DocumentReport()
    _wait_for_turn(municipality)
    for batch in batched(documents, _AT_A_TIME):
        new = _sort_in(batch, municipality, report)
        if not dry_run:
            _write(new, municipality)
        for _ in batch:
            tick()
    if not dry_run and (report.added or report.changed):
        counts = {"added": len(report.added), "changed": len(report.changed)}
        audit.record("documents.imported", target=municipality, by=by, municipality=municipality.slug, **counts)
    if remove_missing:
        kept = {*report.added, *report.changed, *report.unchanged}
        there = Document.objects.filter(municipality=municipality).order_by("url").values_list("url", flat=True)
        report.removed = [url for url in there.iterator() if url not in kept]
        if not dry_run:
            remove_documents(report.removed, municipality=municipality, by=by)
    return report


@transaction.atomic
def remove_documents(urls: Collection[str], *, municipality: Municipality, by: str = audit.SYSTEM) -> list[str]:
    """Take the documents with these addresses out of the search; returns the addresses of those that were there.

    Words that no other document of the municipality is called by are forgotten with them.
    """
    _wait_for_turn(municipality)
    removed: list[str] = []
    words: set[tuple[str, str]] = set()
    for batch in batched(urls, _AT_A_TIME):
        rows = Document.objects.filter(municipality=municipality, url__in=batch).order_by("url")
        removed += rows.values_list("url", flat=True)
        words |= _words(rows)
        rows.delete()
    _forget_words(words, municipality)
    if removed:
        audit.record(
            "documents.removed", target=municipality, by=by, municipality=municipality.slug, removed=len(removed)
        )
    return removed


def _wait_for_turn(municipality: Municipality) -> None:
    """Two at once would wait for each other's words for ever."""
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)


def _sort_in(batch: Sequence[DocumentData], municipality: Municipality, report: DocumentReport) -> list[DocumentData]:
    """Tell in the report what is new and what is not; returns what must be written."""
    rows = Document.objects.filter(municipality=municipality, url__in=[data.url for data in batch])
    known = dict(rows.order_by().values_list("url", "fingerprint"))
    for data in batch:
        if data.url not in known:
            report.added.append(data.url)
        elif known[data.url] != _fingerprint(data):
            report.changed.append(data.url)
        else:
            report.unchanged.append(data.url)
    return [data for data in batch if known.get(data.url) != _fingerprint(data)]


def _write(batch: Sequence[DocumentData], municipality: Municipality) -> None:
    rows = [
        Document(
            municipality=municipality,
            fingerprint=_fingerprint(data),
            vector=fulltext.vector(data.title, data.date, data.kind, data.text, data.language),
            **asdict(data),
        )
        for data in batch
    ]
    Document.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["municipality", "url"], update_fields=_CHANGED
    )
    DocumentWord.objects.bulk_create(
        (
            DocumentWord(municipality=municipality, language=language, word=word, forms=list(forms(plain(word))))
            for language, word in _words(batch)
        ),
        ignore_conflicts=True,
    )


def _words(documents: Iterable[DocumentData | Document]) -> set[tuple[str, str]]:
    """Language and spelling of each word that the documents are called by."""
    return {
        (document.language, word)
        for document in documents
        for word in fulltext.name_words(document.title, document.date, document.kind, document.language)
    }


def _forget_words(words: set[tuple[str, str]], municipality: Municipality) -> None:
    """Forget those of the words that no document of the municipality is called by."""
    left = Document.objects.filter(municipality=municipality).order_by().only("title", "date", "kind", "language")
    for batch in batched(left.iterator(), _AT_A_TIME):
        if not words:
            return
        words = words - _words(batch)
    for language, word in words:
        DocumentWord.objects.filter(municipality=municipality, language=language, word=word).delete()


def _fingerprint(data: DocumentData) -> str:
    values = json.dumps(asdict(data), default=str, sort_keys=True)
    return hashlib.sha256(values.encode()).hexdigest()
