"""Reads: which course dates are ahead, for residents."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from verkstad.courses.models import Audience, CourseDate, CourseDateQuerySet, Seat
from verkstad.courses.queries.dates import Given, given
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place

# So many dates of a package are shown beside it.
SOME = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; what is empty does not matter. ``place`` is an id, ``days`` how far ahead."""

    place: int = 0
    language: str = ""
    audience: str = ""
    package: str = ""
    days: int = 0
    is_online: bool = False
    has_seats: bool = False


def dates_ahead(municipality: Municipality, wanted: Wanted, now: datetime) -> list[int]:
    """The ids of dates that have not begun, soonest first; those for staff only when they are asked for."""
    audience: dict[str, Any] = {"audience": wanted.audience} if wanted.audience else {}
    conditions: dict[str, Any] = {
        "place": wanted.place,
        "language": wanted.language,
        "course__package__key": wanted.package,
    }
    dates = _ahead(municipality, now).filter(**audience, **{name: value for name, value in conditions.items() if value})
    if not wanted.audience:
        dates = dates.exclude(audience=Audience.STAFF)
    if wanted.days:
        dates = dates.filter(Q(starts__lt=now + timedelta(days=wanted.days)))
    if wanted.is_online:
        dates = dates.exclude(link="")
    if wanted.has_seats:
        dates = dates.filter(Exists(Seat.objects.filter(course_date=OuterRef("pk"), sign_up=None).order_by()))
    return list(dates.values_list("pk", flat=True))


def _ahead(municipality: Municipality, now: datetime) -> CourseDateQuerySet:
    dates = CourseDate.objects.for_residents_of(municipality).filter(cancelled_at=None)
    return dates.with_times().filter(Q(starts__gt=now))


def in_order(ids: Sequence[int]) -> list[Given]:
    """The dates with these ids, soonest first."""
    return sorted(
        given(CourseDate.objects.filter(pk__in=ids).order_by("pk")), key=lambda one: (one.starts, one.date.pk)
    )


def dates_of(course: int, municipality: Municipality, now: datetime) -> list[Given]:
    """Those of a course (id) that have not begun, soonest first, cancelled ones too."""
    dates = CourseDate.objects.for_residents_of(municipality).filter(course=course).with_times()
    return in_order(list(dates.filter(Q(starts__gt=now)).values_list("pk", flat=True)))


def dates_of_package(municipality: Municipality, key: str, now: datetime) -> list[Given]:
    """Some of those where what the package teaches is learnt together."""
    return in_order(dates_ahead(municipality, Wanted(package=key), now)[:SOME])


def soonest_of(courses: Collection[int], municipality: Municipality, now: datetime) -> dict[int, Given]:
    """By course (id), its soonest date that has not begun."""
    dates = _ahead(municipality, now).filter(course__in=courses)
    soonest: dict[int, int] = {}
    for course, date in dates.values_list("course", "pk"):
        soonest.setdefault(course, date)
    return {one.date.course_id: one for one in in_order(list(soonest.values()))}


def places_ahead(municipality: Municipality, now: datetime) -> list[Place]:
    """Where something is given, by name."""
    found = Place.objects.filter(pk__in=_ahead(municipality, now).order_by().values("place")).order_by("pk")
    return sorted(found, key=lambda place: str(place.name).casefold())


def languages_ahead(municipality: Municipality, now: datetime) -> list[str]:
    """In which something is given."""
    return sorted(set(_ahead(municipality, now).order_by().values_list("language", flat=True)))
