"""How long the list of places takes, with a thousand places in one municipality.

Makes the places in a database of its own, which is thrown away afterwards. Cold is a web worker's first answer of the
day or after a change; warm is every other.

    python benchmarks/places.py [--places 1000] [--rounds 200]
"""

import argparse
import atexit
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from home import start_with_town
from rich.console import Console
from rich.table import Table

HOURS = [
    "Mo-Fr 10:00-18:00; Sa 11:00-15:00; PH off",
    "Mo-Th 09:00-19:00; Fr 09:00-17:00; 2026 Dec 24-2026 Dec 27 off; PH off",
    "Mo,We 13:00-16:00",
    "Mo-Fr 08:00-10:00,12:00-16:30; 2026 Dec 23 08:00-12:00",
    "24/7",
    "Fr,Sa 18:00-02:00",
]
NOON = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/Stockholm"))


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how long the list of places takes.")
    parser.add_argument("--places", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=200)
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="verkstad-places-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    town = start_with_town(folder)
    from verkstad.places import board, queries
    from verkstad.places.position import Position

    make_places(town, arguments.places)
    here = Position(56.0, 12.0)

    def nearest_open() -> None:
        queries.places_in(town, NOON, position=here, is_open=True)[:20]

    def cold() -> None:
        board._boards.clear()
        nearest_open()

    table = Table("first page of the nearest open places", "median ms", "99 % below ms", "queries")
    table.add_row(f"cold, {arguments.places} places", *measured(cold, max(10, arguments.rounds // 20)))
    table.add_row(f"warm, {arguments.places} places", *measured(nearest_open, arguments.rounds))
    Console().print(table)


def make_places(town: Any, number: int) -> None:
    from verkstad.places import actions
    from verkstad.places.opening_hours import osm
    from verkstad.places.opening_hours.holidays import propose
    from verkstad.services.models import Organisation

    chance = random.Random(1)
    organisation = Organisation.objects.create(
        municipality=town, slug="kultur", kind="department", name={"sv": "Kultur"}
    )
    schedules = [osm.parse(text, town.time_zone, years=[2026]) for text in HOURS]
    for n in range(number):
        latitude, longitude = 56 + chance.random(), 12 + chance.random()
        data = actions.PlaceData(f"plats-{n}", "library", {"sv": f"Plats {n}"}, latitude=latitude, longitude=longitude)
        place = actions.save_place(data, municipality=town, organisation=organisation)
        hours = chance.choice(schedules)
        actions.set_opening_hours(place, hours.periods, closed_on_holidays=hours.closed_on_holidays)
    actions.confirm_holidays(town, 2026, [(day.date, day.names, True) for day in propose("SE", 2026)])


def measured(task: Callable[[], None], rounds: int) -> tuple[str, str, str]:
    """Median and 99th percentile of the time, and the queries of one round."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        task()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        task()
        times.append((time.perf_counter() - start) * 1000)
    return (
        f"{statistics.median(times):.1f}",
        f"{statistics.quantiles(times, n=100, method='inclusive')[98]:.1f}",
        str(len(queries)),
    )


if __name__ == "__main__":
    main()
