"""Who sees and changes which course, date, sign-up and unit; residents nothing where learning is off."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from verkstad.courses.models import Course, CourseDate, Session, SignUp, Unit
from verkstad.identity.models import Membership, Role
from verkstad.learning.access import learns_here
from verkstad.municipalities.models import Municipality

RELATED = ("course", "place", "unit")


def get_course_for_resident(municipality: Municipality, slug: str) -> Course:
    """Raises Http404."""
    return _course(Course.objects.for_residents_of(municipality), municipality, slug)


def get_date_for_resident(course: Course, number: int) -> CourseDate:
    """A date of the course that anybody may come to; raises Http404."""
    dates = CourseDate.objects.for_residents_of(course.municipality).filter(course=course, pk=number)
    return _date(dates, course.municipality)


def get_signed_up(municipality: Municipality, key: UUID) -> SignUp:
    """What the key opens, until whose it was is forgotten; raises Http404."""
    learns_here(municipality)
    rows = SignUp.objects.filter(course_date__course__municipality=municipality, forgotten_at=None)
    sign_up = rows.filter(key=key).select_related(*(f"course_date__{name}" for name in RELATED)).first()
    if sign_up is None:
        raise Http404
    sign_up.course_date.course.municipality = municipality
    return sign_up


def get_course(municipality: Municipality, slug: str) -> Course:
    """One of the municipality whose staff asks; raises Http404."""
    return _course(Course.objects.filter(municipality=municipality), municipality, slug)


def get_date(municipality: Municipality, number: int) -> CourseDate:
    """One of the municipality whose staff asks; raises Http404."""
    return _date(CourseDate.objects.filter(course__municipality=municipality, pk=number), municipality)


def get_session(date: CourseDate, number: int) -> Session:
    """One of the date; raises Http404."""
    session = date.sessions.filter(pk=number).first()
    if session is None:
        raise Http404
    session.course_date = date
    return session


def get_sign_up(municipality: Municipality, number: int) -> SignUp:
    """Somebody who has signed up and is not forgotten; raises Http404."""
    rows = SignUp.objects.filter(course_date__course__municipality=municipality, forgotten_at=None)
    sign_up = rows.filter(pk=number).select_related(*(f"course_date__{name}" for name in RELATED)).first()
    if sign_up is None:
        raise Http404
    sign_up.course_date.course.municipality = municipality
    return sign_up


def get_unit(municipality: Municipality, number: int) -> Unit:
    """A workplace or association of the municipality whose staff asks; raises Http404."""
    unit = Unit.objects.filter(municipality=municipality, pk=number).first()
    if unit is None:
        raise Http404
    return unit


def units_to_sign_up(member: Membership, date: CourseDate) -> QuerySet[Unit]:
    """Whose people the member may sign up for the date: helpers those of any unit, managers of their own."""
    units = Unit.objects.filter(municipality=member.municipality).order_by("name")
    if date.unit_id:
        units = units.filter(pk=date.unit_id)
    return units if member.has(Role.HELPER) else units.filter(manager=member)


def _course(courses: QuerySet[Course], municipality: Municipality, slug: str) -> Course:
    course = courses.filter(slug=slug).select_related("package").first()
    if course is None:
        raise Http404
    course.municipality = municipality
    return course


def _date(dates: QuerySet[CourseDate], municipality: Municipality) -> CourseDate:
    """One without sessions is none."""
    date = dates.filter(sessions__isnull=False).distinct().select_related(*RELATED).first()
    if date is None:
        raise Http404
    date.course.municipality = municipality
    return date
