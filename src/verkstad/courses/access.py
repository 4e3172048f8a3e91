"""Who sees and changes which course, date, sign-up and unit; residents nothing where learning is off."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from verkstad.courses.models import Course, CourseDate, Session, SignUp, Unit
from verkstad.identity.models import Membership, Role
from verkstad.learning.access import learns_here
from verkstad.municipalities.models import Municipality

RELATED = ("course", "place", "unit")


def get_course_for_resident(municipality: Municipality, slug: str) -> Course:
    """Raises Http404."""
    course = get_object_or_404(Course.objects.for_residents_of(municipality).select_related("package"), slug=slug)
    course.municipality = municipality
    return course


def get_date_for_resident(course: Course, number: int) -> CourseDate:
    """A date of the course that anybody may come to; raises Http404."""
    dates = CourseDate.objects.for_residents_of(course.municipality).filter(course=course, pk=number)
    return _date(dates, course.municipality)


def get_signed_up(municipality: Municipality, key: UUID) -> SignUp:
    """What the key opens, until whose it was is forgotten; raises Http404."""
    learns_here(municipality)
    return _sign_up(municipality, key=key)


def get_course(municipality: Municipality, slug: str) -> Course:
    """One of the municipality whose staff asks; raises Http404."""
    return get_object_or_404(municipality.courses.select_related("package"), slug=slug)


def get_date(municipality: Municipality, number: int) -> CourseDate:
    """One of the municipality whose staff asks; raises Http404."""
    return _date(CourseDate.objects.filter(course__municipality=municipality, pk=number), municipality)


def get_session(date: CourseDate, number: int) -> Session:
    """One of the date; raises Http404."""
    return get_object_or_404(date.sessions, pk=number)


def get_sign_up(municipality: Municipality, number: int) -> SignUp:
    """Somebody who has signed up and is not forgotten; raises Http404."""
    return _sign_up(municipality, pk=number)


def get_unit(municipality: Municipality, number: int) -> Unit:
    """A workplace or association of the municipality whose staff asks; raises Http404."""
    return get_object_or_404(municipality.units, pk=number)


def units_to_sign_up(member: Membership, date: CourseDate) -> QuerySet[Unit]:
    """Whose people the member may sign up for the date: helpers those of any unit, managers of their own."""
    units = Unit.objects.filter(municipality=member.municipality).order_by("name")
    if date.unit_id:
        units = units.filter(pk=date.unit_id)
    return units if member.has(Role.HELPER) else units.filter(manager=member)


def _sign_up(municipality: Municipality, **which: UUID | int) -> SignUp:
    rows = SignUp.objects.filter(course_date__course__municipality=municipality, forgotten_at=None)
    sign_up = get_object_or_404(rows.select_related(*(f"course_date__{name}" for name in RELATED)), **which)
    sign_up.course_date.course.municipality = municipality
    return sign_up


def _date(dates: QuerySet[CourseDate], municipality: Municipality) -> CourseDate:
    """One without sessions is none."""
    date = get_object_or_404(dates.filter(sessions__isnull=False).distinct().select_related(*RELATED))
    date.course.municipality = municipality
    return date
