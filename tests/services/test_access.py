from contextlib import suppress
from functools import partial
from itertools import product

import pytest

from tests.factories.municipalities import RegionFactory
from tests.factories.services import ServiceFactory
from verkstad.services import actions
from verkstad.services.access import get_service_for_resident
from verkstad.services.models import LocalService, Service, Status


@pytest.fixture
def region(bjorkhamn):
    bjorkhamn.region = RegionFactory()
    bjorkhamn.save()
    return bjorkhamn.region


def test_own_service_is_found(bjorkhamn):
    service = ServiceFactory(municipality=bjorkhamn)
    assert get_service_for_resident(bjorkhamn, service.slug) == service


def test_service_of_the_region_is_found(bjorkhamn, region):
    service = ServiceFactory(region=region)
    assert get_service_for_resident(bjorkhamn, service.slug) == service


def test_service_of_the_country_is_found(bjorkhamn):
    service = ServiceFactory(country="SE")
    assert get_service_for_resident(bjorkhamn, service.slug) == service


def test_the_nearest_of_the_same_slug_is_found(bjorkhamn, region):
    scopes = [{"country": "SE"}, {"region": region}, {"municipality": bjorkhamn}]
    for scope in scopes:
        service = ServiceFactory(slug="parkering", **scope)
        assert get_service_for_resident(bjorkhamn, "parkering") == service


def test_hidden_service_is_not_found_here_but_elsewhere(bjorkhamn, egesund):
    egesund.country = "SE"
    service = ServiceFactory(country="SE")
    actions.hide_service(service, bjorkhamn)
    assert get_service_for_resident(egesund, service.slug) == service
    with pytest.raises(Service.DoesNotExist, match=f"bjorkhamn shows no service {service.slug}"):
        get_service_for_resident(bjorkhamn, service.slug)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.WITHDRAWN])
def test_what_is_not_published_is_not_found(bjorkhamn, status):
    service = ServiceFactory(municipality=bjorkhamn, status=status)
    with pytest.raises(Service.DoesNotExist):
        get_service_for_resident(bjorkhamn, service.slug)


def test_service_of_another_municipality_is_not_found(bjorkhamn, egesund):
    service = ServiceFactory(municipality=egesund)
    with pytest.raises(Service.DoesNotExist):
        get_service_for_resident(bjorkhamn, service.slug)


def test_service_of_another_region_or_country_is_not_found(bjorkhamn, region):
    for service in (ServiceFactory(region=RegionFactory()), ServiceFactory(country="DK")):
        with pytest.raises(Service.DoesNotExist):
            get_service_for_resident(bjorkhamn, service.slug)


def test_organisation_comes_in_the_same_query(bjorkhamn, django_assert_num_queries):
    slug = ServiceFactory(municipality=bjorkhamn).slug
    with django_assert_num_queries(1):
        assert get_service_for_resident(bjorkhamn, slug).organisation.kind == "department"


def test_what_can_be_opened_is_what_lists_show(bjorkhamn, egesund, region):
    scopes = [{"municipality": bjorkhamn}, {"municipality": egesund}, {"region": region}, {"country": "SE"}]
    for scope, status in product([*scopes, {"country": "DK"}], Status):
        ServiceFactory(status=status, **scope)
        hidden = ServiceFactory(status=status, **scope)
        LocalService.objects.create(service=hidden, municipality=bjorkhamn, is_hidden=True)
    slugs = Service.objects.order_by("pk").values_list("slug", flat=True)
    listed = Service.objects.visible_in(bjorkhamn).order_by("pk").values_list("slug", flat=True)
    assert list(filter(partial(can_be_opened, bjorkhamn), slugs)) == list(listed)


def can_be_opened(municipality, slug):
    with suppress(Service.DoesNotExist):
        return get_service_for_resident(municipality, slug)
