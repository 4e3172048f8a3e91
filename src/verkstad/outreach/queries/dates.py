"""Reads: course dates that an ambassador taught at."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from verkstad.courses.models import CourseDate, Session, Teacher
from verkstad.outreach.models import Ambassador, Occasion
from verkstad.outreach.queries.occasions import people_at

MOST_LISTED = 10


def taught_by(ambassador: Ambassador) -> QuerySet[CourseDate]:
    """Those that they stand as a teacher of: by their account, or who has none by their name."""
    without_account = Q(member=None, name=ambassador.name)
    own = Q(member=ambassador.member_id) if ambassador.member_id else without_account
    return CourseDate.objects.filter(
        pk__in=Teacher.objects.filter(own).values("course_date"),
        course__municipality=ambassador.municipality_id,
        cancelled_at=None,
    )


def on_day(day: date) -> Q:
    """Course dates with a session then."""
    return Q(sessions__span__overlap=DateTimeTZRange(_midnight(day), _midnight(day + timedelta(days=1))))


def reported_beside(ambassador: Ambassador, course_date: CourseDate) -> QuerySet[Occasion]:
    """What they reported of the same package on its days, unless they say that those were others."""
    spans = course_date.sessions.order_by("span").values_list("span", flat=True)
    days = [timezone.localtime(span.lower).date() for span in spans]
    reported = Occasion.objects.filter(ambassador=ambassador, course_date=None, is_apart=False, day__in=days)
    return reported.filter(package=course_date.course.package_id).order_by("pk")


def begins(course_date: CourseDate) -> datetime | None:
    """Its first session, if it has any."""
    first: datetime | None = course_date.sessions.aggregate(first=Min("span__startswith"))["first"]
    return first


def with_first(course_dates: QuerySet[CourseDate]) -> QuerySet[Any]:
    """With ``first``, when their first session begins; it is looked up, so that nothing has to be grouped."""
    sessions = Session.objects.filter(course_date=OuterRef("pk")).order_by("span")
    return course_dates.annotate(first=Subquery(sessions.values("span__startswith")[:1]))


def to_log(ambassador: Ambassador, now: datetime) -> Sequence[CourseDate]:
    """Those of their term that have begun and that they have not logged, the latest first.

    Each has ``first``, its first session, and ``people``, how many were there so far.
    """
    logged = Occasion.objects.filter(Q(ambassador=ambassador) | Q(others=ambassador), course_date__isnull=False)
    dates = taught_by(ambassador).exclude(pk__in=logged.values("course_date"))
    timed = with_first(dates).filter(first__gte=_midnight(ambassador.starts_on), first__lte=now)
    if ambassador.ends_on:
        timed = timed.filter(first__lt=_midnight(ambassador.ends_on + timedelta(days=1)))
    found = timed.annotate(people=people_at("pk")).select_related("course", "place").order_by("-first", "pk")
    return list(found[:MOST_LISTED])


def _midnight(day: date) -> datetime:
    """When it begins."""
    return timezone.make_aware(datetime.combine(day, time.min))
