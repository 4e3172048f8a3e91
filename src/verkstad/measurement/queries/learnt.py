"""Reads: what was learnt, by those who learn by themselves and at courses. Nobody is in it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, Sum
from django.db.models.functions import TruncMonth

from verkstad.learning.models import Counted, LearningCount
from verkstad.measurement.periods import Period
from verkstad.measurement.queries.figures import Figure
from verkstad.municipalities.models import Municipality
from verkstad.outreach.models import Occasion


@dataclass(frozen=True, slots=True)
class WantedLearning:
    """Of which packages; None is all, and courses of none besides."""

    period: Period
    package_id: int | None = None


@dataclass(frozen=True, slots=True)
class OwnPace:
    """By package, module, lesson and what was counted, without one of these the sum of all; by language and what; by
    month of the period and what."""

    sums: Mapping[tuple[int | None, str | None, str | None, str], Figure]
    languages: Mapping[tuple[str, str], Figure]
    months: Mapping[tuple[date, str], int]

    def of(
        self, *what: Counted, package: int | None = None, module: str | None = None, lesson: str | None = None
    ) -> Figure:
        return summed(self.sums.get((package, module, lesson, one), Figure()) for one in what)


@dataclass(slots=True)
class Came:
    """How many course dates and seats there were, and how many people came; one who came twice to a date came once."""

    dates: int = 0
    seats: int = 0
    people: Figure = field(default_factory=Figure)


@dataclass(frozen=True, slots=True)
class AtCourses:
    """By course, place, unit, age band and month in which the course date began."""

    courses: Mapping[int, Came]
    places: Mapping[int | None, Came]
    units: Mapping[int | None, Came]
    age_bands: Mapping[str, Came]
    months: Mapping[date, Came]


# The two of which the months are told.
BY_MONTH = (Counted.STARTED, Counted.PROVED)


def own_pace(municipality: Municipality, wanted: WantedLearning) -> OwnPace:
    """Two queries: all counts of the two periods are read once, and of the months only what is told of them."""
    period = wanted.period
    counts = LearningCount.objects.filter(
        edition__package__municipality=municipality, day__range=(period.before.first, period.last_day)
    ).order_by()
    if wanted.package_id:
        counts = counts.filter(edition__package=wanted.package_id)
    by = "edition__package", "module", "lesson", "language", "what"
    rows = counts.values_list(*by).annotate(
        now=Sum("number", filter=Q(day__gte=period.first), default=0),
        earlier=Sum("number", filter=Q(day__lt=period.first), default=0),
    )
    sums: dict[Any, Figure] = defaultdict(Figure)
    languages: dict[tuple[str, str], Figure] = defaultdict(Figure)
    for package, module, lesson, language, what, now, earlier in rows:
        figure = Figure(now, earlier)
        languages[language, what].add(figure)
        for key in ((package, module, lesson), (package, module, None), (package, None, None), (None, None, None)):
            sums[*key, what].add(figure)
    in_period = counts.filter(day__gte=period.first, what__in=BY_MONTH).annotate(month=TruncMonth("day"))
    months = in_period.values_list("month", "what").annotate(Sum("number"))
    return OwnPace(dict(sums), dict(languages), {(month, what): number for month, what, number in months})


def by_ambassadors(municipality: Municipality, wanted: WantedLearning) -> dict[int, Figure]:
    """How many ambassadors say that they taught, by package; course dates apart, for their seats are counted there."""
    period = wanted.period
    taught = Occasion.objects.filter(
        ambassador__municipality=municipality, course_date=None, day__range=(period.before.first, period.last_day)
    ).order_by()
    if wanted.package_id:
        taught = taught.filter(package=wanted.package_id)
    rows = taught.values_list("package").annotate(
        now=Sum("number", filter=Q(day__gte=period.first), default=0),
        earlier=Sum("number", filter=Q(day__lt=period.first), default=0),
    )
    return {package: Figure(now, earlier) for package, now, earlier in rows}


def summed(figures: Iterable[Figure]) -> Figure:
    total = Figure()
    for figure in figures:
        total.add(figure)
    return total


# What was given in the two periods; then, in one reading of who was there, the sums by each side.
_AT_COURSES = """
WITH given AS MATERIALIZED (
    SELECT course_date.id, course_date.course_id, course_date.place_id, course_date.unit_id, began.day
    FROM courses_coursedate AS course_date
    JOIN courses_course AS course ON course.id = course_date.course_id
    CROSS JOIN LATERAL (
        SELECT (min(lower(span)) AT TIME ZONE %(time_zone)s)::date AS day
        FROM courses_session WHERE course_date_id = course_date.id
    ) AS began
    WHERE course.municipality_id = %(municipality)s
      AND (%(package)s::bigint IS NULL OR course.package_id = %(package)s)
      AND course_date.cancelled_at IS NULL
      AND began.day BETWEEN %(first)s AND %(last)s
), came AS (
    SELECT given.course_id, given.place_id, coalesce(sign_up.unit_id, given.unit_id) AS unit_id, sign_up.age_band,
        date_trunc('month', given.day)::date AS month, given.day >= %(now)s AS is_now, 0 AS dates, 0 AS seats,
        1 AS people
    FROM given
    JOIN courses_signup AS sign_up ON sign_up.course_date_id = given.id
    -- One attendance is enough to know of: an index looks each up, where EXISTS reads them all.
    CROSS JOIN LATERAL (SELECT FROM courses_attendance WHERE sign_up_id = sign_up.id LIMIT 1) AS attendance
    UNION ALL
    SELECT given.course_id, given.place_id, given.unit_id, NULL, date_trunc('month', given.day)::date,
        given.day >= %(now)s, 1, (SELECT count(*) FROM courses_seat WHERE course_date_id = given.id), 0
    FROM given
)
SELECT
    grouping(course_id, place_id, unit_id, age_band, month), course_id, place_id, unit_id, age_band, month,
    coalesce(sum(dates) FILTER (WHERE is_now), 0), coalesce(sum(seats) FILTER (WHERE is_now), 0),
    coalesce(sum(people) FILTER (WHERE is_now), 0), coalesce(sum(people) FILTER (WHERE NOT is_now), 0)
FROM came
GROUP BY GROUPING SETS (course_id, place_id, unit_id, age_band, month)
"""
# As grouping() numbers the sides: the bit of that which a row is summed by is 0.
_SIDES = {0b01111: 1, 0b10111: 2, 0b11011: 3, 0b11101: 4, 0b11110: 5}


def at_courses(municipality: Municipality, wanted: WantedLearning) -> AtCourses:
    """One query."""
    period = wanted.period
    parameters = {
        "municipality": municipality.pk,
        "package": wanted.package_id,
        "time_zone": municipality.time_zone,
        "first": period.before.first,
        "now": period.first,
        "last": period.last_day,
    }
    sides: dict[int, dict[Any, Came]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_AT_COURSES, parameters)
        for row in cursor.fetchall():
            dates, seats, now, before = row[-4:]
            side = _SIDES[row[0]]
            sides[side][row[side]] = Came(dates, seats, Figure(now, before))
    # The rows of seats are of no age.
    sides[4].pop(None, None)
    return AtCourses(sides[1], sides[2], sides[3], sides[4], sides[5])
