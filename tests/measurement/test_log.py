"""Enquiries come in once each, in order, and what cannot be taken is told."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.factories.measurement import EnquiryFactory, enquiry_data
from tests.factories.places import PlaceFactory
from tests.factories.services import OrganisationFactory, ServiceFactory
from verkstad.core.models import AuditEntry
from verkstad.measurement.actions import (
    NotOurs,
    NotThen,
    PersonalNote,
    log_enquiries,
)
from verkstad.measurement.models import Enquiry
from verkstad.measurement.tasks import delete_old_enquiries


def refusal(municipality, **changes):
    """Why an enquiry with these changes is not taken; another beside it is."""
    bad, good = enquiry_data(**changes), enquiry_data()
    logged = log_enquiries(municipality, [bad, good])
    assert (logged.keys, list(Enquiry.objects.values_list("key", flat=True))) == ({good.key}, [good.key])
    return logged.refused[bad.key]


def test_enquiry_is_kept_as_it_was_said(bjorkhamn):
    place, service = PlaceFactory(municipality=bjorkhamn), ServiceFactory(municipality=bjorkhamn)
    said = {"place_id": place.pk, "service_id": service.pk, "minutes": 20, "avoidable_because": "no_eid", "note": "Bra"}
    log_enquiries(bjorkhamn, [enquiry_data(**said)], by="somebody")
    assert Enquiry.objects.filter(**said, logged_by="somebody", municipality=bjorkhamn).count() == 1


def test_what_is_sent_again_is_in_and_stays_as_it_was(bjorkhamn):
    key = uuid4()
    log_enquiries(bjorkhamn, [enquiry_data(key=key, note="först")])
    logged = log_enquiries(bjorkhamn, [enquiry_data(key=key, note="igen"), enquiry_data(key=key)])
    assert (logged.keys, [row.note for row in Enquiry.objects.all()]) == ({key}, ["först"])


def test_two_municipalities_may_have_the_same_key(bjorkhamn, egesund):
    entry = enquiry_data()
    log_enquiries(bjorkhamn, [entry])
    log_enquiries(egesund, [entry])
    assert Enquiry.objects.count() == 2


def test_enquiries_stand_in_the_order_they_were_sent_in(bjorkhamn):
    entries = [enquiry_data(note=note) for note in "abc"]
    log_enquiries(bjorkhamn, entries)
    assert list(Enquiry.objects.order_by("pk").values_list("note", flat=True)) == ["a", "b", "c"]


def test_day_is_that_of_the_municipality(bjorkhamn):
    log_enquiries(bjorkhamn, [enquiry_data(at=datetime(2026, 3, 31, 22, 30, tzinfo=UTC))])
    assert str(Enquiry.objects.get().day) == "2026-04-01"


def test_logging_leaves_no_audit_row(bjorkhamn):
    log_enquiries(bjorkhamn, [enquiry_data()])
    assert not AuditEntry.objects.exists()


def test_logging_takes_the_same_number_of_statements_for_one_as_for_many(bjorkhamn, django_assert_num_queries):
    place, service = PlaceFactory(municipality=bjorkhamn), ServiceFactory(municipality=bjorkhamn)
    entries = [enquiry_data(place_id=place.pk, service_id=service.pk, outcome="referred") for _ in range(50)]
    with django_assert_num_queries(5):
        log_enquiries(bjorkhamn, entries)


def test_personal_note_is_refused_and_pointed_at(bjorkhamn):
    refused = refusal(bjorkhamn, note="Ring 070-123 45 67")
    assert (type(refused), refused.spans) == (PersonalNote, [(5, 18)])


@pytest.mark.parametrize(("field", "factory"), [("place_id", PlaceFactory), ("service_id", ServiceFactory)])
def test_what_belongs_to_another_town_is_refused(bjorkhamn, egesund, field, factory):
    refused = refusal(bjorkhamn, **{field: factory(municipality=egesund).pk})
    assert (type(refused), refused.field) == (NotOurs, field)


def test_referral_to_an_organisation_of_another_town_is_refused(bjorkhamn, egesund):
    other = OrganisationFactory(municipality=egesund)
    assert refusal(bjorkhamn, outcome="referred", referred_to_id=other.pk).field == "referred_to_id"


def test_what_a_whole_country_shares_can_be_asked_about(bjorkhamn):
    shared = ServiceFactory(country="SE", organisation=OrganisationFactory(country="SE"))
    assert not log_enquiries(bjorkhamn, [enquiry_data(service_id=shared.pk)]).refused


@pytest.mark.parametrize("away", [timedelta(days=2), timedelta(days=-6 * 366)])
def test_impossible_time_is_refused(bjorkhamn, away):
    assert type(refusal(bjorkhamn, at=timezone.now() + away)) is NotThen


@pytest.mark.parametrize(
    "said",
    [
        {"theme": "weather"},
        {"channel": "pigeon"},
        {"kind": ""},
        {"outcome": "won"},
        {"number": 0},
        {"number": 10_001},
        {"minutes": 0},
        {"minutes": 1441},
        {"avoidable_because": "moon"},
        {"age_band": "99"},
        {"language": "Svenska"},
        {"note": "x" * 201},
        {"note": "\x00"},
        {"source": "dream"},
    ],
)
def test_value_that_there_is_not_is_refused(bjorkhamn, said):
    assert refusal(bjorkhamn, **said).fields == list(said)


def test_service_and_theme_together_are_refused(bjorkhamn):
    service = ServiceFactory(municipality=bjorkhamn)
    assert refusal(bjorkhamn, service_id=service.pk, theme="eid").fields == ["theme"]


def test_organisation_without_referral_is_refused(bjorkhamn):
    other = OrganisationFactory(municipality=bjorkhamn)
    assert refusal(bjorkhamn, referred_to_id=other.pk).fields == ["referred_to_id"]


@pytest.mark.parametrize("number", [2**63, -1])
def test_number_that_no_table_has_is_refused(bjorkhamn, number):
    assert refusal(bjorkhamn, place_id=number).field == "place_id"


def test_enquiries_are_deleted_when_they_are_old(bjorkhamn, settings):
    settings.ENQUIRIES_KEPT_MONTHS = 12
    today = timezone.localdate()
    EnquiryFactory(municipality=bjorkhamn, day=today - timedelta(days=370))
    kept = EnquiryFactory(municipality=bjorkhamn, day=today - timedelta(days=360))
    delete_old_enquiries()
    assert list(Enquiry.objects.all()) == [kept]
