import pytest

from tests.factories.services import LifeEventFactory, ServiceFactory, organisation_data
from verkstad.core.models import AuditEntry
from verkstad.services import actions
from verkstad.services.data import LifeEventData, Scope, SubjectData
from verkstad.services.models import LifeEvent, Organisation, Service, Subject


def actions_done():
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def test_organisation_is_made_once_and_changed(bjorkhamn):
    scope = Scope(municipality=bjorkhamn)
    first = actions.save_organisation(organisation_data(), scope=scope)
    second = actions.save_organisation(organisation_data(phone="1"), scope=scope)
    assert (second.pk, Organisation.objects.get().phone) == (first.pk, "1")
    assert actions_done() == ["organisation.saved", "organisation.saved"]


@pytest.mark.parametrize("number", [1, 3])
def test_organisations_take_as_many_queries_for_three_as_for_one(bjorkhamn, number, django_assert_num_queries):
    scope = Scope(municipality=bjorkhamn)
    batch = [organisation_data(slug=f"o-{n}") for n in range(number)]
    with django_assert_num_queries(6):
        saved = actions.save_organisations(batch, scope=scope)
    assert [row.slug for row in saved] == [data.slug for data in batch]
    assert actions_done() == ["organisation.saved"] * number


def test_organisation_of_a_country_stands_beside_the_municipality_s(bjorkhamn):
    actions.save_organisation(organisation_data(), scope=Scope(municipality=bjorkhamn))
    actions.save_organisation(organisation_data(), scope=Scope(country="SE"))
    rows = Organisation.objects.order_by("pk").values_list("municipality", "country")
    assert list(rows) == [(bjorkhamn.pk, ""), (None, "SE")]


def test_services_count_as_changed_when_their_organisation_is(bjorkhamn):
    service = ServiceFactory(municipality=bjorkhamn, organisation__slug="skola")
    actions.save_organisation(organisation_data(slug=service.organisation.slug), scope=Scope(municipality=bjorkhamn))
    assert Service.objects.get().updated_at > service.updated_at


def test_life_event_is_made_once_and_changed(db):
    data = LifeEventData("moving-home", {"sv": "Flytta"}, {"sv": "När du flyttar."}, 3)
    actions.save_life_event(data)
    actions.save_life_event(LifeEventData("moving-home", {"sv": "Byta bostad"}, {}, 4))
    event = LifeEvent.objects.get()
    assert (event.name, event.summary, event.position) == ({"sv": "Byta bostad"}, {}, 4)
    assert actions_done() == ["life_event.saved", "life_event.saved"]


def test_services_count_as_changed_when_their_life_event_is(bjorkhamn):
    event = LifeEventFactory()
    service = ServiceFactory(municipality=bjorkhamn)
    service.life_events.add(event)
    actions.save_life_event(LifeEventData(event.code, {"sv": "Ny"}, {}))
    assert Service.objects.get().updated_at > service.updated_at


def test_subjects_are_made_once_and_renamed(db):
    actions.save_subjects([SubjectData("kle", "28"), SubjectData("ptv-class", "28")])
    actions.save_subjects([SubjectData("kle", "28", {"da": "Dagtilbud"})])
    rows = Subject.objects.order_by("scheme").values_list("scheme", "name")
    assert list(rows) == [("kle", {"da": "Dagtilbud"}), ("ptv-class", {})]
    assert actions_done() == ["subject.saved"] * 3


def test_services_count_as_changed_when_their_subject_is(bjorkhamn):
    service = ServiceFactory(municipality=bjorkhamn)
    service.subjects.add(actions.save_subjects([SubjectData("kle", "28")])[0])
    actions.save_subjects([SubjectData("kle", "28", {"da": "Dagtilbud"})])
    assert Service.objects.get().updated_at > service.updated_at
