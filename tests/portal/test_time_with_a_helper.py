"""What the pages of a place and of a service tell of time with a helper."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from tests.factories.appointments import AbsenceFactory, AppointmentKindFactory, HelperFactory, WorkingPatternFactory
from tests.factories.places import PlaceFactory, span, week
from tests.factories.search import make_service
from verkstad.appointments.actions.queue import open_queue
from verkstad.appointments.models import Helper
from verkstad.places.actions import set_opening_hours

PLACE = "/bjorkhamn/sv/places/biblioteket/"
EVERY_DAY = {"days": [*range(7)], "starts_on": date(2026, 1, 1)}


@pytest.fixture
def library(bjorkhamn):
    return PlaceFactory(municipality=bjorkhamn, slug="biblioteket")


@pytest.fixture
def kind(bjorkhamn, library):
    kind = AppointmentKindFactory(municipality=bjorkhamn, slug="e-legitimation")
    for name, languages in (("Kim", ["sv", "ar"]), ("Alex", ["sv"])):
        helper = HelperFactory(municipality=bjorkhamn, name=name, languages=languages)
        WorkingPatternFactory(helper=helper, place=library, kinds=[kind], **EVERY_DAY)
    return kind


def test_place_tells_the_next_free_time_and_who_speaks_what(client, kind, library):
    page = client.get(PLACE)
    [(shown, free)] = page.context["help"].kinds
    assert (shown, free.place) == (kind, library.pk)
    assert page.context["speakers"] == [("Svenska", "Alex, Kim"), ("Arabiska", "Kim")]
    assert f"/bjorkhamn/sv/book/e-legitimation/times/?place={library.pk}" in page.text


QUEUE = "/bjorkhamn/sv/queue/biblioteket/"


def test_place_tells_of_its_queue(client, library):
    set_opening_hours(library, [week(span(hours=(time(0), time(0))))], closed_on_holidays=False)
    before = client.get(PLACE).text
    open_queue(library, by="kim", now=timezone.now())
    assert [QUEUE in text for text in (before, client.get(PLACE).text)] == [False, True]


def test_queue_that_was_left_open_is_not_told_of_while_the_place_is_closed(client, library):
    set_opening_hours(library, [], closed_on_holidays=False)
    open_queue(library, by="kim", now=timezone.now())
    assert QUEUE not in client.get(PLACE).text


def test_place_without_helpers_says_nothing(client, library):
    assert 'id="helpers"' not in client.get(PLACE).text


@pytest.mark.parametrize("values", [{"booked_by": "staff"}, {"is_active": False}, {"ways": ["phone"]}])
def test_place_tells_only_of_what_residents_book_and_come_for(client, kind, values):
    type(kind).objects.update(**values)
    assert client.get(PLACE).context["help"].kinds == []


def test_kind_whose_helpers_are_away_is_not_told_of(client, kind):
    now = timezone.now()
    for helper in Helper.objects.order_by("pk"):
        AbsenceFactory(helper=helper, span=(now - timedelta(days=1), now + timedelta(days=400)))
    assert client.get(PLACE).context["help"].kinds == []


def test_nothing_is_told_where_appointments_are_off(client, bjorkhamn, kind):
    bjorkhamn.parts = ["places"]
    bjorkhamn.save()
    assert 'id="helpers"' not in client.get(PLACE).text


def test_service_leads_to_a_time_when_somebody_helps_with_it(client, bjorkhamn, kind):
    service = make_service("Bygglov", municipality=bjorkhamn, slug="bygglov")
    address, link = "/bjorkhamn/sv/services/bygglov/", "/bjorkhamn/sv/book/?service=bygglov"
    assert link not in client.get(address).text
    kind.services.add(service)
    assert link in client.get(address).text
