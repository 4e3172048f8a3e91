import pytest

from tests.factories.services import ChannelFactory, ServiceFactory, ServiceTextFactory
from verkstad.core.models import AuditEntry
from verkstad.services import actions
from verkstad.services.data import Scope
from verkstad.services.models import Service, Status


@pytest.fixture
def draft(bjorkhamn):
    return ServiceFactory(municipality=bjorkhamn, status=Status.DRAFT)


def last_audit_row():
    return AuditEntry.objects.order_by("pk").values_list("action", "municipality").last()


def test_publish_shows_the_service(draft):
    before = draft.updated_at
    actions.publish_service(draft)
    row = Service.objects.get()
    assert (row.status, row.updated_at) == (Status.PUBLISHED, draft.updated_at)
    assert row.updated_at > before
    assert last_audit_row() == ("service.published", "bjorkhamn")


def test_publish_twice_is_refused(draft):
    actions.publish_service(draft)
    with pytest.raises(actions.AlreadyPublished, match=draft.slug):
        actions.publish_service(draft)


def test_publish_without_text_is_refused(bjorkhamn):
    draft = ServiceFactory(municipality=bjorkhamn, status=Status.DRAFT, texts=())
    with pytest.raises(actions.NoText, match=draft.slug):
        actions.publish_service(draft)
    assert Service.objects.get().status == Status.DRAFT


def test_publish_with_eid_and_no_way_without_is_refused(draft):
    ChannelFactory(service=draft, kind="online", url="https://example.org/", eid_need="some")
    with pytest.raises(actions.NoWayWithoutEid, match=draft.slug):
        actions.publish_service(draft)
    assert Service.objects.get().status == Status.DRAFT


def test_way_without_eid_in_one_language_is_enough(draft):
    ChannelFactory(service=draft, kind="online", url="https://example.org/", eid_need="some")
    ServiceTextFactory(service=draft, language="en", without_eid="Call us.")
    actions.publish_service(draft)
    assert Service.objects.get().status == Status.PUBLISHED


def test_withdraw_takes_the_service_away(db):
    service = ServiceFactory(country="SE")
    actions.withdraw_service(service)
    assert Service.objects.get().status == Status.WITHDRAWN
    assert last_audit_row() == ("service.withdrawn", "")


@pytest.mark.parametrize("number", [1, 3])
def test_many_are_withdrawn_in_as_many_queries_as_one(bjorkhamn, number, django_assert_num_queries):
    services = ServiceFactory.create_batch(number, municipality=bjorkhamn)
    with django_assert_num_queries(6):
        actions.withdraw_services(services, scope=Scope(municipality=bjorkhamn), reason="import 1")
    rows = Service.objects.order_by("pk").values_list("status", "versions__reason")
    assert list(rows) == [(Status.WITHDRAWN, "import 1")] * number
    assert last_audit_row() == ("service.withdrawn", "bjorkhamn")


def test_withdraw_twice_is_refused(bjorkhamn):
    service = ServiceFactory(municipality=bjorkhamn, status=Status.WITHDRAWN)
    with pytest.raises(actions.AlreadyWithdrawn, match=service.slug):
        actions.withdraw_service(service)
