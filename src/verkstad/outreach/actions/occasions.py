"""Writes: what ambassadors taught. A course date is logged once, whoever does it at the same moment."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from verkstad.core import audit
from verkstad.courses.models import CourseDate
from verkstad.learning.models import Package
from verkstad.outreach.models import MOST_TAUGHT, Ambassador, Area, Group, Occasion
from verkstad.outreach.queries.dates import begins, on_day, reported_beside, taught_by
from verkstad.places.models import Place


class Refused(Exception):
    """It cannot be logged like that."""


class AheadOfNow(Refused):
    """It has not been yet."""


class OutsideTerm(Refused):
    """The ambassador was none on that day."""


class NotANumber(Refused):
    """Nobody teaches so many at once, or nobody."""


class NotTaught(Refused):
    """The ambassador does not teach at the course date, or it is cancelled."""


class AtCourse(Refused):
    """The ambassador taught the same at a course date that day, whose seats are counted already or will be."""


class Reported(Refused):
    """The ambassador has reported the same themselves that day: ``occasion``, which may be those at the course."""

    def __init__(self, occasion: Occasion) -> None:
        super().__init__(occasion)
        self.occasion = occasion


@dataclass(frozen=True, slots=True)
class OccasionData:
    """``is_apart``: these were others than at the course that day."""

    package: Package
    number: int
    group: Group
    day: date
    place: Place | None = None
    where: str = ""
    area: Area | None = None
    is_apart: bool = False


@transaction.atomic
def log_occasion(ambassador: Ambassador, data: OccasionData, *, press: UUID, by: str = audit.SYSTEM) -> Occasion:
    """What the ambassador reports; the same again when the same ``press`` comes twice. Raises Refused."""
    # Whoever presses twice waits for the first.
    Ambassador.objects.select_for_update(no_key=True).get(pk=ambassador.pk)
    if logged := Occasion.objects.filter(ambassador=ambassador, press=press).first():
        return logged
    _check(ambassador, data)
    occasion = Occasion(ambassador=ambassador, press=press)
    _fill(occasion, data)
    _record("occasion.logged", occasion, by, number=data.number)
    return occasion


@transaction.atomic
def log_course_date(
    ambassador: Ambassador, course_date: CourseDate, *, group: Group, area: Area | None = None, by: str = audit.SYSTEM
) -> Occasion:
    """The occasion of the course date: a new one, or that which another who taught there has logged. Raises Refused."""
    # Whoever comes second waits here, and finds what the first made.
    CourseDate.objects.select_for_update(no_key=True).get(pk=course_date.pk)
    if not taught_by(ambassador).filter(pk=course_date.pk).exists():
        raise NotTaught
    first = begins(course_date)
    if first is None or first > timezone.now():
        raise AheadOfNow
    day = timezone.localtime(first).date()
    if not ambassador.has_term_on(day):
        raise OutsideTerm
    if reported := reported_beside(ambassador, course_date).first():
        raise Reported(reported)
    package, place = course_date.course.package, course_date.place
    told = {"package": package, "place": place, "group": group, "area": area, "day": day, "ambassador": ambassador}
    occasion, is_new = Occasion.objects.get_or_create(course_date=course_date, defaults=told)
    if not is_new and occasion.ambassador_id != ambassador.pk:
        occasion.others.add(ambassador)
    _record("occasion.logged", occasion, by, at=ambassador.pk, course_date=course_date.pk)
    return occasion


@transaction.atomic
def change_occasion(occasion: Occasion, data: OccasionData, *, by: str) -> None:
    """Put right what was reported; raises Refused."""
    _check(occasion.ambassador, data)
    _fill(occasion, data)
    _record("occasion.changed", occasion, by, number=data.number)


@transaction.atomic
def change_at_course(occasion: Occasion, *, group: Group, area: Area | None, by: str) -> None:
    """All that is told of an occasion at a course; the rest the course says."""
    occasion.group, occasion.area = group, area
    occasion.save(update_fields=["group", "area"])
    _record("occasion.changed", occasion, by)


@transaction.atomic
def take_back(occasion: Occasion, *, ambassador: Ambassador, by: str) -> None:
    """As if the ambassador had not logged it; others who taught there keep it, and the first of them counts it."""
    if occasion.course_date_id:
        CourseDate.objects.select_for_update(no_key=True).get(pk=occasion.course_date_id)
    occasion = Occasion.objects.select_related("ambassador__municipality").get(pk=occasion.pk)
    _record("occasion.taken_back", occasion, by, at=ambassador.pk, number=occasion.number)
    following = occasion.others.exclude(pk=ambassador.pk).order_by("pk").first()
    if occasion.ambassador_id != ambassador.pk:
        occasion.others.remove(ambassador)
    elif following:
        occasion.others.remove(following)
        occasion.ambassador = following
        occasion.save(update_fields=["ambassador"])
    else:
        occasion.delete()


def _check(ambassador: Ambassador, data: OccasionData) -> None:
    if data.day > timezone.localdate():
        raise AheadOfNow
    if not ambassador.has_term_on(data.day):
        raise OutsideTerm
    if not 1 <= data.number <= MOST_TAUGHT:
        raise NotANumber
    at_course = taught_by(ambassador).filter(on_day(data.day), course__package=data.package)
    if not data.is_apart and at_course.exists():
        raise AtCourse


def _fill(occasion: Occasion, data: OccasionData) -> None:
    for name in OccasionData.__slots__:
        setattr(occasion, name, getattr(data, name))
    occasion.save()


def _record(action: str, occasion: Occasion, by: str, **details: object) -> None:
    municipality = occasion.ambassador.municipality
    audit.record(action, target=occasion, by=by, municipality=municipality.slug, **details)
