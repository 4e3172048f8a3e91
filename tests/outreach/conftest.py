"""A package that is taught, two ambassadors, and a course they taught at."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from tests.factories.identity import MembershipFactory
from tests.factories.learning import taught
from tests.factories.outreach import AmbassadorFactory, AreaFactory
from verkstad.courses.models import Course


@pytest.fixture
def edition(bjorkhamn):
    return taught(bjorkhamn)


@pytest.fixture
def package(edition):
    return edition.package


@pytest.fixture
def area(bjorkhamn):
    return AreaFactory(municipality=bjorkhamn, name="Norr", residents=400)


@pytest.fixture
def kim(bjorkhamn):
    """A member."""
    member = MembershipFactory(municipality=bjorkhamn, role="reader")
    return AmbassadorFactory(municipality=bjorkhamn, member=member, name="Kim Ek")


@pytest.fixture
def bo(bjorkhamn):
    """A volunteer."""
    return AmbassadorFactory(
        municipality=bjorkhamn, name="Bo Ask", goal=100, log_key="6f1c1c6e-1111-4222-8333-444455556666"
    )


@pytest.fixture
def course(bjorkhamn, package):
    return Course.objects.create(municipality=bjorkhamn, slug="start", title={"sv": "Kom igång"}, package=package)


@pytest.fixture
def course_date(course):
    """On two days in November, for staff."""
    starts = datetime(2026, 11, 3, 9, tzinfo=UTC)
    made = course.dates.create(
        link="https://meet.example.org/",
        language="sv",
        audience="staff",
        opens_at=starts - timedelta(days=30),
        closes_at=starts,
        published_at=starts - timedelta(days=30),
    )
    for day in (0, 7):
        first = starts + timedelta(days=day)
        made.sessions.create(span=DateTimeTZRange(first, first + timedelta(hours=2)))
    return made
