"""What is usual at a place, and what was logged there."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories.identity import MembershipFactory
from tests.factories.measurement import EnquiryFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.places import PlaceFactory
from tests.factories.services import ServiceFactory
from verkstad.identity.models import Role
from verkstad.measurement.access import may_put_right
from verkstad.measurement.queries import (
    Usual,
    last_place,
    latest_at,
    outcomes_at,
    places_to_stand_at,
    service_for_enquiry,
    usual_at,
)

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
MAY, APRIL, MARCH = date(2026, 5, 4), date(2026, 4, 1), date(2026, 3, 31)


@pytest.fixture
def library(bjorkhamn):
    return PlaceFactory(municipality=bjorkhamn)


@pytest.fixture
def ask(bjorkhamn, library):
    def make(number=1, **values):
        return EnquiryFactory(**{"municipality": bjorkhamn, "place": library, "number": number, "day": MAY} | values)

    return make


def test_usual_is_what_most_asked_about_this_month_and_the_last(bjorkhamn, library, ask):
    service = ServiceFactory(municipality=bjorkhamn)
    ask(2, theme="eid", day=APRIL)
    ask(3, service=service, kind="transaction")
    ask(2, service=service, kind="information")
    ask(9, theme="forms", day=MARCH)
    ask(9)
    ask(9, theme="internet", place=None)
    assert usual_at(bjorkhamn, library, NOW) == [
        Usual(service.pk, "", "transaction"), Usual(None, "eid", "information"),
    ]  # fmt: skip
    assert [one.theme for one in usual_at(bjorkhamn, None, NOW)] == ["internet"]
    assert len(usual_at(bjorkhamn, library, NOW, limit=1)) == 1


def test_latest_and_outcomes_are_of_the_day_at_the_place(bjorkhamn, library, ask):
    first, last = ask(3, outcome="solved"), ask(outcome="shown", at=datetime(2026, 5, 4, 13, tzinfo=UTC))
    ask(day=APRIL)
    ask(place=None)
    assert latest_at(bjorkhamn, library, MAY) == [last, first]
    assert outcomes_at(bjorkhamn, library, MAY) == {"solved": 3, "shown": 1}


def test_last_place_is_that_of_the_member_in_the_last_days(bjorkhamn, library, ask):
    member = MembershipFactory(municipality=bjorkhamn)
    now, today = timezone.now(), timezone.localdate()
    ask(day=today)
    assert last_place(member, now) is None
    ask(day=today, logged_by=member.actor, place=None)
    ask(day=today - timedelta(days=1), logged_by=member.actor)
    assert last_place(member, now) == library


def test_places_to_stand_at_are_the_municipalitys_own(bjorkhamn, library):
    PlaceFactory(municipality=MunicipalityFactory())
    hidden = PlaceFactory(municipality=bjorkhamn, name={"sv": "a"}, is_published=False)
    assert places_to_stand_at(bjorkhamn) == [hidden, library]


def test_service_of_ones_own_comes_before_a_shared_one(bjorkhamn):
    ServiceFactory(country="SE", municipality=None, slug="pass")
    own = ServiceFactory(municipality=bjorkhamn, slug="pass", status="withdrawn")
    assert service_for_enquiry(bjorkhamn, "pass") == own
    assert service_for_enquiry(MunicipalityFactory(country="DK"), "pass") is None


def test_own_enquiry_may_be_put_right_and_any_by_coordinators(bjorkhamn, ask):
    helper = MembershipFactory(municipality=bjorkhamn, role=Role.HELPER)
    coordinator = MembershipFactory(municipality=bjorkhamn, role=Role.COORDINATOR)
    own, other = ask(logged_by=helper.actor), ask()
    assert [may_put_right(*pair) for pair in ((helper, own), (helper, other), (coordinator, other))] == [1, 0, 1]
