"""Vectors written, kept while a shelf changes, and made for passages that wait for one."""

import time
from collections.abc import Iterable, Mapping

from django.db import connection, transaction

from verkstad.search.embedding import embedder, written
from verkstad.search.models import Entry, Shelf, Vector
from verkstad.search.passages import fingerprint

# The worker has other things to do as well.
_SECONDS = 2.0
_AT_A_TIME = 8

# What is gone leaves its vectors behind until the transaction ends, for the same passages on new entries.
_KEPT = """
CREATE TEMP TABLE IF NOT EXISTS kept_vector (fingerprint bytea PRIMARY KEY, vector halfvec NOT NULL) ON COMMIT DROP
"""
_KEEP = """
INSERT INTO kept_vector SELECT DISTINCT ON (fingerprint) fingerprint, vector FROM search_vector
WHERE vector IS NOT NULL AND {column} = ANY(%s) ON CONFLICT DO NOTHING
"""
_WRITE = """
INSERT INTO search_vector (shelf_id, entry_id, part, fingerprint, waiting, vector)
SELECT %s, entry_id, part, fingerprint, CASE WHEN vector IS NULL THEN passage ELSE '' END, vector
FROM new_passage LEFT JOIN kept_vector USING (fingerprint)
"""
_FILL = """
UPDATE search_vector SET vector = %s::halfvec, waiting = ''
WHERE id = %s AND fingerprint = %s AND vector IS NULL RETURNING shelf_id
"""
_MEAN = """
UPDATE search_shelf SET mean = (SELECT avg(vector)::halfvec FROM search_vector WHERE shelf_id = search_shelf.id)
WHERE id = ANY(%s)
"""


def keep_of_shelves(shelves: Iterable[int]) -> None:
    _keep("shelf_id", shelves)


def keep_of_entries(entries: Iterable[Entry]) -> None:
    _keep("entry_id", [entry.pk for entry in entries])


def write_passages(shelf: Shelf, passages: Iterable[tuple[Entry, Mapping[int, str]]]) -> None:
    """With the vectors that were kept; the others wait. Nothing where the search goes by words alone."""
    model = embedder()
    if model is None:
        return
    columns = "entry_id, part, fingerprint, passage"
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE new_passage (entry_id integer, part smallint, fingerprint bytea, passage text)"
        )
        with cursor.copy(f"COPY new_passage ({columns}) FROM STDIN") as copy:
            for entry, parts in passages:
                for number, passage in parts.items():
                    copy.write_row((entry.pk, number, fingerprint(model.name, passage), passage))
        cursor.execute(_WRITE, [shelf.pk])
        cursor.execute("DROP TABLE new_passage")


def tell_mean(shelves: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_MEAN, [list(shelves)])


def embed_waiting(seconds: float = _SECONDS) -> int:
    """Make vectors for some seconds, names first; returns how many. Two workers at once do the same work twice."""
    model = embedder()
    if model is None:
        return 0
    made, until = 0, time.monotonic() + seconds
    shelves: set[int] = set()
    while waiting := Vector.objects.filter(vector=None).order_by("part", "pk")[:_AT_A_TIME]:
        vectors = [(written(model.passage(row.waiting)), row.pk, bytes(row.fingerprint)) for row in waiting]
        shelves |= _fill(vectors)
        made += len(vectors)
        if time.monotonic() > until:
            break
    tell_mean(shelves)
    return made


@transaction.atomic
def _fill(vectors: Iterable[tuple[str, int, bytes]]) -> set[int]:
    """The shelves of the passages that are still there."""
    with connection.cursor() as cursor:
        found = []
        for vector in vectors:
            cursor.execute(_FILL, vector)
            found += cursor.fetchall()
    return {shelf for (shelf,) in found}


def _keep(column: str, keys: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_KEPT)
        cursor.execute(_KEEP.format(column=column), [list(keys)])
