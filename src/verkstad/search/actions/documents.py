"""Documents taken in from elsewhere."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
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
    """Addresses of the documents that were added, changed and left as they were."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


@transaction.atomic
def import_documents(
    documents: Iterable[DocumentData],
    *,
    municipality: Municipality,
    dry_run: bool = False,
    by: str = audit.SYSTEM,
    tick: Callable[[], object] = lambda: None,
) -> DocumentReport:
    """Add the documents, or change those with the same address; a dry run only tells what would be done.

    ``tick`` is called once for each document.
    """
    report = DocumentReport()
    # Two at once would wait for each other's words for ever.
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
    for batch in batched(documents, _AT_A_TIME):
        new = _sort_in(batch, municipality, report)
        if not dry_run:
            _write(new, municipality)
        for _ in batch:
            tick()
    if not dry_run and (report.added or report.changed):
        counts = {"added": len(report.added), "changed": len(report.changed)}
        audit.record("documents.imported", target=municipality, by=by, municipality=municipality.slug, **counts)
    return report


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
    words = {
        (data.language, word)
        for data in batch
        for word in fulltext.name_words(data.title, data.date, data.kind, data.language)
    }
    DocumentWord.objects.bulk_create(
        (
            DocumentWord(municipality=municipality, language=language, word=word, forms=list(forms(plain(word))))
            for language, word in words
        ),
        ignore_conflicts=True,
    )


def _fingerprint(data: DocumentData) -> str:
    values = json.dumps(asdict(data), default=str, sort_keys=True)
    return hashlib.sha256(values.encode()).hexdigest()
