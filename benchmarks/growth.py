"""How time, room and memory grow towards a region of 290 municipalities, 300,000 entries and a million documents.

One municipality's thousand entries are indexed as in production, with vectors made up at random, since embedding them
would take hours and changes no other time. Their shelf is then copied under one municipality after another, and
documents are copied likewise. After each step a new process asks in municipalities by chance and tells how long it
took and how much memory it has. A question's own vector, some 10 ms, is not in the times.

    python benchmarks/growth.py [--entries 10000 30000 100000] [--documents 10000 100000] [--home FOLDER]
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from home import start_with_town
from machine import median_and_p99, print_figures
from throughput import megabytes

MUNICIPALITIES = 290
ENTRIES_OF_ONE = 1_034
# Different documents; each is stored again and again, under other municipalities.
DOCUMENTS = 5_000
# Words that each municipality alone has: its villages, streets and schools.
OWN_WORDS = 200
ASKED = 300

# Ids are the first shelf's and so many more.
_COPIED = {
    "shelf": "%(shelf)s AS id, %(town)s AS municipality_id, country, section, language, size, average_lengths, mean,"
    " built_at",
    "entry": "id + %(more)s AS id, %(shelf)s AS shelf_id, kind, object_id + %(more)s AS object_id, slug, changed_at,"
    " name, summary, owner, facts, terms",
    "term": "%(shelf)s AS shelf_id, text, ARRAY(SELECT one + %(more)s FROM unnest(entries) AS one) AS entries, weights",
    "vector": "%(shelf)s AS shelf_id, entry_id + %(more)s AS entry_id, part, fingerprint, waiting, vector",
    "phrase": "%(shelf)s AS shelf_id, entry_id + %(more)s AS entry_id, text, folded, place",
}
_COPY_DOCUMENTS = """
INSERT INTO search_document
    (municipality_id, url, external_id, title, date, kind, language, text, fingerprint, vector, updated_at)
SELECT (%(towns)s::bigint[])[1 + (id + %(round)s) %% %(count)s], url || '-' || %(round)s, external_id, title,
    date, kind, language, text, fingerprint, vector, updated_at
FROM search_document WHERE id <= %(last)s
"""


class ByChance:
    """An embedder whose vectors mean nothing."""

    name = "by-chance"

    def __init__(self) -> None:
        self._chance = random.Random(4)

    def question(self, text: str) -> Sequence[float]:
        numbers = [self._chance.gauss(0, 1) for _ in range(384)]
        length = sum(number * number for number in numbers) ** 0.5
        return [number / length for number in numbers]

    passage = question


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how the search grows.")
    parser.add_argument("--entries", type=int, nargs="*", default=[10_000, 30_000, 100_000])
    parser.add_argument("--documents", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--home", type=Path, default=Path(tempfile.gettempdir()) / "verkstad-growth")
    parser.add_argument("--ask", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    os.environ["VERKSTAD_EMBEDDER"] = "growth.ByChance"
    town = start_with_town(arguments.home)
    if arguments.ask:
        print(json.dumps(asked()))
        return
    first, seconds = first_shelf(town)
    print(f"{1000 * seconds / ENTRIES_OF_ONE:.1f} s to index 1,000 entries, vectors apart", flush=True)
    towns = make_towns(town)
    heads = ["what there is", "search, median", "99th percentile", "of it documents, median", "worker (PSS)"]
    heads += ["entries with terms, vectors, phrases", "documents", "time to copy"]
    rows = []
    for kind, counts in (("entries", arguments.entries), ("documents", arguments.documents)):
        for count in counts:
            copying = timed_copy(kind, count, first, towns)
            rows.append([f"{count:,} {kind}", *ask_anew(arguments.home), *sizes(), f"{copying:.0f} s"])
            print(rows[-1], flush=True)
    print_figures(f"Growth, {MUNICIPALITIES} municipalities", heads, rows)


def first_shelf(town: Any) -> tuple[int, float]:
    """Its id, and how many seconds the production code took to index it."""
    from django.db import transaction

    from verkstad.search.actions.index import index_collection
    from verkstad.search.models import Shelf

    Shelf.objects.all().delete()
    made = list(items(town))
    start = time.perf_counter()
    with transaction.atomic():
        index_collection(made, lambda done, of: None)
    return Shelf.objects.get(municipality=town).pk, time.perf_counter() - start


def vocabulary(seed: int) -> Any:
    from catalogue import Vocabulary

    return Vocabulary("sv", random.Random(seed))


def items(town: Any) -> Iterator[Any]:
    """With the texts that load.py makes."""
    from verkstad.search.analysis import Fields
    from verkstad.search.items import Item, ScopeKey
    from verkstad.search.models import Fact, Kind

    words = vocabulary(1)
    for number in range(ENTRIES_OF_ONE):
        text = words.service_text()
        fields = Fields(
            name=text.name,
            summary=text.summary,
            body=f"{text.description}\n{text.what_you_need}\n{text.plain}\n{text.cost}\n{text.without_eid}",
            everyday_words=text.everyday_words,
        )
        yield Item(ScopeKey(town.pk), "sv", Kind.SERVICE, number, f"service-{number}", None, "", list(Fact), fields)


def make_towns(town: Any) -> list[int]:
    """All municipalities, and in the lexicon the words that each of them alone has."""
    from verkstad.municipalities.models import Municipality
    from verkstad.search.models import Lexicon

    for number in range(Municipality.objects.count(), MUNICIPALITIES):
        Municipality.objects.create(
            slug=f"stad-{number}",
            name={"sv": f"Stad {number}"},
            country=town.country,
            languages=["sv"],
            main_language="sv",
            time_zone=town.time_zone,
            parts=town.parts,
        )
    words = vocabulary(5)
    lexicon = Lexicon.objects.get(language="sv")
    lexicon.words |= {words.compound(): 3 for _ in range(OWN_WORDS * MUNICIPALITIES)}
    lexicon.fingerprint = "growth"
    lexicon.save()
    return list(Municipality.objects.order_by("pk").values_list("pk", flat=True))


def timed_copy(kind: str, count: int, first: int, towns: Sequence[int]) -> float:
    from django.db import connection

    start = time.perf_counter()
    with connection.cursor() as cursor:
        if kind == "entries":
            copy_shelves(cursor, count, first, towns)
        else:
            copy_documents(cursor, count, towns)
        cursor.execute("VACUUM ANALYZE")
    return time.perf_counter() - start


def copy_shelves(cursor: Any, count: int, first: int, towns: Sequence[int]) -> None:
    cursor.execute("SELECT max(id) FROM search_entry WHERE shelf_id = %s", [first])
    [step] = cursor.fetchone()
    cursor.execute("SELECT count(*), max(id) FROM search_shelf")
    there, last = cursor.fetchone()
    for number in range(there, round(count / ENTRIES_OF_ONE)):
        last += 1
        values = {"shelf": last, "town": towns[number], "of": first, "more": step * number}
        for table, columns in _COPIED.items():
            names = re.sub(r"[^,]+ AS (\w+)(?=,|$)", r" \1", columns)
            here = "id" if table == "shelf" else "shelf_id"
            into = f"INSERT INTO search_{table} ({names})"
            cursor.execute(f"{into} SELECT {columns} FROM search_{table} WHERE {here} = %(of)s", values)


def copy_documents(cursor: Any, count: int, towns: Sequence[int]) -> None:
    """The index over their words is built anew after it: entering a million one by one takes an hour."""
    from django.db import connection

    from verkstad.search.models import Document

    if not Document.objects.exists():
        make_documents(towns[0])
    index = next(index for index in Document._meta.indexes if index.name == "document_words")
    there = Document.objects.count()
    last = Document.objects.order_by("pk").values_list("pk", flat=True)[DOCUMENTS - 1]
    with connection.schema_editor() as editor:
        editor.remove_index(Document, index)
    for number in range(there // DOCUMENTS, count // DOCUMENTS):
        values = {"towns": list(towns), "count": len(towns), "round": number, "last": last}
        cursor.execute(_COPY_DOCUMENTS, values)
    cursor.execute("SET maintenance_work_mem = '1GB'")
    with connection.schema_editor() as editor:
        editor.add_index(Document, index)


def make_documents(town: int) -> None:
    """Through the import, so that their words are as in production."""
    from datetime import date, timedelta

    from verkstad.municipalities.models import Municipality
    from verkstad.search import actions
    from verkstad.search.document_files import DocumentData

    words = vocabulary(6)
    made = [
        DocumentData(
            url=f"https://storstad.example.org/documents/{number}",
            title=f"Protokoll om {words.compound()} {number}",
            date=date(2010, 1, 1) + timedelta(days=number),
            kind="protokoll",
            text=words.text(300),
            language="sv",
        )
        for number in range(DOCUMENTS)
    ]
    actions.import_documents(made, municipality=Municipality.objects.get(pk=town))


def sizes() -> list[str]:
    """Of tables with their indexes."""
    from django.db import connection

    groups = (
        ["search_shelf", "search_entry", "search_term", "search_vector", "search_phrase"],
        ["search_document", "search_documentword"],
    )
    found = []
    with connection.cursor() as cursor:
        for names in groups:
            cursor.execute(
                "SELECT sum(pg_total_relation_size(name::regclass)) FROM unnest(%s::text[]) AS name", [names]
            )
            found.append(f"{int(cursor.fetchone()[0]) / 1e6:,.0f} MB")
    return found


def ask_anew(home: Path) -> list[str]:
    command = [sys.executable, __file__, "--ask", "--home", str(home)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: list[str] = json.loads(told.splitlines()[-1])
    return found


def asked() -> list[str]:
    """Median and 99th percentile of searches, median of what documents take of it, memory of this process."""
    from verkstad.municipalities.models import Municipality
    from verkstad.search import queries
    from verkstad.search.lexicons import lexicons
    from verkstad.search.models import Shelf
    from verkstad.search.queries.documents import document_group

    towns = list(Municipality.objects.filter(pk__in=Shelf.objects.values("municipality")).order_by("pk"))
    chance = random.Random(7)
    words = vocabulary(7)
    known = lexicons(["sv"])
    times, of_documents = [], []
    for number in range(ASKED + 30):
        town, text = chance.choice(towns), words.question()
        start = time.perf_counter()
        queries.search(town, text, "sv")
        middle = time.perf_counter()
        document_group(town, text, known, 0, 10, forgiving=True)
        if number >= 30:
            times.append(1000 * (middle - start))
            of_documents.append(1000 * (time.perf_counter() - middle))
    return [*median_and_p99(times), median_and_p99(of_documents)[0], f"{megabytes(os.getpid())[0]:.0f} MB"]


if __name__ == "__main__":
    main()
