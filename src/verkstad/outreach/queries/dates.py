"""Reads: course dates that an ambassador taught at."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from verkstad.courses.models import CourseDate, Teacher
from verkstad.outreach.models import Ambassador, Occasion

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
    begins = timezone.make_aware(datetime.combine(day, time.min))
    ends = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    return Q(sessions__span__overlap=DateTimeTZRange(begins, ends))


def begins(course_date: CourseDate) -> datetime | None:
    """Its first session, if it has any."""
    first: datetime | None = course_date.sessions.aggregate(first=Min("span__startswith"))["first"]
    return first


def to_log(ambassador: Ambassador, now: datetime) -> Sequence[CourseDate]:
    """Those of their term that have begun and that they have not logged, the latest first.

    Each has ``first``, its first session, and ``people``, how many were there so far.
    """
    logged = Occasion.objects.filter(Q(ambassador=ambassador) | Q(others=ambassador), course_date__isnull=False)
    dates = taught_by(ambassador).exclude(pk__in=logged.values("course_date"))
    attended = Count("sign_ups", Q(sign_ups__attendances__isnull=False), distinct=True)
    dates = dates.annotate(first=Min("sessions__span__startswith"), people=attended).filter(first__lte=now)
    found = dates.select_related("course", "place").order_by("-first", "pk")
    return [one for one in found if ambassador.has_term_on(timezone.localtime(one.first).date())][:MOST_LISTED]
