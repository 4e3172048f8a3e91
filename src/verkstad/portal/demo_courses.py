"""Courses of the demo, when they are given and who comes: ``courses.yaml`` of each municipality."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import cycle, islice
from pathlib import Path
from uuid import uuid4

from django.utils import timezone

from verkstad.core import audit
from verkstad.core.entries import Entry, read_entry
from verkstad.courses import actions
from verkstad.courses.actions import attendance
from verkstad.courses.actions.courses import CourseData, save_course, save_unit
from verkstad.courses.actions.dates import DateData, cancel_date, make_date, publish_date
from verkstad.courses.models import Audience, Course, CourseDate, Unit, UnitKind
from verkstad.identity.models import Membership
from verkstad.learning.models import Package
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place
from verkstad.portal.demo_appointments import NAMES

# How long before it begins people sign up.
AHEAD = timedelta(days=40)
SATURDAY = 5


def save_courses(demo: Path) -> None:
    """Once; what staff change afterwards stays."""
    for municipality in Municipality.objects.order_by("pk"):
        file = demo / municipality.slug / "courses.yaml"
        if file.exists() and not Course.objects.filter(municipality=municipality).exists():
            with timezone.override(municipality.time_zone):
                _save(read_entry(file), municipality)


def _save(entry: Entry, municipality: Municipality) -> None:
    units = {one.text("name"): _unit(one, municipality) for one in entry.entries("units")}
    people = cycle(NAMES)
    for one in entry.entries("courses"):
        package = Package.objects.filter(municipality=municipality, key=one.text("package")).order_by("pk").first()
        title, about = one.translations("title"), one.translations("about")
        data = CourseData(one.text("slug"), title, about, package)
        course = save_course(data, municipality=municipality)
        for given in one.entries("dates"):
            _save_date(given, course, units.get(given.text("unit")), people)


def _unit(entry: Entry, municipality: Municipality) -> Unit:
    name, kind = entry.text("name"), entry.choice("kind", UnitKind.values, UnitKind.UNIT)
    manager = _member(municipality, entry.text("manager"))
    there = municipality.units.filter(name=name).first()  # from a demo of an earlier version
    return there or save_unit(name, kind, municipality=municipality, manager=manager)


def _member(municipality: Municipality, email: str) -> Membership | None:
    members = Membership.objects.filter(municipality=municipality, user__email=email)
    return members.select_related("user").order_by("pk").first()


def _save_date(entry: Entry, course: Course, unit: Unit | None, people: Iterator[str]) -> None:
    data, now = _data(entry, course, unit), timezone.now()
    made = make_date(course, data, seats=entry.whole("seats") or 10)
    if entry.flag("is_draft"):
        return
    begins, ends = data.sessions[0][0], data.sessions[-1][1]
    signed_up = min(now, begins - timedelta(days=3))
    publish_date(made, now=begins - AHEAD)
    for name in islice(people, entry.whole("people") or 0):
        _sign_up(made, name, unit, signed_up)
    if ends < now:
        _attend(made, now)
    if because := entry.text("cancelled"):
        cancel_date(made, because=because, front=str, now=now, by=audit.SYSTEM)


def _data(entry: Entry, course: Course, unit: Unit | None) -> DateData:
    sessions = list(_sessions(entry))
    place = Place.objects.filter(municipality=course.municipality, slug=entry.text("place")).order_by("pk").first()
    member = _member(course.municipality, entry.text("teacher"))
    begins = sessions[0][0]
    return DateData(
        language=entry.text("language") or course.municipality.main_language,
        opens_at=begins - AHEAD + timedelta(days=entry.whole("opens_later") or 0),
        closes_at=begins,
        sessions=sessions,
        place=place,
        room=entry.text("room"),
        link=entry.url("link"),
        audience=entry.choice("audience", Audience.values, Audience.EVERYBODY),
        unit=unit,
        price=entry.translations("price"),
        equipment=entry.translations("equipment"),
        members=[member] if member else [],
        other_teachers=entry.words("teachers"),
    )


def _sessions(entry: Entry) -> Iterator[tuple[datetime, datetime]]:
    """Once a week, on weekdays."""
    first = timezone.localdate() + timedelta(days=entry.whole("in_days") or 0)
    first += timedelta(days=max(0, 7 - first.weekday()) if first.weekday() >= SATURDAY else 0)
    at, minutes = time.fromisoformat(entry.text("at")), entry.whole("minutes") or 120
    for week in range(entry.whole("times") or 1):
        begins = timezone.make_aware(datetime.combine(first + timedelta(weeks=week), at))
        yield begins, begins + timedelta(minutes=minutes)


def _sign_up(made: CourseDate, name: str, unit: Unit | None, now: datetime) -> None:
    person = actions.Person(name, made.course.municipality.main_language)
    actions.sign_up(made, person, press=uuid4(), front=str, now=now, by=audit.SYSTEM, unit=unit)


def _attend(made: CourseDate, now: datetime) -> None:
    """All but one were always there."""
    seated = list(made.sign_ups.exclude(seat=None).order_by("pk").values_list("pk", flat=True))
    for session in made.sessions.order_by("span"):
        session.course_date = made
        attendance.note(session, there=seated[1:], shown_there=(), now=now, by=audit.SYSTEM)
