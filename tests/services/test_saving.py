from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError

from tests.factories.municipalities import MunicipalityFactory, RegionFactory
from tests.factories.services import (
    LifeEventFactory,
    OrganisationFactory,
    SubjectFactory,
    online,
    scope_with_organisation,
    service_data,
    text_data,
)
from verkstad.core.models import AuditEntry
from verkstad.services import actions
from verkstad.services.data import ChannelData, LegalBasisData, Scope
from verkstad.services.models import Channel, Service, Status


@pytest.fixture
def scope(bjorkhamn):
    return scope_with_organisation(bjorkhamn)


def audit_rows():
    return list(AuditEntry.objects.order_by("pk").values_list("action", "actor", "municipality", "target_name"))


def test_new_service_is_a_draft(scope):
    assert actions.save_service(service_data(), scope=scope).status == Status.DRAFT


def test_new_service_can_be_published_at_once(scope):
    assert actions.save_service(service_data(), scope=scope, publish=True).status == Status.PUBLISHED


def test_saving_again_keeps_the_status(scope):
    actions.save_service(service_data(), scope=scope, publish=True)
    assert actions.save_service(service_data(), scope=scope).status == Status.PUBLISHED


def test_saving_again_changes_the_same_row_and_when_it_was_changed(scope):
    first = actions.save_service(service_data(), scope=scope)
    second = actions.save_service(service_data(processing_days=5), scope=scope)
    assert (second.pk, second.created_at, second.processing_days) == (first.pk, first.created_at, 5)
    assert second.updated_at > first.updated_at


def test_plain_values_are_kept(scope):
    data = service_data(
        target_groups=("resident", "business"),
        cost_amount=Decimal("1688.00"),
        cost_currency="SEK",
        processing_days=14,
        review_months=6,
        source="ptv",
        external_id="1",
        source_hash="abc",
    )
    service = actions.save_service(data, scope=scope)
    kept = ("cost_amount", "cost_currency", "processing_days", "review_months", "source", "external_id", "source_hash")
    assert {name: getattr(service, name) for name in kept} == {name: getattr(data, name) for name in kept}
    assert service.target_groups == ["resident", "business"]


def test_texts_are_exactly_those_given(scope):
    actions.save_service(service_data(texts=(text_data(), text_data(language="en", name="Preschool"))), scope=scope)
    changed = text_data(name="Dagis", everyday_words=("dagis",), reviewed_on=date(2026, 1, 2))
    service = actions.save_service(service_data(texts=(changed,)), scope=scope)
    rows = service.texts.values_list("language", "name", "everyday_words", "reviewed_on")
    assert list(rows) == [("sv", "Dagis", ["dagis"], date(2026, 1, 2))]


def test_text_without_review_date_is_not_reviewed_yet(scope):
    assert actions.save_service(service_data(), scope=scope).texts.get().reviewed_on is None


def test_channels_are_exactly_those_given_in_their_order(scope):
    actions.save_service(service_data(channels=(online(), ChannelData("visit"), ChannelData("visit"))), scope=scope)
    channels = (ChannelData("phone", number="1", label={"sv": "Växel"}), ChannelData("post", address="Box 1"))
    service = actions.save_service(service_data(channels=channels), scope=scope)
    rows = service.channels.values_list("position", "kind", "url", "number", "address", "label")
    assert list(rows) == [(0, "phone", "", "1", "", {"sv": "Växel"}), (1, "post", "", "", "Box 1", {})]


def test_channel_keeps_its_row_while_its_position_is_used(scope):
    before = actions.save_service(service_data(channels=(ChannelData("visit"),)), scope=scope).channels.get()
    after = actions.save_service(service_data(channels=(online(),)), scope=scope).channels.get()
    assert (after.pk, after.kind) == (before.pk, "online")


def test_legal_bases_are_exactly_those_given(scope):
    actions.save_service(service_data(legal_bases=(LegalBasisData("Gammal lag"),)), scope=scope)
    law = LegalBasisData("Skollagen", "https://example.org/lag")
    service = actions.save_service(service_data(legal_bases=(law,)), scope=scope)
    assert list(service.legal_bases.values_list("name", "url")) == [("Skollagen", "https://example.org/lag")]


def test_life_events_and_subjects_are_exactly_those_given_once_each(scope):
    event, other = LifeEventFactory(), LifeEventFactory()
    subject = SubjectFactory(code="28.01.00")
    SubjectFactory(scheme="ptv-class", code="28.01.00")
    actions.save_service(service_data(life_events=(other.code,)), scope=scope)
    data = service_data(life_events=(event.code, event.code), subjects=(("kle", "28.01.00"),))
    service = actions.save_service(data, scope=scope)
    assert list(service.life_events.all()) == [event]
    assert service.subjects.get() == subject


def test_same_slug_lives_apart_in_every_scope(bjorkhamn):
    region = RegionFactory()
    scopes = [Scope(municipality=bjorkhamn), Scope(region=region), Scope(country="SE")]
    for scope in scopes:
        OrganisationFactory(slug="skola", **scope.columns)
        actions.save_service(service_data(), scope=scope)
        actions.save_service(service_data(), scope=scope)
    rows = Service.objects.order_by("pk").values_list("municipality", "region", "country")
    assert list(rows) == [(bjorkhamn.pk, None, ""), (None, region.pk, ""), (None, None, "SE")]


def test_scope_is_one_thing():
    with pytest.raises(ValueError, match="one municipality, one region or one country"):
        Scope()
    with pytest.raises(ValueError, match="one municipality, one region or one country"):
        Scope(country="SE", region=RegionFactory.build())


def test_same_slug_twice_is_refused(scope):
    with pytest.raises(actions.SameSlugTwice, match="forskola stands 2 times"):
        actions.save_services([service_data(), service_data()], scope=scope)


def test_unknown_organisation_is_refused(scope):
    OrganisationFactory(slug="elsewhere", municipality=MunicipalityFactory())
    with pytest.raises(actions.UnknownOrganisation, match="elsewhere"):
        actions.save_service(service_data(organisation="elsewhere"), scope=scope)


def test_unknown_life_event_is_refused(scope):
    with pytest.raises(actions.UnknownLifeEvent, match="no-such"):
        actions.save_service(service_data(life_events=("no-such",)), scope=scope)


def test_unknown_subject_is_refused(scope):
    with pytest.raises(actions.UnknownSubject, match="kle 99"):
        actions.save_service(service_data(subjects=(("kle", "99"),)), scope=scope)


def test_published_service_that_loses_its_way_without_eid_is_refused_whole(scope):
    texts = (text_data(without_eid="Ring oss."),)
    data = service_data(channels=(online(eid_need="high"),), texts=texts)
    actions.save_service(data, scope=scope, publish=True)
    with pytest.raises(actions.NoWayWithoutEid, match="forskola"):
        actions.save_service(service_data(channels=(online(eid_need="high"),)), scope=scope)
    assert Service.objects.get().texts.get().without_eid == "Ring oss."


def test_what_the_database_refuses_leaves_nothing(scope):
    good, bad = service_data(slug="a"), service_data(slug="b", channels=(ChannelData("phone"),))
    with pytest.raises(IntegrityError):
        actions.save_services([good, bad], scope=scope)
    assert not Service.objects.exists()


def test_each_service_saved_has_its_audit_row(scope):
    actions.save_services([service_data(slug="a"), service_data(slug="b")], scope=scope, by="somebody")
    assert audit_rows() == [("service.saved", "somebody", "bjorkhamn", f"Förskola ({slug})") for slug in ("a", "b")]


def test_shared_service_is_audited_without_municipality(db):
    OrganisationFactory(slug="skola", country="SE")
    actions.save_service(service_data(), scope=Scope(country="SE"))
    assert audit_rows() == [("service.saved", "system", "", "Förskola (forskola)")]


@pytest.mark.parametrize("number", [1, 3])
def test_saving_takes_the_same_queries_for_one_and_for_many(scope, number, django_assert_num_queries):
    event, subject = LifeEventFactory(), SubjectFactory()
    batch = [
        service_data(
            slug=f"s{n}",
            channels=(ChannelData("visit"),),
            life_events=(event.code,),
            subjects=(("kle", subject.code),),
            legal_bases=(LegalBasisData("Lag"),),
        )
        for n in range(number)
    ]
    actions.save_services(batch, scope=scope, publish=True)
    with django_assert_num_queries(22):
        actions.save_services(batch, scope=scope)
    assert Channel.objects.count() == number
