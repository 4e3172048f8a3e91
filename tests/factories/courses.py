"""What is taught, when, and who comes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import factory
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from factory.django import DjangoModelFactory

from verkstad.courses.models import Course, CourseDate, Seat, Session, SignUp, SignUpState, Unit, UnitKind


class UnitFactory(DjangoModelFactory):
    """A workplace; give it ``municipality``, and ``manager`` if somebody signs its people up."""

    class Meta:
        model = Unit

    name = factory.Sequence(lambda n: f"Unit {n}")
    kind = UnitKind.UNIT


class CourseFactory(DjangoModelFactory):
    """Free-standing; give it ``municipality``, and ``package`` if it is of one."""

    class Meta:
        model = Course

    slug = factory.Sequence(lambda n: f"course-{n}")
    title = factory.LazyAttribute(lambda it: {"sv": it.slug})


class CourseDateFactory(DjangoModelFactory):
    """Published, of two hours, online, for everybody; give it ``course``, ``starts`` and how many ``seats`` it has.

    ``also`` are the beginnings of more sessions.
    """

    class Meta:
        model = CourseDate
        exclude = ["starts"]
        skip_postgeneration_save = True

    starts: datetime
    link = "https://meet.example.org/kurs"
    language = "sv"
    opens_at = factory.LazyAttribute(lambda it: it.starts - timedelta(days=60))
    closes_at = factory.LazyAttribute(lambda it: it.starts)
    published_at = factory.LazyAttribute(lambda it: it.opens_at)
    most_waiting = 200

    @factory.post_generation
    def seats(self, create: bool, number: int | None, **_: Any) -> None:
        Seat.objects.bulk_create([Seat(course_date=self, number=one + 1) for one in range(number or 0)])

    @factory.post_generation
    def also(self, create: bool, others: Sequence[datetime] | None, **_: Any) -> None:
        for starts in (self.closes_at, *(others or ())):
            Session.objects.create(course_date=self, span=DateTimeTZRange(starts, starts + timedelta(hours=2)))


class SignUpFactory(DjangoModelFactory):
    """Somebody with a phone who waits; give it ``course_date``, and ``seat`` to seat them."""

    class Meta:
        model = SignUp

    state = factory.LazyAttribute(lambda it: SignUpState.SEATED if it.seat else SignUpState.WAITING)
    seat = None
    name = "Alva Berg"
    phone = "+46701740605"
    language = "sv"
    signed_up_at = factory.LazyAttribute(lambda it: it.course_date.opens_at)
