"""A course in a fortnight with two seats, on a Monday morning."""

from functools import partial
from uuid import uuid4

import pytest

from tests.factories.courses import CourseDateFactory, CourseFactory
from tests.factories.places import PlaceFactory, moment
from verkstad.courses import actions
from verkstad.courses.actions import Person
from verkstad.courses.models import SignUp

NOW = moment("2026-11-23 08:00")
STARTS = moment("2026-12-07 10:00")
ALVA = Person("Alva Berg", "sv", email="alva@example.org")
BO = Person("Bo Ek", "sv", phone="+46701740606")


def front(language):
    return f"https://bjorkhamn.example/{language}/"


ACT = {"front": front, "now": NOW}


def person(number):
    return Person(f"Person {number}", "sv", email=f"person-{number}@example.org")


def sign_up(date, who=ALVA, press=None, by="", now=NOW, **values):
    return actions.sign_up(date, who, press=press or uuid4(), front=front, now=now, by=by, **values)


def lined_up(date):
    """Who has which seat, and who waits in which order."""
    rows = SignUp.objects.filter(course_date=date)
    seated = rows.filter(state="seated").order_by("seat__number").values_list("name", flat=True)
    return list(seated), list(rows.filter(state="waiting").order_by("pk").values_list("name", flat=True))


@pytest.fixture
def library(bjorkhamn):
    return PlaceFactory(municipality=bjorkhamn, slug="biblioteket")


@pytest.fixture
def course(bjorkhamn):
    return CourseFactory(municipality=bjorkhamn, slug="forsta-steget", title={"sv": "Första steget"})


@pytest.fixture
def date(course):
    return CourseDateFactory(course=course, starts=STARTS, seats=2)


cancel = partial(actions.cancel, **ACT)
