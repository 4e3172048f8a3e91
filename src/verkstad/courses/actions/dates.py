"""Writes: when a course is given, where and by whom."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from verkstad.core import audit
from verkstad.courses import letters
from verkstad.courses.actions.seats import add_seats, locked, record
from verkstad.courses.letters import Front
from verkstad.courses.models import Audience, Course, CourseDate, Session, SignUp, SignUpState, Teacher, Unit
from verkstad.courses.queries.dates import Given, given_one
from verkstad.identity.models import Membership
from verkstad.places.models import Place

type Span = tuple[datetime, datetime]


class Attended(Exception):
    """A session would go at which somebody was."""


class Unfit(Exception):
    """It cannot be published or cancelled: it is so already, or has no session or seat."""


@dataclass(frozen=True, slots=True)
class DateData:
    """All that staff tell of a course date but how many seats it has; texts by language code."""

    language: str
    opens_at: datetime
    closes_at: datetime
    sessions: Sequence[Span]
    place: Place | None = None
    room: str = ""
    link: str = ""
    audience: str = Audience.EVERYBODY
    unit: Unit | None = None
    price: Mapping[str, str] = field(default_factory=dict)
    equipment: Mapping[str, str] = field(default_factory=dict)
    most_waiting: int = 50
    members: Sequence[Membership] = ()
    other_teachers: Sequence[str] = ()


COLUMNS = (
    "language", "opens_at", "closes_at", "place", "room", "link", "audience", "unit", "price", "equipment",
    "most_waiting",
)  # fmt: skip
# Of these everybody who comes is told.
TOLD = ("place", "room", "link")


@transaction.atomic
def make_date(course: Course, data: DateData, *, seats: int, by: str = audit.SYSTEM) -> CourseDate:
    """A draft that nobody sees before it is published."""
    made = CourseDate(course=course)
    _set(made, data)
    made.save()
    _keep_sessions(made, data.sessions)
    _keep_teachers(made, data)
    add_seats(made, seats)
    record("course_date.made", made, by)
    return made


@transaction.atomic
def change_date(course_date: CourseDate, data: DateData, *, front: Front, by: str) -> None:
    """Tell those who have signed up when it is at other times or somewhere else now. Raises Attended."""
    before = locked(course_date)
    course = course_date.course
    course_date = before.date
    course_date.course = course
    is_moved = any(getattr(course_date, name) != getattr(data, name) for name in TOLD)
    _set(course_date, data)
    course_date.save()
    is_moved = _keep_sessions(course_date, data.sessions) or is_moved
    _keep_teachers(course_date, data)
    record("course_date.changed", course_date, by)
    if is_moved and not course_date.cancelled_at:
        _tell_all(given_one(course_date), letters.tell_changed, front)


@transaction.atomic
def publish_date(course_date: CourseDate, *, now: datetime, by: str = audit.SYSTEM) -> None:
    """Raises Unfit."""
    given = locked(course_date)
    if given.date.published_at or given.date.cancelled_at or not given.seats:
        raise Unfit
    course_date.published_at = now
    course_date.save(update_fields=["published_at"])
    record("course_date.published", course_date, by)


@transaction.atomic
def cancel_date(course_date: CourseDate, *, because: str, front: Front, now: datetime, by: str) -> None:
    """All who have signed up are told why, also those who wait. Raises Unfit."""
    given = locked(course_date)
    if given.date.cancelled_at or now >= given.ends:
        raise Unfit
    given.date.cancelled_at, given.date.cancelled_because = now, because
    given.date.save(update_fields=["cancelled_at", "cancelled_because"])
    record("course_date.cancelled", given.date, by)
    _tell_all(given, letters.tell_called_off, front)


@transaction.atomic
def copy_date(course_date: CourseDate, *, first_day: date, now: datetime, by: str) -> CourseDate:
    """The same on other days: a draft whose first session is on ``first_day``, its clock times kept."""
    given = given_one(course_date)
    days = (first_day - timezone.localtime(given.starts).date()).days
    members = [one.member for one in course_date.teachers.select_related("member").order_by("pk") if one.member]
    others = course_date.teachers.filter(member=None).order_by("pk").values_list("name", flat=True)
    values = {name: getattr(course_date, name) for name in COLUMNS}
    closes = _moved(course_date.closes_at, days)
    values |= {"opens_at": min(now, closes - timedelta(days=1)), "closes_at": closes}
    sessions = [(_moved(one.span.lower, days), _moved(one.span.upper, days)) for one in given.sessions]
    data = DateData(**values, sessions=sessions, members=members, other_teachers=list(others))
    return make_date(course_date.course, data, seats=given.seats, by=by)


def _moved(moment: datetime, days: int) -> datetime:
    """So many days later by the clock on the wall, also over a change to summer time."""
    local = timezone.localtime(moment).replace(tzinfo=None) + timedelta(days=days)
    return timezone.make_aware(local)


def _set(course_date: CourseDate, data: DateData) -> None:
    for name in COLUMNS:
        setattr(course_date, name, getattr(data, name))


def _keep_sessions(course_date: CourseDate, wanted: Iterable[Span]) -> bool:
    """Whether anything was changed; those that stay keep who was there."""
    spans = {DateTimeTZRange(*span) for span in wanted}
    there = {one.span: one for one in course_date.sessions.order_by("span")}
    gone = [one.pk for span, one in there.items() if span not in spans]
    sessions = Session.objects.filter(pk__in=gone)
    if sessions.filter(attendances__isnull=False).exists():
        raise Attended
    sessions.delete()
    new = sorted(spans - there.keys(), key=lambda span: span.lower)
    Session.objects.bulk_create([Session(course_date=course_date, span=span) for span in new])
    return bool(gone or new)


def _keep_teachers(course_date: CourseDate, data: DateData) -> None:
    course_date.teachers.all().delete()
    named = [Teacher(course_date=course_date, member=one, name=one.user.name[:80]) for one in data.members]
    named += [Teacher(course_date=course_date, name=name) for name in data.other_teachers]
    Teacher.objects.bulk_create(named)


def _tell_all(given: Given, tell: Callable[[SignUp, Given, Front], None], front: Front) -> None:
    for sign_up in given.date.sign_ups.exclude(state=SignUpState.CANCELLED).order_by("pk"):
        tell(sign_up, given, front)
