import logging
from datetime import UTC, date, datetime

import pytest

from tests.factories.identity import MembershipFactory
from tests.factories.services import ServiceFactory
from verkstad.core.models import AuditEntry
from verkstad.identity.models import Role
from verkstad.services import actions, tasks
from verkstad.services.models import Service, ServiceVersion, Status

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


@pytest.fixture
def draft(bjorkhamn):
    return ServiceFactory(municipality=bjorkhamn, status=Status.DRAFT)


def state():
    return Service.objects.values_list("status", "publish_on", "withdraw_on").get()


def test_owner_is_set_with_a_version_and_an_audit_row_each(bjorkhamn):
    services = [ServiceFactory(municipality=bjorkhamn) for _ in range(2)]
    member = MembershipFactory(municipality=bjorkhamn, role=Role.SERVICE_OWNER)
    actions.set_owner(services, member.user, by="kim")
    assert list(Service.objects.order_by("pk").values_list("owner", flat=True)) == [member.user.pk] * 2
    assert list(ServiceVersion.objects.values_list("owner", "made_by")) == [(member.actor, "kim")] * 2
    rows = AuditEntry.objects.values_list("action", "actor", "municipality", "details").order_by("pk")
    assert list(rows) == [("service.owner_changed", "kim", "bjorkhamn", {"owner": member.actor})] * 2


def test_owner_can_be_nobody(draft, bjorkhamn):
    actions.set_owner([draft], MembershipFactory(municipality=bjorkhamn).user)
    actions.set_owner([draft], None)
    assert Service.objects.get().owner is None


def test_owner_must_look_after_services_here(draft, bjorkhamn, egesund):
    strangers = [
        MembershipFactory(municipality=egesund),
        MembershipFactory(municipality=bjorkhamn, role=Role.HELPER),
        MembershipFactory(municipality=bjorkhamn, suspended_at="2026-01-01T00:00Z", suspended_by="system"),
    ]
    for stranger in strangers:
        with pytest.raises(actions.NotServiceOwner, match="bjorkhamn"):
            actions.set_owner([draft], stranger.user)


def test_what_is_shared_has_no_owner_from_a_municipality(bjorkhamn):
    with pytest.raises(actions.NotServiceOwner):
        actions.set_owner([ServiceFactory(country="SE")], MembershipFactory(municipality=bjorkhamn).user)


@pytest.mark.parametrize("number", [1, 3])
def test_owner_of_many_takes_as_many_queries_as_of_one(bjorkhamn, number, django_assert_num_queries):
    services = [ServiceFactory(municipality=bjorkhamn) for _ in range(number)]
    user = MembershipFactory(municipality=bjorkhamn).user
    with django_assert_num_queries(8):
        actions.set_owner(services, user)


def test_dates_are_kept_and_audited(draft):
    actions.set_dates(draft, publish_on=MAY, withdraw_on=JUNE, by="kim")
    assert state() == ("draft", MAY, JUNE)
    assert AuditEntry.objects.get().details == {"publish_on": "2026-05-01", "withdraw_on": "2026-06-01"}


def test_dates_in_wrong_order_are_refused(draft):
    with pytest.raises(actions.DatesInWrongOrder):
        actions.set_dates(draft, publish_on=JUNE, withdraw_on=MAY)


def test_what_is_shown_cannot_be_shown_later(bjorkhamn):
    with pytest.raises(actions.AlreadyPublished):
        actions.set_dates(ServiceFactory(municipality=bjorkhamn), publish_on=MAY, withdraw_on=None)


def test_service_is_shown_when_its_day_begins_where_it_is(draft):
    actions.set_dates(draft, publish_on=MAY, withdraw_on=JUNE)
    actions.keep_dates(datetime(2026, 4, 30, 21, 59, tzinfo=UTC))
    assert state() == ("draft", MAY, JUNE)
    actions.keep_dates(datetime(2026, 4, 30, 22, 0, tzinfo=UTC))
    assert state() == ("published", None, JUNE)


def test_service_is_taken_away_on_its_day(bjorkhamn):
    actions.set_dates(ServiceFactory(municipality=bjorkhamn), publish_on=None, withdraw_on=JUNE)
    actions.keep_dates(datetime(2026, 6, 1, 8, tzinfo=UTC))
    assert state() == ("withdrawn", None, None)


def test_after_a_long_stop_both_days_are_done(draft):
    actions.set_dates(draft, publish_on=MAY, withdraw_on=JUNE)
    actions.keep_dates(datetime(2026, 7, 1, tzinfo=UTC))
    assert state() == ("withdrawn", None, None)


def test_draft_is_not_withdrawn(draft):
    actions.set_dates(draft, publish_on=None, withdraw_on=JUNE)
    actions.keep_dates(datetime(2026, 7, 1, tzinfo=UTC))
    assert state() == ("draft", None, JUNE)


def test_what_is_not_fit_to_be_shown_does_not_stop_the_others(bjorkhamn, caplog):
    unfit = ServiceFactory(municipality=bjorkhamn, status=Status.DRAFT, texts=(), publish_on=MAY)
    fit = ServiceFactory(country="SE", status=Status.DRAFT, publish_on=MAY)
    with caplog.at_level(logging.WARNING, "verkstad.services"):
        actions.keep_dates(datetime(2026, 6, 1, tzinfo=UTC))
    statuses = dict(Service.objects.order_by("pk").values_list("slug", "status"))
    assert statuses == {unfit.slug: "draft", fit.slug: "published"}
    assert caplog.messages == [
        f"It was to be shown from 2026-05-01 and cannot: {unfit.slug} has no text in any language."
    ]


def test_worker_keeps_dates_by_todays_date(draft):
    actions.set_dates(draft, publish_on=date(2026, 1, 1), withdraw_on=None)
    tasks.keep_dates()
    assert state() == ("published", None, None)


def test_draft_is_deleted_with_all_it_had(draft):
    actions.delete_draft(draft, by="kim")
    assert not Service.objects.exists()
    row = AuditEntry.objects.values_list("action", "actor", "target_name").get()
    assert row == ("service.deleted", "kim", f"{draft.slug} (sv) ({draft.slug})")


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.WITHDRAWN])
def test_what_was_shown_is_not_deleted(bjorkhamn, status):
    service = ServiceFactory(municipality=bjorkhamn, status=status)
    with pytest.raises(actions.NotADraft):
        actions.delete_draft(service)
