"""How long it takes to log an enquiry, and to show every page of figures, with two million enquiries of three years.

Makes the enquiries in a database of its own, which is thrown away afterwards, or kept in the folder that is named.

    python benchmarks/enquiries.py [--enquiries 2000000] [--rounds 20] [--home FOLDER]
"""

import io
import random
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from typing import Any

from machine import median_and_p99, print_figures
from places import make_places
from staff import HEADS, pages, set_up, signed_in, tidy, worked

PLACES = 64
SERVICES = 300
YEARS = 3
COLUMNS = (
    "municipality_id", "key", "at", "day", "place_id", "service_id", "theme", "channel", "kind", "outcome", "number",
    "minutes", "avoidable_because", "age_band", "language", "note", "source", "logged_by", "created_at",
)  # fmt: skip
CHANNELS = {"desk": 55, "phone": 28, "email": 8, "chat": 4, "digital_post": 2, "post": 1, "home": 1, "social_media": 1}
KINDS = {"information": 50, "transaction": 40, "misdirected": 10}
OUTCOMES = {"solved": 55, "shown": 25, "referred": 14, "unsolved": 6}
REASONS = {"text_unclear": 5, "no_eid": 4, "not_working": 2, "hard_to_find": 2, "language": 1, "": 86}

# Twelve months against the twelve before, unless the address says otherwise.
PAGES = [
    ("", ""),
    ("", "channel=phone"),
    ("", "place=plats-0"),
    ("", f"since={datetime.now(UTC).year - 1}-01&until={datetime.now(UTC).year}-12"),
    ("services/", ""),
    ("services/", "channel=phone&kind=misdirected"),
    ("services/", "place=plats-0"),
    ("services/service-0/", ""),
    ("places/", ""),
    ("where/", ""),
    ("where/", "channel=phone"),
    ("avoidable/", ""),
]
# Of a counting week: how far all are, and what it tells.
COUNTING = ("", "results/")
UNITS = 20


def main() -> None:
    arguments, town = set_up("Measure logging and reports with many enquiries.", enquiries=2_000_000, rounds=20)
    from verkstad.measurement.models import Enquiry, EnquiryCount

    if not Enquiry.objects.exists():
        start = time.perf_counter()
        fill(town, arguments.enquiries)
        print(f"Enquiries and their counts were written in {time.perf_counter() - start:.0f} s.")
    asked = [*PAGES, *((f"counting/{counting_week(town)}/{page}", "") for page in COUNTING)]
    asked = [(f"`{page or '.'}` {query}", f"/{town.slug}/sv/staff/measurement/{page}?{query}") for page, query in asked]
    rows = [log(town, arguments.rounds * 10), *pages(signed_in(town), asked, arguments.rounds)]
    title = f"{Enquiry.objects.count():,} enquiries in {EnquiryCount.objects.count():,} counts"
    print_figures(title, HEADS, rows)


def fill(town: Any, number: int) -> None:
    """COPY, month by month."""
    from django.db import connection, transaction

    make_places(town, PLACES)
    make_services(town)
    chance = random.Random(1)
    days = [day for n in range(YEARS * 365) if (day := datetime.now(UTC).date() - timedelta(days=n)).weekday() < 5]
    months: dict[str, list[date]] = {}
    for day in reversed(days):
        months.setdefault(f"{day:%Y-%m}", []).append(day)
    for of_month in months.values():
        rows = enquiries(town, of_month, number * len(of_month) // len(days), chance)
        with transaction.atomic(), connection.cursor() as cursor:
            copied = io.StringIO("\n".join(rows))
            with cursor.copy(f"COPY measurement_enquiry ({', '.join(COLUMNS)}) FROM STDIN") as copy:
                copy.write(copied.read())
    tidy()


def make_services(town: Any) -> None:
    from verkstad.services.models import Organisation, Service, ServiceText

    organisation = Organisation.objects.order_by("pk").first()
    for number in range(SERVICES):
        service = Service.objects.create(
            municipality=town, slug=f"service-{number}", status="published", organisation=organisation,
            target_groups=["resident"],
        )  # fmt: skip
        ServiceText.objects.create(service=service, language="sv", name=f"Tjänst {number}", summary="Sammanfattning")


def enquiries(town: Any, days: list[date], number: int, chance: random.Random) -> Iterator[str]:
    """Lines for COPY: a few places and services have most of them."""
    from verkstad.measurement.models import THEMES
    from verkstad.places.models import Place
    from verkstad.services.models import Service

    places = drawn(chance, list(Place.objects.order_by("pk").values_list("pk", flat=True)), number)
    services = drawn(chance, list(Service.objects.order_by("pk").values_list("pk", flat=True)), number)
    themes = drawn(chance, [value for value, _name in THEMES], number)
    ages = ["", "", "", "18_29", "30_49", "65_79", "80_plus"]
    columns = zip(
        chance.choices(days, k=number), places, services, themes, *(
            chance.choices(list(weights), weights=list(weights.values()), k=number)
            for weights in (CHANNELS, KINDS, OUTCOMES, REASONS)
        ), strict=True,
    )  # fmt: skip
    for day, place, service, theme, channel, kind, outcome, reason in columns:
        about = (service, "") if chance.random() < 0.6 else ("\\N", theme)
        at = datetime.combine(day, clock(8 + chance.randrange(9), chance.randrange(60)), UTC)
        minutes = chance.choice(["\\N", "\\N", 5, 10, 15, 30])
        said = (1, minutes, reason, chance.choice(ages), "", "", "desk", "system", at)
        cells = (town.pk, uuid.UUID(int=chance.getrandbits(128)), at, day, place, *about, channel, kind, outcome, *said)
        yield "\t".join(map(str, cells))


def counting_week(town: Any) -> int:
    """The last five days at all places, and in as many departments again as write sheets, about forty services."""
    from verkstad.measurement.actions import counting
    from verkstad.measurement.models import CountingWeek
    from verkstad.places.models import Place
    from verkstad.services.models import Service

    if week := CountingWeek.objects.first():
        return int(week.pk)
    today, channels = datetime.now(UTC).date(), ["desk", "phone", "email"]
    data = counting.WeekData("Vecka", today - timedelta(days=4), today, today + timedelta(days=99), channels)
    services = list(Service.objects.order_by("pk")[:40])
    week = counting.save_counting_week(data, municipality=town, services=services)
    for place in Place.objects.order_by("pk"):
        counting.save_unit(counting.UnitData(place.slug, channels, place, counts_at_desk=True), week=week)
    numbers = {((service.pk, ""), kind): 3 for service in services for kind in KINDS}
    sheets = [counting.SheetData(day, channel, numbers) for day in week.days for channel in channels]
    for number in range(UNITS):
        unit = counting.save_unit(counting.UnitData(f"Avdelning {number}", channels), week=week)
        counting.save_sheets(unit, sheets)
    return int(week.pk)


def drawn(chance: random.Random, things: list[Any], number: int) -> list[Any]:
    return chance.choices(things, weights=[1 / (rank + 2) for rank in range(len(things))], k=number)


def log(town: Any, rounds: int) -> list[object]:
    from verkstad.measurement.actions import EnquiryData, log_enquiries
    from verkstad.places.models import Place
    from verkstad.services.models import Service

    chance = random.Random(2)
    places = drawn(chance, list(Place.objects.values_list("pk", flat=True)), rounds)
    services = drawn(chance, list(Service.objects.values_list("pk", flat=True)), rounds)
    times, work = [], []
    for place, service in zip(places, services, strict=True):
        entry = EnquiryData(uuid.uuid4(), datetime.now(UTC), place_id=place, service_id=service)
        start, before = time.perf_counter(), worked()
        log_enquiries(town, [entry])
        times.append((time.perf_counter() - start) * 1000)
        work.append(worked() - before)
    return ["log one enquiry", *median_and_p99(times), median_and_p99(work)[0], 5]


if __name__ == "__main__":
    main()
