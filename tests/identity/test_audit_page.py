"""Administrators see who did what in their municipality."""

import csv
import io
import re

import pytest
from django.conf import settings

from tests.factories.identity import MembershipFactory
from tests.factories.services import scope_with_organisation, service_data, text_data
from tests.staff import sign_in
from verkstad.core import audit
from verkstad.identity.audit_words import ACTS
from verkstad.identity.models import Role
from verkstad.services.actions import publish_service, save_service

PAGE = "/bjorkhamn/sv/staff/audit/"


@pytest.fixture(autouse=True)
def administrator(client, bjorkhamn):
    return sign_in(client, Role.ADMINISTRATOR, bjorkhamn)


@pytest.fixture
def acts(bjorkhamn, egesund):
    anna = MembershipFactory(municipality=bjorkhamn, user__first_name="Anna", user__last_name="Berg")
    audit.record("municipality.saved", target=bjorkhamn, by=anna.actor, municipality="bjorkhamn", changes={"city": 1})
    audit.record("place.saved", target=anna, municipality="bjorkhamn")
    audit.record("place.saved", target=egesund, municipality="egesund")
    return anna


def seen(response):
    return [(str(act), name) for _entry, act, name in response.context["rows"]]


def test_latest_comes_first_and_other_towns_not_at_all(client, acts):
    assert seen(client.get(PAGE)) == [("Saved a place", "system"), ("Changed the settings", "Anna Berg")]


@pytest.mark.parametrize(
    ("query", "count"),
    [("words=bj%C3%B6rk", 1), ("words=zzz", 0), ("since=2020-01-01&until=2020-12-31", 0), ("since=nonsense", 2)],
)
def test_filters_leave_what_fits(client, acts, query, count):
    assert len(seen(client.get(f"{PAGE}?{query}"))) == count


def test_service_is_found_by_its_name_of_then_and_by_its_address(client, bjorkhamn):
    scope = scope_with_organisation(bjorkhamn)
    texts = (text_data(language="da", name="Buskort"), text_data(language="sv", name="Ansök om skolskjuts"))
    service = save_service(service_data(slug="skjuts", texts=texts), scope=scope)
    service.texts.filter(language="sv").update(name="Skolbuss")
    publish_service(service)
    found = [len(seen(client.get(PAGE, {"words": words}))) for words in ("skolskjuts ansök", "skolbuss", "skjuts")]
    assert found == [1, 1, 2]
    assert "Skolbuss (skjuts)" in client.get(PAGE).text


def test_one_person_can_be_followed(client, acts):
    assert seen(client.get(f"{PAGE}?actor={acts.actor}")) == [("Changed the settings", "Anna Berg")]


def test_export_holds_what_the_filters_leave(client, acts):
    response = client.get(f"{PAGE}export/?actor={acts.actor}")
    rows = list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert [row[1:3] for row in rows] == [["action", "actor"], ["municipality.saved", "Anna Berg"]]


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_database_so_many_times(client, bjorkhamn, django_assert_num_queries, count):
    for _ in range(count):
        audit.record("place.saved", target=bjorkhamn, municipality="bjorkhamn")
    with django_assert_num_queries(8):
        client.get(PAGE)


def test_every_act_there_is_has_words():
    recorded = re.compile(r'record(?:_all)?\(\s*"([a-z_]+\.[a-z_.]+)"')
    acts = {act for file in settings.PACKAGE.rglob("*.py") for act in recorded.findall(file.read_text())}
    assert acts - ACTS.keys() == set()
