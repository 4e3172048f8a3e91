"""How long suggestions and near words take, with forty thousand phrases on the shelves of one municipality.

Makes services from the shipped Swedish word list in a database of its own. Others may use the machine, so the mean
processor time of this process and of the database's is told as well as what the clock says.

    python benchmarks/suggestions.py [--services 10000] [--home FOLDER]
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from home import start_with_town
from search_speed import Vocabulary, make_services


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how long suggestions take.")
    parser.add_argument("--services", type=int, default=10_000)
    parser.add_argument("--asked", type=int, default=500)
    parser.add_argument("--home", type=Path, default=Path(tempfile.gettempdir()) / "verkstad-search-speed")
    arguments = parser.parse_args()
    town = start_with_town(arguments.home)
    from django.conf import settings

    from verkstad.search import actions, queries
    from verkstad.search.lexicons import lexicons
    from verkstad.search.models import Phrase, Shelf
    from verkstad.search.queries.suggestions import nearest_words

    settings.EMBEDDER = ""
    chance = random.Random(1)
    if not Shelf.objects.filter(municipality=town, size__gte=arguments.services).exists():
        make_services(town, arguments.services, Vocabulary(chance))
        actions.rebuild_index(town)
    texts = list(Phrase.objects.filter(place=0).order_by("pk").values_list("text", flat=True))
    print(f"{len(texts)} phrases, {Phrase.objects.count()} beginnings")
    asked = chance.sample(texts, arguments.asked)
    words = [chance.choice([word for word in text.split() if len(word) > 3] or [text]) for text in asked]
    known = lexicons(["sv"])["sv"]
    for name, typed in {
        "two letters": [word[:2] for word in words],
        "a word begun": [word[: chance.randint(3, 7)] for word in words],
        "a name begun": [text[: chance.randint(9, 25)] for text in asked],
        "a slip": [slipped(word, chance) for word in words],
        "a slip in a name": [slipped(text[:25], chance) for text in asked],
        "nonsense": ["".join(chance.choices("aeioubdfgklmnprst", k=8)) for _ in words],
    }.items():
        report(f"suggestions, {name}", typed, lambda text: queries.suggestions(town, text, "sv"))
    report("near words", [slipped(word, chance) for word in words], lambda text: nearest_words(town, text, known))
    report(
        "near words, three",
        [" ".join(chance.sample(words, 3)) for _ in words],
        lambda text: nearest_words(town, text, known),
    )


def slipped(text: str, chance: random.Random) -> str:
    place = chance.randrange(1, max(2, len(text) - 1))
    return text[:place] + text[place + 1 :]


def report(name: str, asked: list[str], work: Callable[[str], list[object]]) -> None:
    for text in asked[:20]:
        work(text)
    clock, found, before = [], 0, processor_time()
    for text in asked:
        start = time.perf_counter()
        found += bool(work(text))
        clock.append(1000 * (time.perf_counter() - start))
    busy = (processor_time() - before) / len(asked)
    p99 = statistics.quantiles(clock, n=100)[98]
    print(
        f"{name}: median {statistics.median(clock):.1f} ms, 99th percentile {p99:.1f} ms, "
        f"processor {busy:.1f} ms; {found} of {len(asked)} found something"
    )


def processor_time() -> float:
    """Milliseconds that this process and the database's process for it have worked."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [pid] = cursor.fetchone()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    return 1000 * (time.process_time() + ticks / os.sysconf("SC_CLK_TCK"))


if __name__ == "__main__":
    main()
