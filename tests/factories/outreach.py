"""Who teaches on, and what is told of them."""

from collections.abc import Sequence
from datetime import date, timedelta

import factory
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from factory.django import DjangoModelFactory

from verkstad.courses.models import Course, CourseDate, Session, Unit
from verkstad.outreach.models import Ambassador, Area, Campaign, Material, Occasion


class AreaFactory(DjangoModelFactory):
    """Give it ``municipality``."""

    class Meta:
        model = Area

    name = factory.Sequence(lambda n: f"Area {n}")


class AmbassadorFactory(DjangoModelFactory):
    """A volunteer since the beginning of 2026; give it ``municipality``, and ``member`` if it is one."""

    class Meta:
        model = Ambassador

    name = factory.Sequence(lambda n: f"Ambassador {n}")
    unit = factory.LazyAttribute(lambda it: unit_of(it.municipality))
    starts_on = date(2026, 1, 1)
    goal = 10


class OccasionFactory(DjangoModelFactory):
    """Eight colleagues, as reported; give it ``ambassador`` and ``package``, or ``course_date`` and no ``number``."""

    class Meta:
        model = Occasion

    day = date(2026, 11, 2)
    number = 8
    group = "colleagues"


class CampaignFactory(DjangoModelFactory):
    """Of November 2026; give it ``municipality``."""

    class Meta:
        model = Campaign

    name = "Digital vecka"
    audiences = ["everybody"]
    starts_on = date(2026, 11, 1)
    ends_on = date(2026, 11, 30)


class MaterialFactory(DjangoModelFactory):
    """Give it ``campaign``."""

    class Meta:
        model = Material

    kind = "poster"
    channel = "Biblioteket"
    leads_to = "learn/"


def unit_of(municipality):
    return Unit.objects.get_or_create(municipality=municipality, name="Hemtjänsten", defaults={"kind": "unit"})[0]


def teach(course_date: CourseDate, *ambassadors: Ambassador) -> None:
    """They stand as its teachers."""
    for one in ambassadors:
        course_date.teachers.create(member=one.member, name=one.name)


def attend(course_date: CourseDate, number: int, sessions: Sequence[Session] | None = None) -> None:
    """So many sat there, at each of its sessions or at these."""
    if sessions is None:
        sessions = course_date.sessions.order_by("pk")
    taken = course_date.seats.count()
    for seat in range(taken, taken + number):
        sign_up = course_date.sign_ups.create(
            seat=course_date.seats.create(number=seat + 1),
            state="seated",
            name="Alva Berg",
            phone="+46701740605",
            language="sv",
            signed_up_at=course_date.opens_at,
        )
        for session in sessions:
            sign_up.attendances.create(session=session, noted_by="kim")


def another(course: Course, date: CourseDate, days: int = 0) -> CourseDate:
    """A date of the course with the first session of one that is there, so many days later."""
    made = course.dates.create(link=date.link, language="sv", opens_at=date.opens_at, closes_at=date.closes_at)
    span, later = date.sessions.order_by("span")[0].span, timedelta(days=days)
    made.sessions.create(span=DateTimeTZRange(span.lower + later, span.upper + later))
    return made
