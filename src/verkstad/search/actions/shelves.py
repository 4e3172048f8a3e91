"""Shelves built and changed. Their caller holds the lock that lets only one process write the index at a time."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import batched
from typing import Any

from django.db import connection
from django.db.models import Model

from verkstad.search.actions import vectors
from verkstad.search.analysis import Splitter, analyse_document
from verkstad.search.analysis.bm25 import posting_weights
from verkstad.search.items import Item, ScopeKey
from verkstad.search.lexicons import lexicons
from verkstad.search.models import Entry, Phrase, Shelf, Term
from verkstad.search.passages import passages
from verkstad.search.phrases import MOST_CHARACTERS, beginnings
from verkstad.search.postings import THOUSANDTHS, Postings
from verkstad.search.sources import items_of

_AT_A_TIME = 500

type Tick = Callable[[], object]
type Analysed = tuple[Entry, Mapping[str, float]]


def build_scope(scope: ScopeKey, tick: Tick = lambda: None) -> None:
    """Replace the shelves of the scope by new ones; readers see the old ones until the transaction ends.

    ``tick`` is called once for each item.
    """
    old = scope.shelves.order_by()
    vectors.keep_of_shelves(old.values_list("pk", flat=True))
    old.delete()
    builders: dict[str, _Builder] = {}
    for items in batched(items_of(scope), _AT_A_TIME):
        for language in sorted({item.language for item in items}):
            if language not in builders:
                builders[language] = _Builder(scope, language)
            builders[language].add([item for item in items if item.language == language])
        for _ in items:
            tick()
    for builder in builders.values():
        builder.finish()


def build_shelf(items: Sequence[Item]) -> Shelf:
    """A shelf of these items, which are of one scope and language that have none."""
    vectors.keep_of_shelves([])
    builder = _Builder(items[0].scope, items[0].language)
    builder.add(items)
    builder.finish()
    return builder.shelf


class _Builder:
    """One new shelf, filled batch by batch; its postings are written when the average lengths are known."""

    def __init__(self, scope: ScopeKey, language: str) -> None:
        self.shelf = Shelf.objects.create(**scope.columns, language=language)
        self._splitter = lexicons([language])[language].splitter
        self._postings = Postings()

    def add(self, items: Sequence[Item]) -> None:
        for entry, terms in write_entries(self.shelf, items, self._splitter):
            self._postings.add(entry.pk, terms)

    def finish(self) -> None:
        shelf = self.shelf
        shelf.average_lengths = self._postings.average_lengths()
        shelf.size = shelf.entries.count()
        shelf.save()
        write_terms(shelf, self._postings.rows(shelf.average_lengths))
        vectors.tell_mean([shelf.pk])


def change_shelf(shelf: Shelf, gone: Collection[Entry], items: Sequence[Item]) -> None:
    """Take entries off the shelf and put items on it, touching only the terms that these have."""
    splitter = lexicons([shelf.language])[shelf.language].splitter
    vectors.keep_of_entries(gone)
    Entry.objects.filter(pk__in=[entry.pk for entry in gone]).delete()
    added = write_entries(shelf, items, splitter)
    touched = {term for entry in gone for term in entry.terms.split()} | {term for _, terms in added for term in terms}
    rows = Term.objects.filter(shelf=shelf, text__in=touched)
    postings = {row.text: dict(zip(row.entries, row.weights, strict=True)) for row in rows.order_by()}
    rows.delete()
    for entry in gone:
        for term in entry.terms.split():
            postings.get(term, {}).pop(entry.pk, None)
    for entry, terms in added:
        for term, weight in posting_weights(terms, shelf.average_lengths).items():
            postings.setdefault(term, {})[entry.pk] = round(THOUSANDTHS * weight)
    write_terms(shelf, ((term, list(found), list(found.values())) for term, found in postings.items() if found))
    shelf.size += len(added) - len(gone)
    shelf.save(update_fields=["size"])


def write_entries(shelf: Shelf, items: Sequence[Item], splitter: Splitter) -> list[Analysed]:
    """The entries of the items with their phrases; the terms of each, still to be written."""
    terms = [analyse_document(item.fields, shelf.language, splitter) for item in items]
    entries = Entry.objects.bulk_create(_entry(shelf, *pair) for pair in zip(items, terms, strict=True))
    phrases = (
        (shelf.pk, entry.pk, phrase[:MOST_CHARACTERS], beginning, place)
        for entry, item in zip(entries, items, strict=True)
        for phrase in item.phrases
        for place, beginning in enumerate(beginnings(phrase, shelf.language))
    )
    _copy(Phrase, ("shelf_id", "entry_id", "text", "folded", "place"), phrases)
    vectors.write_passages(shelf, [(entry, passages(item.fields)) for entry, item in zip(entries, items, strict=True)])
    return list(zip(entries, terms, strict=True))


def _entry(shelf: Shelf, item: Item, terms: Iterable[str]) -> Entry:
    return Entry(
        shelf=shelf,
        kind=item.kind,
        object_id=item.object_id,
        slug=item.slug,
        changed_at=item.changed_at,
        name=item.fields.name,
        summary=item.fields.summary,
        owner=item.owner,
        facts=list(item.facts),
        terms=" ".join(terms),
    )


def write_terms(shelf: Shelf, rows: Iterable[tuple[str, Sequence[int], Sequence[int]]]) -> None:
    written = ((shelf.pk, text, _array(entries), _array(weights)) for text, entries, weights in rows)
    _copy(Term, ("shelf_id", "text", "entries", "weights"), written)


def _array(numbers: Iterable[int]) -> str:
    return f"{{{','.join(map(str, numbers))}}}"


def _copy(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows the fastest way that PostgreSQL has."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
