"""The demo has two counting weeks."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from tests.factories.places import PlaceFactory
from tests.factories.services import ServiceFactory
from verkstad.core.entries import read_entry
from verkstad.measurement.models import CountingWeek
from verkstad.measurement.queries.counting import UnitState, counted_in, progress_of
from verkstad.portal.demo_counting import save_counting_weeks
from verkstad.portal.demo_enquiries import save_enquiries

DEMO = settings.REPOSITORY / "demo"


@pytest.fixture
def weeks(bjorkhamn):
    entry = read_entry(DEMO / "bjorkhamn" / "enquiries.yaml")
    for slug in entry.entry("places").fields:
        PlaceFactory(municipality=bjorkhamn, slug=slug)
    for about in entry.entries("about"):
        if slug := about.text("service"):
            ServiceFactory(municipality=bjorkhamn, slug=slug)
    save_enquiries(DEMO)
    for _time in range(2):
        save_counting_weeks(DEMO)
    return list(CountingWeek.objects.order_by("first_day"))


def test_one_has_closed_and_one_waits_for_the_last_numbers(weeks):
    spring, autumn = weeks
    states = [one.state for one in progress_of(autumn, timezone.now())]
    assert (bool(spring.closed_at), autumn.closed_at, states.count(UnitState.LATE)) == (True, None, 1)


def test_spring_closed_three_weeks_after_its_last_day(weeks):
    assert weeks[0].hand_in_by - weeks[0].last_day == timedelta(days=21)


def test_fewer_asked_in_autumn_than_in_spring(weeks):
    spring, autumn = [sum(one.number for one in counted_in(week)) for week in weeks]
    assert 300 < autumn < spring
