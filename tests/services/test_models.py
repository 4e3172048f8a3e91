"""What the tables themselves refuse, whoever writes to them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from tests.factories.municipalities import RegionFactory
from tests.factories.services import (
    ChannelFactory,
    LegalBasisFactory,
    LifeEventFactory,
    LocalServiceFactory,
    OrganisationFactory,
    ServiceFactory,
    ServiceTextFactory,
    SubjectFactory,
)
from verkstad.services.models import Channel, Organisation, Service


def refused(constraint):
    return pytest.raises(IntegrityError, match=f'"{constraint}"')


@pytest.fixture
def service(bjorkhamn):
    return ServiceFactory(municipality=bjorkhamn)


@pytest.mark.parametrize(
    ("factory", "constraint"), [(OrganisationFactory, "organisation_one_scope"), (ServiceFactory, "service_one_scope")]
)
@pytest.mark.parametrize("scopes", [(), ("municipality", "country"), ("municipality", "region"), ("region", "country")])
def test_one_scope(bjorkhamn, factory, constraint, scopes):
    values = {"municipality": bjorkhamn, "region": RegionFactory(), "country": "SE"}
    organisation = {"organisation": OrganisationFactory(country="SE")} if factory is ServiceFactory else {}
    with refused(constraint):
        factory(**{name: values[name] for name in scopes}, **organisation)


@pytest.mark.parametrize("scope", ["municipality", "region", "country"])
def test_slug_once_in_scope(bjorkhamn, scope):
    value = {"municipality": bjorkhamn, "region": RegionFactory(), "country": "SE"}[scope]
    organisation = OrganisationFactory(slug="a", **{scope: value})
    ServiceFactory(slug="a", organisation=organisation, **{scope: value})
    with refused("service_slug_in_scope"):
        ServiceFactory(slug="a", organisation=organisation, **{scope: value})


@pytest.mark.parametrize("scope", ["municipality", "region", "country"])
def test_organisation_slug_once_in_scope(bjorkhamn, scope):
    value = {"municipality": bjorkhamn, "region": RegionFactory(), "country": "SE"}[scope]
    OrganisationFactory(slug="a", **{scope: value})
    with refused("organisation_slug_in_scope"):
        OrganisationFactory(slug="a", **{scope: value})


def test_external_id_once_in_scope_and_source(bjorkhamn, service):
    ServiceFactory(municipality=bjorkhamn, source="ptv", external_id="1")
    ServiceFactory(municipality=bjorkhamn, source="other", external_id="1")
    with refused("service_external_id_in_scope"):
        ServiceFactory(municipality=bjorkhamn, source="ptv", external_id="1")


@pytest.mark.parametrize(("amount", "currency"), [(Decimal(5), ""), (None, "SEK"), (Decimal(-1), "SEK")])
def test_cost_has_currency_and_is_not_negative(bjorkhamn, amount, currency):
    with refused("service_cost_has_currency"):
        ServiceFactory(municipality=bjorkhamn, cost_amount=amount, cost_currency=currency)


def test_service_is_for_somebody(bjorkhamn):
    with refused("service_for_somebody"):
        ServiceFactory(municipality=bjorkhamn, target_groups=[])


def test_service_is_reviewed_sometime(bjorkhamn):
    with refused("service_reviewed_sometime"):
        ServiceFactory(municipality=bjorkhamn, review_months=0)


def test_one_text_per_language(service):
    with refused("servicetext_one_per_language"):
        ServiceTextFactory(service=service, language="sv")


def test_text_has_name(service):
    with refused("servicetext_has_name"):
        ServiceTextFactory(service=service, language="en", name="")


@pytest.mark.parametrize(
    ("kind", "field"), [("online", "url"), ("phone", "number"), ("post", "address"), ("email", "email")]
)
def test_channel_leads_somewhere(service, kind, field):
    with refused(f"channel_{kind}_has_{field}"):
        ChannelFactory(service=service, kind=kind)


def test_eid_is_only_for_online(service):
    with refused("channel_eid_only_online"):
        ChannelFactory(service=service, kind="visit", eid_need="some")


def test_channel_position_once_in_service(service):
    ChannelFactory(service=service)
    with refused("channel_position_in_service"):
        ChannelFactory(service=service)


def test_subject_code_once_in_scheme(db):
    SubjectFactory(scheme="kle", code="28")
    with refused("subject_code_in_scheme"):
        SubjectFactory(scheme="kle", code="28")


def test_life_event_code_once(db):
    LifeEventFactory(code="moving-home")
    with pytest.raises(IntegrityError, match="services_lifeevent_code"):
        LifeEventFactory(code="moving-home")


def test_one_local_row_per_municipality(service, bjorkhamn):
    LocalServiceFactory(service=service, municipality=bjorkhamn)
    with refused("localservice_one_per_municipality"):
        LocalServiceFactory(service=service, municipality=bjorkhamn)


def test_name_is_texts_by_language(db):
    with pytest.raises(ValidationError, match="Texts by language code are needed"):
        Organisation(slug="a", kind="department", name="A", country="SE").full_clean()


def test_things_are_named_by_what_they_say(service, bjorkhamn):
    local = LocalServiceFactory(service=service, municipality=bjorkhamn)
    channel = Channel(kind="phone", number="1")
    things = [service.texts.get(), LegalBasisFactory(service=service, name="Lagen"), channel, local]
    assert [str(thing) for thing in things] == [
        f"{service.slug} (sv)",
        "Lagen",
        "phone 1",
        f"{service.slug} in Björkhamn",
    ]


def test_municipality_sees_what_is_its_own_its_region_s_and_its_country_s(bjorkhamn, egesund):
    bjorkhamn.region = egesund.region = RegionFactory()
    bjorkhamn.save()
    egesund.save()
    own, region, country = (
        ServiceFactory(**scope)
        for scope in ({"municipality": bjorkhamn}, {"region": bjorkhamn.region}, {"country": "SE"})
    )
    assert set(Service.objects.visible_in(bjorkhamn)) == {own, region, country}
    assert set(Service.objects.visible_in(egesund)) == {region}
