"""How long the report of what was learnt takes, and how soon and how small its files are sent, with many learners.

Makes 20,000 sign-ups to 1,000 course dates of ten occasions, all attended, 200 full dates to come, and two years of
counts of all that comes with the program, in a database of its own, which is thrown away afterwards, or kept in the
folder that is named.

    python benchmarks/learning.py [--learners 20000] [--rounds 20] [--home FOLDER]
"""

import time
import tracemalloc
from collections.abc import Iterator
from typing import Any

from machine import print_figures
from places import make_places
from staff import HEADS, execute, pages, set_up, signed_in

PLACES, UNITS, COURSES = 64, 40, 30
SEATS, OCCASIONS = 20, 10
DAYS = 729
AHEAD = 200
REPORT = "staff/measurement/learnt/"
PAGES = ["courses/", "staff/courses/", REPORT, f"{REPORT}?package={{package}}", f"{REPORT}?period={{month}}.1"]
FILES = [f"{REPORT}?export=csv", f"{REPORT}sign-ups.csv?since={{first}}&until={{month}}", f"{REPORT}xapi.json"]

# A third of the dates at one place in eight, every second one for staff; people of all ages.
FILL = """
INSERT INTO courses_unit (municipality_id, name, kind)
    SELECT %(town)s, 'Enhet ' || n, 'unit' FROM generate_series(1, %(units)s) AS n;
INSERT INTO courses_course (municipality_id, slug, title, about, package_id, modules, updated_at)
    SELECT %(town)s, 'kurs-' || n, jsonb_build_object('sv', 'Kurs ' || n), '{}',
        (SELECT id FROM learning_package WHERE municipality_id = %(town)s ORDER BY id OFFSET n %% 3 LIMIT 1), '{}',
        now()
    FROM generate_series(1, %(courses)s) AS n;
INSERT INTO courses_coursedate (course_id, place_id, room, link, language, audience, price, equipment,
        opens_at, closes_at, published_at, cancelled_because, most_waiting)
    SELECT course.id, place.id, '', '', 'sv', 'everybody', '{}', '{}',
        began - interval '30 days', began, began - interval '30 days', '', 50
    FROM generate_series(1, %(dates)s + %(ahead)s) AS n
    CROSS JOIN LATERAL (
        SELECT date_trunc('day', now()) + interval '1 day'
            * CASE WHEN n > %(dates)s THEN 1 + n %% 60 ELSE -1 - n %% %(days)s END AS began
    ) AS day
    JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place FROM courses_course) AS course
        ON course.place = 1 + n %% %(courses)s
    JOIN (SELECT id, row_number() OVER (ORDER BY id) AS number FROM places_place) AS place
        ON place.number = 1 + CASE WHEN n %% 3 = 0 THEN n %% (%(places)s / 8) ELSE n %% %(places)s END;
INSERT INTO courses_session (course_date_id, span)
    SELECT id, tstzrange(closes_at + n * interval '1 hour', closes_at + n * interval '1 hour' + interval '50 minutes')
    FROM courses_coursedate CROSS JOIN generate_series(0, %(occasions)s - 1) AS n;
INSERT INTO courses_seat (course_date_id, number)
    SELECT id, n FROM courses_coursedate CROSS JOIN generate_series(1, %(seats)s) AS n;
INSERT INTO courses_signup (course_date_id, seat_id, state, key, name, email, phone, language, age_band, unit_id,
        signed_up_at, signed_up_by)
    SELECT course_date_id, seat.id, 'seated', gen_random_uuid(), 'Alva', '', '+46701740605', 'sv',
        (ARRAY['', '18_29', '30_49', '50_64', '65_79', '80_plus'])[1 + seat.id %% 6],
        CASE WHEN seat.id %% 2 = 0 THEN (SELECT min(id) FROM courses_unit) + seat.id %% %(units)s END,
        opens_at, ''
    FROM courses_seat AS seat JOIN courses_coursedate AS course_date ON course_date.id = course_date_id;
INSERT INTO courses_attendance (sign_up_id, session_id, noted_by)
    SELECT sign_up.id, session.id, 'system'
    FROM courses_signup AS sign_up JOIN courses_session AS session USING (course_date_id)
    WHERE upper(session.span) < now();
INSERT INTO learning_learningcount (edition_id, day, what, module, lesson, way, language, number)
    SELECT edition_id, current_date - n, what, key, lesson, CASE what WHEN 'proved' THEN 'test' ELSE '' END, language,
        1 + (n * 7 + position) %% 9
    FROM (
        SELECT module.edition_id, module.key, module.position, what, lesson, text.language
        FROM learning_module AS module JOIN learning_moduletext AS text ON text.module_id = module.id
        CROSS JOIN LATERAL (
            SELECT 'reached' AS what, one ->> 'key' AS lesson FROM jsonb_array_elements(text.lessons) AS one
            UNION ALL SELECT unnest(ARRAY['started', 'passed', 'not_passed', 'proved']), ''
        ) AS counted
    ) AS counted CROSS JOIN generate_series(0, %(days)s) AS n
    WHERE language = 'sv' OR (n + position) %% 4 = 0;
"""


def main() -> None:
    arguments, town = set_up("Measure reports of learning.", learners=20_000, rounds=20)
    from verkstad.courses.models import Attendance, SignUp
    from verkstad.learning.models import LearningCount

    if not SignUp.objects.exists():
        fill(town, arguments.learners)
    client = signed_in(town, "coordinator")
    title = (
        f"{SignUp.objects.count():,} sign-ups, {Attendance.objects.count():,} attendances, "
        f"{LearningCount.objects.count():,} counts of learning"
    )
    print_figures(title, HEADS, pages(client, addresses(town, PAGES), arguments.rounds))
    heads = ["file", "rows", "first byte", "whole", "kB", "most memory meanwhile"]
    print_figures("Files", heads, files(client, town))


def fill(town: Any, learners: int) -> None:
    """What ships is taken over and published; the rest is made by the database."""
    from verkstad.learning.actions.packages import publish, take
    from verkstad.learning.queries.shipped import shipped_packages

    make_places(town, PLACES)
    for package in shipped_packages():
        publish(take(package, municipality=town), by="system")
    numbers = {
        "town": town.pk, "units": UNITS, "courses": COURSES, "places": PLACES, "days": DAYS, "seats": SEATS,
        "occasions": OCCASIONS, "dates": learners // SEATS, "ahead": AHEAD,
    }  # fmt: skip
    execute(FILL, numbers)


def addresses(town: Any, kinds: list[str]) -> Iterator[tuple[str, str]]:
    from django.utils import timezone

    from verkstad.learning.models import Package

    today = timezone.localdate()
    package = Package.objects.filter(municipality=town, kind="base").values_list("pk", flat=True)[0]
    for kind in kinds:
        address = kind.format(package=package, month=f"{today:%Y-%m}", first=f"{today.year - 3}-{today:%m}")
        yield f"`{address.removeprefix('staff/measurement/')}`", f"/{town.slug}/sv/{address}"


def files(client: Any, town: Any) -> Iterator[list[object]]:
    """As a browser gets them: the first byte, the last, and the most memory that Python had more than before."""
    for name, address in addresses(town, FILES):
        client.get(address).getvalue()
        start = time.perf_counter()
        chunks = iter(client.get(address).streaming_content)
        size, rows = len(next(chunks)), 1
        first = time.perf_counter() - start
        for chunk in chunks:
            size, rows = size + len(chunk), rows + 1
        whole = time.perf_counter() - start
        tracemalloc.start()
        for _chunk in client.get(address).streaming_content:
            pass
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        yield [
            name, f"{rows:,}", f"{first * 1000:.0f} ms", f"{whole * 1000:.0f} ms", f"{size / 1000:.0f}",
            f"{most / 1e6:.1f} MB",
        ]  # fmt: skip


if __name__ == "__main__":
    main()
