import importlib
import json
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import given

from tests.factories.services import (
    LifeEventFactory,
    SubjectFactory,
    online,
    scope_with_organisation,
    service_data,
    text_data,
)
from tests.services.generated import services
from verkstad.services import actions, queries
from verkstad.services.data import ChannelData, LegalBasisData, ServiceData, as_json, from_json
from verkstad.services.models import Service, ServiceVersion


@pytest.fixture
def scope(bjorkhamn):
    return scope_with_organisation(bjorkhamn)


def full() -> ServiceData:
    """With something in every field."""
    return service_data(
        texts=(
            text_data(language="da", name="Børnehave"),
            text_data(everyday_words=("dagis", "förskola"), reviewed_on=date(2026, 1, 2), without_eid="Ring."),
        ),
        target_groups=("resident", "business"),
        channels=(online(eid_need="high", label={"sv": "Ansök"}), ChannelData("phone", number="1")),
        life_events=(LifeEventFactory(code="barn").code,),
        subjects=(("kle", SubjectFactory(code="28").code),),
        legal_bases=(LegalBasisData("Skollagen", "https://example.org/lag"),),
        cost_amount=Decimal("1688.00"),
        cost_currency="SEK",
        processing_days=14,
        review_months=6,
        source="ptv",
        external_id="1",
        source_hash="abc",
    )


def history():
    return list(ServiceVersion.objects.order_by("number").values_list("number", "status", "made_by", "reason"))


@given(services)
def test_json_is_plain_and_loses_nothing(data):
    assert from_json(json.loads(json.dumps(as_json(data)))) == data


def test_what_was_saved_is_read_back(scope):
    data = full()
    service = actions.save_service(data, scope=scope)
    assert queries.data_of([service]) == {service.pk: data}


def test_version_is_what_was_saved(scope):
    data = full()
    actions.save_service(data, scope=scope)
    assert ServiceVersion.objects.get().data == as_json(data)


@pytest.mark.parametrize("number", [1, 3])
def test_services_are_read_whole_with_one_query(scope, number, django_assert_num_queries):
    saved = actions.save_services([service_data(slug=f"s{n}") for n in range(number)], scope=scope)
    with django_assert_num_queries(1):
        found = queries.data_of(saved)
    assert [found[service.pk].slug for service in saved] == [service.slug for service in saved]


def test_every_change_is_a_version(scope):
    service = actions.save_service(service_data(), scope=scope, by="kim", reason="import-1")
    actions.publish_service(service, by="sam")
    actions.add_everyday_words(service, language="sv", words=["dagis"], by="lo")
    actions.withdraw_service(service, reason="import-2")
    assert history() == [
        (1, "draft", "kim", "import-1"),
        (2, "published", "sam", ""),
        (3, "published", "lo", ""),
        (4, "withdrawn", "system", "import-2"),
    ]
    assert Service.objects.get().version == 4


def test_saving_the_same_again_is_no_new_version(scope):
    actions.save_service(full(), scope=scope)
    again = actions.save_service(from_json(ServiceVersion.objects.get().data), scope=scope)
    assert (again.version, ServiceVersion.objects.count()) == (1, 1)


def test_refused_change_leaves_no_version(scope):
    service = actions.save_service(service_data(texts=()), scope=scope)
    with pytest.raises(actions.NoText):
        actions.publish_service(service)
    assert history() == [(1, "draft", "system", "")]


def test_services_from_before_versions_begin_their_history_as_they_stand(scope):
    data = full()
    actions.save_service(data, scope=scope, publish=True)
    ServiceVersion.objects.all().delete()
    migration = importlib.import_module("verkstad.services.migrations.0002_service_versions")
    with connection.cursor() as cursor:
        cursor.execute(migration.FIRST_VERSIONS)
    assert from_json(ServiceVersion.objects.get().data) == data
    assert history() == [(1, "published", "system", "")]
    assert actions.save_service(data, scope=scope).version == 1
