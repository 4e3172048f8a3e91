"""How soon residents see the list of courses, and staff theirs: 2,000 dates of 100 courses with 20,000 sign-ups.

Makes a town in a database of its own. Half of the dates are ahead. Asked is as the pages ask, with all their queries:

    python benchmarks/courses.py [--asked 50] [--home FOLDER]
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from home import start_with_town
from machine import median_and_p99, print_figures

COURSES, DATES, SIGN_UPS, SEATS = 100, 2_000, 20_000, 12
ON_A_PAGE = 20


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how long the lists of courses take.")
    parser.add_argument("--asked", type=int, default=50)
    parser.add_argument("--home", type=Path, default=Path(tempfile.gettempdir()) / "verkstad-courses")
    arguments = parser.parse_args()
    town = start_with_town(arguments.home)
    from django.utils import timezone

    from verkstad.courses.models import SignUp
    from verkstad.courses.queries import listing, staff

    now = timezone.now()
    if SignUp.objects.count() < SIGN_UPS:
        make(town, now)
    asks: dict[str, Callable[[], list[int]]] = {
        "residents, all that is ahead": lambda: listing.dates_ahead(town, listing.Wanted(), now),
        "residents, with free seats": lambda: listing.dates_ahead(town, listing.Wanted(has_seats=True), now),
        "residents, in Arabic": lambda: listing.dates_ahead(town, listing.Wanted(language="ar"), now),
        "staff, ahead": lambda: staff.dates_listed(town, staff.AHEAD, now),
        "staff, past": lambda: staff.dates_listed(town, staff.BEFORE, now),
    }
    rows = []
    for name, ask in asks.items():
        clock = []
        for _time in range(arguments.asked + 1):
            start = time.perf_counter()
            found = ask()
            listing.in_order(found[:ON_A_PAGE])
            clock.append(1000 * (time.perf_counter() - start))
        rows.append((name, f"{len(found)}", *median_and_p99(clock[1:])))
    print_figures("Lists of courses", ("list", "dates found", "median", "99th percentile"), rows)


def make(town: Any, now: datetime) -> None:
    from django.db import connection
    from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

    from verkstad.courses.models import Course, CourseDate, Seat, Session, SignUp, SignUpState

    courses = Course.objects.bulk_create(
        [Course(municipality=town, slug=f"kurs-{one}", title={"sv": f"Kurs {one}"}) for one in range(COURSES)]
    )
    begins = [now + timedelta(hours=3 * (one - DATES // 2)) for one in range(DATES)]
    window = {"opens_at": now - timedelta(days=900), "published_at": now}
    dates = CourseDate.objects.bulk_create(
        CourseDate(
            course=courses[one % COURSES],
            link="https://meet.example.org/",
            language="ar" if one % 10 == 0 else "sv",
            closes_at=starts,
            **window,
        )
        for one, starts in enumerate(begins)
    )
    weeks = [timedelta(weeks=week) for week in range(3)]
    Session.objects.bulk_create(
        Session(course_date=date, span=DateTimeTZRange(starts + week, starts + week + timedelta(hours=2)))
        for date, starts in zip(dates, begins, strict=True)
        for week in weeks
    )
    seats = Seat.objects.bulk_create(
        [Seat(course_date=date, number=number + 1) for date in dates for number in range(SEATS)]
    )
    # Every other date is full, and some wait.
    per_date = SIGN_UPS // DATES
    SignUp.objects.bulk_create(
        SignUp(
            course_date=date,
            seat=seats[index * SEATS + number] if number < SEATS else None,
            state=SignUpState.SEATED if number < SEATS else SignUpState.WAITING,
            name="Alva Berg",
            phone="+46701740605",
            language="sv",
            signed_up_at=now,
        )
        for index, date in enumerate(dates)
        for number in range(per_date + (5 if index % 2 else -5))
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
