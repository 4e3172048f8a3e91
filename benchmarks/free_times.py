"""How long free times take to find: 64 places, 200 helpers with recurring patterns, eight weeks, 5,000 bookings.

Makes a town in a database of its own. Asked is as residents' pages ask, each time with all queries:

    python benchmarks/free_times.py [--asked 200] [--home FOLDER]
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as clock
from itertools import product
from pathlib import Path

from home import start_with_town
from machine import median_and_p99, print_figures

PLACES, HELPERS, BOOKINGS, WEEKS = 64, 200, 5_000, 8
ON_SITE = "on_site"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how long free times take to find.")
    parser.add_argument("--asked", type=int, default=200)
    parser.add_argument("--home", type=Path, default=Path(tempfile.gettempdir()) / "verkstad-free-times")
    arguments = parser.parse_args()
    town = start_with_town(arguments.home)
    from django.utils import timezone

    from verkstad.appointments.models import Appointment, AppointmentKind, WorkingPattern
    from verkstad.appointments.queries import Ask, free_times

    now = timezone.now()
    if Appointment.objects.live().filter(span__startswith__gte=now - timedelta(days=1)).count() < BOOKINGS // 2:
        make(town, now, random.Random(1))
    kind = AppointmentKind.objects.order_by("pk").first()
    places = sorted(set(WorkingPattern.objects.values_list("place", flat=True).order_by("pk")))
    chance = random.Random(2)
    asks: dict[str, Callable[[], Ask]] = {
        "anywhere, eight weeks": lambda: Ask(kind, ON_SITE),
        "anywhere, by phone, eight weeks": lambda: Ask(kind, "phone"),
        "anywhere, with a language": lambda: Ask(kind, ON_SITE, language="ar"),
        "one place, eight weeks": lambda: Ask(kind, ON_SITE, chance.choice(places)),
        "one place, one day": lambda: on_a_day(Ask, kind, chance.choice(places), now.date(), chance),
    }
    rows = []
    for name, ask in asks.items():
        clock, found = [], []
        for _time in range(arguments.asked):
            asked = ask()
            start = time.perf_counter()
            found.append(len(free_times(asked, timezone.now())))
            clock.append(1000 * (time.perf_counter() - start))
        first = f"{clock[0]:.0f} ms"
        rows.append((name, f"{statistics.mean(found):.0f}", first, *median_and_p99(clock[1:])))
    booked = Appointment.objects.live().filter(span__startswith__gte=now).count()
    title = f"Free times: {len(places)} places, {HELPERS} helpers, {booked} bookings ahead"
    print_figures(title, ["asked", "times found", "first", "median", "99th percentile"], rows)


def on_a_day(ask: type, kind: object, place: int, today: date, chance: random.Random) -> object:
    day = today + timedelta(days=chance.randrange(7 * WEEKS))
    return ask(kind, ON_SITE, place, first=day, last=day)


def make(town: object, now: datetime, chance: random.Random) -> None:
    """Helpers who work at one to three places each, in up to ten patterns, some every other week, some away."""
    from django.db import transaction

    from tests.factories import appointments as factories
    from tests.factories.places import PlaceFactory, span, week

    hours = [clock(hour) for hour in (8, 9, 12, 13, 17, 19)]
    with transaction.atomic():
        places = [
            PlaceFactory(municipality=town, periods=[week(span(range(6), (hours[0], hours[5])))]) for _ in range(PLACES)
        ]
        kinds = [
            factories.AppointmentKindFactory(municipality=town, minutes=minutes, ways=[ON_SITE, "phone"])
            for minutes in (30, 45, 60)
        ]
        for number in range(HELPERS):
            helper = factories.HelperFactory(municipality=town, languages=chance.choice([["sv"], ["sv", "ar"]]))
            own = chance.sample(places, chance.randint(1, 3)) if number >= PLACES else [places[number]]
            for day, (opens, closes) in product(range(5), ((hours[1], hours[2]), (hours[3], hours[4]))):
                factories.WorkingPatternFactory(
                    helper=helper, place=chance.choice(own), kinds=kinds, days=[day], starts=opens, ends=closes,
                    every_weeks=chance.choice([1, 1, 1, 2]), starts_on=now.date() - timedelta(days=90),
                )  # fmt: skip
            if number % 10 == 0:
                factories.AbsenceFactory(helper=helper, span=(now, now + timedelta(days=7)))
    book(kinds, now, chance)


def book(kinds: list[object], now: datetime, chance: random.Random) -> None:
    from tests.factories.appointments import AppointmentFactory
    from verkstad.appointments.queries import Ask, free_times

    made = 0
    while made < BOOKINGS:
        kind, taken = chance.choice(kinds), set()
        for free in chance.sample(free_times(Ask(kind, ON_SITE), now), 1000):
            helper = chance.choice(free.helpers)
            # Pieces of one length never overlap each other: one of each will do.
            if (helper, free.starts) not in taken and made < BOOKINGS:
                taken.add((helper, free.starts))
                AppointmentFactory(kind=kind, helper_id=helper, place_id=free.place, starts=free.starts)
                made += 1


if __name__ == "__main__":
    main()
