"""Platforms that tell by themselves what was done digitally, each with a key of its own."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from openapi_spec_validator import validate

from tests.factories.services import ServiceFactory
from tests.measurement.conftest import NOW
from verkstad.core.models import AuditEntry
from verkstad.identity.links import hashed
from verkstad.measurement import actions
from verkstad.measurement.api import MOST_ROWS
from verkstad.measurement.models import DigitalUse, PlatformKey
from verkstad.measurement.periods import shifted

ADDRESS = "/api/v1/digital-use"
LAST = f"{shifted(NOW, -1):%Y-%m}"


@pytest.fixture
def key(town):
    return actions.make_platform_key(town, name="Platform", by="somebody")


def row(service, cases, month=LAST):
    return {"service": service, "month": month, "cases": cases}


def tell(key, *rows, client=None):
    headers = {"Authorization": f"Bearer {key}"}
    return (client or Client()).post(ADDRESS, {"rows": rows}, content_type="application/json", headers=headers)


def said(answer):
    return answer.status_code, answer.json()


def told():
    return sorted(DigitalUse.objects.values_list("municipality__slug", "service__slug", "source", "cases"))


def test_cases_are_kept_under_the_name_of_the_key(key):
    answer = tell(key, row("parking", 12), row("childcare", 7))
    assert said(answer) == (200, {"rows": 2})
    assert told() == [("bjorkhamn", "childcare", "Platform", 7), ("bjorkhamn", "parking", "Platform", 12)]


def test_what_is_sent_again_replaces_what_the_platform_told(key):
    for cases in (12, 12, 13):
        tell(key, row("parking", cases))
    assert told() == [("bjorkhamn", "parking", "Platform", 13)]


def test_nothing_to_tell_is_no_mistake(key):
    assert said(tell(key)) == (200, {"rows": 0})


def test_it_is_noted_what_told_and_when_the_key_was_last_used(key):
    tell(key, row("parking", 12))
    entry = AuditEntry.objects.get(action="digital_use.saved")
    assert (entry.actor, entry.details) == ("system", {"source": "Platform", "rows": 1})
    assert timezone.now() - PlatformKey.objects.get().last_used_at < timezone.timedelta(minutes=1)


def test_nothing_is_taken_when_a_row_is_wrong_and_each_is_told(key, egesund):
    ServiceFactory(municipality=egesund, slug="theirs")
    answer = tell(
        key,
        row("parking", 5),
        row("theirs", 5),
        row("parking", 5, "October"),
        row("childcare", -5),
        row("childcare", 2**31),
        row("parking", 6),
        row("\x00", 5),
    )
    unknown, number = "There is no service with this name in addresses.", "The number of cases is not a whole number."
    assert said(answer) == (
        422,
        {
            "detail": "Nothing was taken, because some rows are wrong.",
            "rows": [
                {"row": 1, "reason": unknown},
                {"row": 2, "reason": "The month is written otherwise than 2026-10."},
                {"row": 3, "reason": number},
                {"row": 4, "reason": number},
                {"row": 5, "reason": "The service and month stand in another row already."},
                {"row": 6, "reason": unknown},
            ],
        },
    )
    assert (told(), PlatformKey.objects.get().last_used_at) == ([], None)


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ({"rows": [row("parking", "many")]}, "rows.0.cases: Input should be a valid integer"),
        ({"rows": [{"service": "parking", "cases": 1}]}, "rows.0.month: Field required"),
        ({}, "rows: Field required"),
        ({"rows": [row("parking", 1)] * (MOST_ROWS + 1)}, "rows: List should have at most 10000 items"),
    ],
)
def test_what_is_not_as_described_is_refused_with_its_place(key, client, body, detail):
    answer = client.post(ADDRESS, body, content_type="application/json", headers={"Authorization": f"Bearer {key}"})
    assert (answer.status_code, answer.json()["detail"][: len(detail)]) == (422, detail)


def test_what_is_no_json_is_refused(key, client):
    answer = client.post(ADDRESS, "[", content_type="application/json", headers={"Authorization": f"Bearer {key}"})
    assert (answer.status_code, told()) == (400, [])


def test_what_is_too_large_is_refused_before_it_is_read(key):
    answer = tell(key, row("x" * 1_000_000, 1))
    assert said(answer) == (413, {"detail": "This is more than can be sent at once: 1 000 000 bytes."})


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer "}, {"Authorization": "Bearer å\x00"}])
def test_who_has_no_key_is_told_nothing(key, client, headers):
    answer = client.post(ADDRESS, {"rows": []}, content_type="application/json", headers=headers)
    assert said(answer) == (401, {"detail": "This needs a key that works."})
    assert answer["WWW-Authenticate"] == "Bearer"


def test_revoked_key_opens_nothing(key):
    actions.revoke_platform_key(PlatformKey.objects.get(), by="somebody")
    assert (tell(key, row("parking", 12)).status_code, told()) == (401, [])


def test_hash_of_a_key_is_no_key(key):
    assert tell(hashed(key), row("parking", 12)).status_code == 401


def test_key_is_for_the_services_of_its_own_town(key, egesund):
    ServiceFactory(municipality=egesund, slug="theirs")
    theirs = actions.make_platform_key(egesund, name="Platform", by="somebody")
    assert [tell(one, row("theirs", 5)).status_code for one in (key, theirs)] == [422, 200]
    assert told() == [("egesund", "theirs", "Platform", 5)]


def test_no_cookie_is_asked_for_or_given(key):
    client = Client(enforce_csrf_checks=True)
    answer = tell(key, row("parking", 12), client=client)
    assert (answer.status_code, answer.cookies, client.cookies) == (200, {}, {})


def test_key_can_be_used_only_so_often(key, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"tell_digital_use": "2/h/key"}
    assert [tell(key).status_code for _ in range(3)] == [200, 200, 429]


def test_keys_have_an_allowance_each(key, town, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"tell_digital_use": "1/h/key"}
    other = actions.make_platform_key(town, name="Other", by="somebody")
    assert [tell(one).status_code for one in (key, other, key)] == [200, 200, 429]


@pytest.mark.django_db(transaction=True)
def test_two_who_tell_the_same_at_once_both_succeed(key, town):
    """Each in an order of its own, so much that they get in one another's way."""
    months = [f"{year}-{month:02}" for year in range(1900, 2020) for month in range(1, 13)]
    answers = []

    def send(step):
        try:
            rows = [[row("parking", cases, month) for month in months[::step]] for cases in range(5)]
            answers.extend(tell(key, *one).status_code for one in rows)
        except Exception as error:
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[step]) for step in (1, -1, 1, -1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 20
    assert told() == [("bjorkhamn", "parking", "Platform", 4)] * len(months)


def test_only_the_hash_of_a_key_is_kept(key, town):
    assert list(PlatformKey.objects.values_list("municipality", "name", "hash", "made_by")) == [
        (town.pk, "Platform", hashed(key), "somebody")
    ]


def test_platform_has_one_key_that_works(key, town):
    with pytest.raises(actions.HasKey):
        actions.make_platform_key(town, name="Platform", by="somebody")
    actions.revoke_platform_key(PlatformKey.objects.get(), by="somebody")
    actions.make_platform_key(town, name="Platform", by="somebody")
    assert PlatformKey.objects.filter(revoked_at=None).count() == 1


def test_making_and_revoking_are_noted_once_each(key):
    [made] = PlatformKey.objects.all()
    for by in ("another", "a third"):
        actions.revoke_platform_key(made, by=by)
    acts = AuditEntry.objects.filter(target_kind="measurement.platformkey").order_by("pk")
    assert list(acts.values_list("action", "actor", "target_name", "municipality")) == [
        ("platform_key.made", "somebody", "Platform", "bjorkhamn"),
        ("platform_key.revoked", "another", "Platform", "bjorkhamn"),
    ]
    made.refresh_from_db()
    assert made.revoked_by == "another"


@pytest.mark.parametrize("values", [{"name": ""}, {"made_by": ""}, {"revoked_by": "x"}, {"revoked_at": timezone.now()}])
def test_database_holds_what_a_key_is(town, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        PlatformKey.objects.create(**{"municipality": town, "name": "P", "hash": "x", "made_by": "y"} | values)


def test_description_is_valid_and_names_the_key(client, db):
    description = client.get("/api/v1/openapi.json").json()
    validate(description)
    operation = description["paths"]["/api/v1/digital-use"]["post"]
    assert (sorted(operation["responses"]), operation["security"]) == (
        ["200", "401", "413", "422", "429"],
        [{"KeyOfPlatform": []}],
    )
    assert description["components"]["securitySchemes"]["KeyOfPlatform"] == {"type": "http", "scheme": "bearer"}
