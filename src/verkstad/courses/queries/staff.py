"""Reads: what staff see of courses, their dates and units."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from verkstad.courses.models import Course, CourseDate, CourseDateQuerySet, SignUp, SignUpState, Unit
from verkstad.identity.models import Membership
from verkstad.learning.models import PackageEdition, State
from verkstad.municipalities.models import Municipality

# Which dates are listed, as the address says.
AHEAD, BEFORE, DRAFTS = "ahead", "before", "drafts"


def courses_in(municipality: Municipality, now: datetime) -> QuerySet[Course]:
    """By title in no language in particular, with how many dates are ahead."""
    sessions = Q(dates__sessions__span__endswith__gt=now, dates__cancelled_at=None, dates__published_at__isnull=False)
    rows = Course.objects.filter(municipality=municipality).select_related("package")
    return rows.annotate(ahead=Count("dates", filter=sessions, distinct=True)).order_by("slug")


def dates_listed(municipality: Municipality, which: str, now: datetime) -> list[int]:
    """The ids of dates that are not over (soonest first), are (latest first), or are not published yet."""
    dates: CourseDateQuerySet = CourseDate.objects.filter(course__municipality=municipality).with_times()
    match which:
        case "before":
            dates = dates.filter(Q(ends__lte=now), published_at__isnull=False).reverse()
        case "drafts":
            dates = dates.filter(published_at=None)
        case _:
            dates = dates.filter(Q(ends__gt=now), published_at__isnull=False)
    return list(dates.values_list("pk", flat=True))


def dates_taught_by(member: Membership, now: datetime) -> list[int]:
    """The ids of those that the member teaches and that are not over, soonest first."""
    dates = CourseDate.objects.filter(teachers__member=member, cancelled_at=None).with_times()
    return list(dates.filter(Q(ends__gt=now)).values_list("pk", flat=True))


def teachers_of(date: CourseDate) -> list[str]:
    return list(date.teachers.order_by("pk").values_list("name", flat=True))


def to_ring(date: CourseDate) -> list[SignUp]:
    """Those who get no letters."""
    rows = date.sign_ups.filter(email="", forgotten_at=None).exclude(state=SignUpState.CANCELLED)
    return list(rows.order_by("name", "pk"))


def units_in(municipality: Municipality) -> QuerySet[Unit]:
    return Unit.objects.filter(municipality=municipality).select_related("manager__user").order_by("name")


def slugs_in(municipality: Municipality) -> list[str]:
    return list(Course.objects.filter(municipality=municipality).order_by("slug").values_list("slug", flat=True))


def packages_taught(municipality: Municipality) -> list[PackageEdition]:
    editions = PackageEdition.objects.filter(package__municipality=municipality, state=State.PUBLISHED)
    return list(editions.select_related("package").order_by("package__key"))
