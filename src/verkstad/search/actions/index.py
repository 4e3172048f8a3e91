"""The index kept up with the catalogue: what changed is read again, or everything is."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from operator import or_

from django.db import connection, transaction
from django.db.models import Q

from verkstad.core import audit
from verkstad.municipalities.models import Municipality
from verkstad.search import sources
from verkstad.search.actions.shelves import Tick, build_scope, build_shelf, change_shelf
from verkstad.search.actions.vectors import embed_waiting
from verkstad.search.items import Item, ScopeKey, in_any
from verkstad.search.learnable import LEARNABLE
from verkstad.search.models import Entry, Kind, Lexicon, Shelf, Vector

# Any number that nothing else in the database locks with.
_LOCK = 5_137_001
# When more of a shelf than one part in this many has changed, it is built anew.
_PART = 4


@transaction.atomic
def keep_index() -> int:
    """Index what has changed and drop what is gone; returns how many entries were written or dropped.

    Does nothing while another process is at it.
    """
    if not _try_lock():
        return 0
    catalogue = sources.changed_items(sources.CATALOGUE)
    learnable = sources.changed_items(LEARNABLE)
    pages, old_pages = sources.changed_pages()
    items = [*catalogue, *learnable, *pages]
    gone = [*sources.gone_entries(), *_replaced_by([*catalogue, *learnable]), *old_pages]
    if items or gone:
        _learn(sources.words_of([*catalogue, *pages]))
        _change(items, gone)
    return len(items) + len(gone)


@transaction.atomic
def rebuild_index(
    municipality: Municipality | None = None, *, tick: Tick = lambda: None, by: str = audit.SYSTEM
) -> None:
    """Build all shelves anew, or those that the municipality sees. The search goes on from the old ones meanwhile."""
    _lock()
    Lexicon.objects.all().delete()
    _save_lexicons(sources.own_words())
    scopes = sources.scopes_of(municipality) if municipality else sources.all_scopes()
    for scope in scopes:
        build_scope(scope, tick)
    _tell_sizes()
    for shelf in Shelf.objects.filter(in_any(scopes)).order_by("pk"):
        audit.record("index.rebuilt", target=shelf, by=by, entries=shelf.size)


def index_collection(items: Sequence[Item], tick: Callable[[int, int], object]) -> None:
    """Make these the only entries of their scope and language, vectors included, and their words all that is known.

    For measuring, inside a transaction that the caller takes back.
    """
    _save_lexicons(sources.all_words_of(items))
    shelf = build_shelf(items)
    waiting = Vector.objects.filter(shelf=shelf, vector=None).order_by()
    total = waiting.count()
    while left := waiting.count():
        tick(total - left, total)
        embed_waiting()
    _tell_sizes()


def _change(items: Sequence[Item], gone: Sequence[Entry]) -> None:
    """Change the shelves that these are on, scope by scope."""
    by_scope: dict[ScopeKey, tuple[list[Item], list[Entry]]] = defaultdict(lambda: ([], []))
    for item in items:
        by_scope[item.scope][0].append(item)
    for entry in gone:
        by_scope[ScopeKey.of(entry.shelf)][1].append(entry)
    for scope, (new, old) in by_scope.items():
        shelves = {shelf.language: shelf for shelf in scope.shelves.order_by("pk")}
        is_small_change = _PART * (len(new) + len(old)) <= sum(shelf.size for shelf in shelves.values())
        if is_small_change and shelves.keys() >= {item.language for item in new}:
            for language, shelf in shelves.items():
                here = [item for item in new if item.language == language]
                change_shelf(shelf, [entry for entry in old if entry.shelf_id == shelf.pk], here)
        else:
            build_scope(scope)


def _replaced_by(items: Iterable[Item]) -> Iterable[Entry]:
    """What the index has of the objects of these items."""
    ids: dict[Kind, set[int]] = defaultdict(set)
    for item in items:
        ids[item.kind].add(item.object_id)
    same = (Q(kind=kind, object_id__in=found) for kind, found in ids.items())
    return Entry.objects.filter(reduce(or_, same, Q(pk__in=[]))).select_related("shelf").order_by("pk")


def _learn(words: Mapping[str, Counter[str]]) -> None:
    """Add words that the lexicons do not have."""
    known = {lexicon.language: lexicon.words for lexicon in Lexicon.objects.filter(language__in=words).order_by("pk")}
    new = {language: counted for language, counted in words.items() if counted.keys() - known.get(language, {}).keys()}
    _save_lexicons({language: dict(counted) | known.get(language, {}) for language, counted in new.items()})


def _save_lexicons(words: Mapping[str, Mapping[str, int]]) -> None:
    rows = [
        Lexicon(language=language, words=counted, fingerprint=_digest(counted)) for language, counted in words.items()
    ]
    Lexicon.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["language"], update_fields=["words", "fingerprint"]
    )


def _digest(words: Mapping[str, int]) -> str:
    return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()


def _tell_sizes() -> None:
    """Let the database know at once how its new tables are filled, or it plans for empty ones."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_shelf, search_entry, search_term, search_phrase, search_vector")


def _try_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
