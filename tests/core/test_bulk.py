"""Many rows in one statement."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DataError, IntegrityError
from django.forms.models import model_to_dict

from tests.factories.services import OrganisationFactory, ServiceFactory
from verkstad.core import bulk
from verkstad.core.models import AuditEntry
from verkstad.services.models import Service, ServiceText, Status

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


def entry(name, **details):
    return AuditEntry(at=AT, action="a", actor="b", target_kind="c", target_id="1", target_name=name, details=details)


def text(service, language, **values):
    return ServiceText(service=service, language=language, **{"name": "A", "summary": "B"} | values)


def test_keys_come_in_the_order_of_the_rows(django_assert_num_queries):
    with django_assert_num_queries(1):
        keys = bulk.upsert([entry(str(number)) for number in range(300)])
    assert [AuditEntry.objects.in_bulk(keys)[key].target_name for key in keys] == [str(n) for n in range(300)]


def test_texts_lists_and_days_are_kept_as_they_are():
    words = ["a,b", '"', ""]
    row = text(ServiceFactory(country="SE", texts=()), "sv", everyday_words=words, reviewed_on=date(2026, 1, 2))
    row.description = 'å "%s" \\ {}\n'
    (key,) = bulk.upsert([row])
    assert model_to_dict(ServiceText.objects.get()) == model_to_dict(row) | {"id": key}


def test_amounts_choices_and_times_are_kept_as_they_are():
    row = Service(
        country="SE",
        organisation=OrganisationFactory(country="SE"),
        slug="b",
        status=Status.PUBLISHED,
        target_groups=["resident"],
        cost_amount=Decimal("12.50"),
        cost_currency="SEK",
    )
    (key,) = bulk.upsert([row])
    saved = Service.objects.get(pk=key)
    assert (saved.status, saved.cost_amount, saved.publish_on) == ("published", Decimal("12.50"), None)
    assert saved.created_at == row.created_at


def test_of_what_is_there_only_the_named_fields_are_replaced():
    service = ServiceFactory(country="SE", texts=())
    old = bulk.upsert([text(service, "sv", name="Old", summary="Old")])
    new = bulk.upsert(
        [text(service, "sv", name="New", summary="New"), text(service, "en")],
        unique=["service", "language"],
        update=["name"],
    )
    assert new[:1] == old
    assert list(ServiceText.objects.order_by("language").values_list("language", "name", "summary")) == [
        ("en", "A", "B"),
        ("sv", "New", "Old"),
    ]


def test_fields_of_rows_that_are_there_are_written():
    rows = AuditEntry.objects.bulk_create([entry("a"), entry("b")])
    for row in rows:
        row.details, row.action, row.actor = {"name": row.target_name}, "new", "not written"
    bulk.update(rows, ["details", "action"])
    assert list(AuditEntry.objects.order_by("pk").values_list("details", "action", "actor")) == [
        ({"name": "a"}, "new", "b"),
        ({"name": "b"}, "new", "b"),
    ]


def test_nothing_takes_no_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert bulk.upsert([]) == []
        bulk.update([], ["name"])


@pytest.mark.parametrize("name", ["x" * 301, "\0"])
def test_what_does_not_fit_is_refused(name):
    with pytest.raises(DataError):
        bulk.upsert([entry(name)])


def test_what_is_there_already_is_refused():
    service = ServiceFactory(country="SE", texts=("sv",))
    with pytest.raises(IntegrityError):
        bulk.upsert([text(service, "sv")])
