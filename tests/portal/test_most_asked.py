"""The services that make people ask most, with the searches that failed beside them."""

from uuid import uuid4

import pytest
from django.utils import timezone

from tests.factories.measurement import EnquiryFactory
from tests.factories.search import make_service
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.search.models import Handled, Search

PAGE = "/bjorkhamn/sv/staff/most-asked/"


@pytest.fixture
def reader(client, bjorkhamn):
    sign_in(client, Role.READER, bjorkhamn)
    return client


def ask(municipality, service, number):
    EnquiryFactory(municipality=municipality, service=service, day=timezone.localdate(), number=number)


def search(municipality, words, times=2, **values):
    for _time in range(times):
        Search.objects.create(
            key=uuid4(), municipality=municipality, language="sv", words=words, normalised=words, services_found=1,
            places_found=0, documents_found=0, is_weak=True, at=timezone.now(), **values,
        )  # fmt: skip


def rows(client):
    return [(row.name, row.cells[0].text, words) for row, words in client.get(PAGE).context["rows"]]


def test_they_come_most_asked_first_with_the_words_that_failed(reader, bjorkhamn):
    permit, care = (make_service(name, municipality=bjorkhamn) for name in ("Bygglov", "Hemtjänst"))
    ask(bjorkhamn, permit, 12)
    ask(bjorkhamn, care, 30)
    search(bjorkhamn, "altan", 3, chosen_kind="service", chosen_id=permit.pk, chosen_position=4)
    search(bjorkhamn, "staket", 2)
    Handled.objects.create(
        municipality=bjorkhamn, language="sv", normalised="staket", service=permit, by="x", at=timezone.now()
    )
    search(bjorkhamn, "en enda", 1, chosen_kind="service", chosen_id=care.pk, chosen_position=1)
    assert rows(reader) == [("Hemtjänst", "30", []), ("Bygglov", "12", ["altan", "staket"])]


def test_few_are_not_told(reader, bjorkhamn):
    ask(bjorkhamn, make_service("Bygglov", municipality=bjorkhamn), 3)
    assert rows(reader) == [("Bygglov", "<5", [])]


def test_ten_are_shown_and_none_is_said(reader, bjorkhamn):
    assert "rows" in reader.get(PAGE).context
    assert rows(reader) == []
    for number in range(11):
        ask(bjorkhamn, make_service(f"Tjänst {number}", municipality=bjorkhamn), 10 + number)
    assert len(rows(reader)) == 10
