from datetime import date

import pytest

from tests.factories.identity import MembershipFactory, UserFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.services import (
    ChannelFactory,
    ServiceFactory,
    ServiceTextFactory,
    online,
    scope_with_organisation,
    service_data,
    text_data,
)
from verkstad.core.models import AuditEntry
from verkstad.identity.models import Role
from verkstad.services import actions, queries
from verkstad.services.models import LinkCheck, Service
from verkstad.services.queries import DueService, Owner

TODAY = date(2026, 11, 22)


def service(municipality, slug, *reviewed_on, **changes):
    made = ServiceFactory(municipality=municipality, slug=slug, texts=(), **changes)
    for language, day in zip(("sv", "en", "da"), reviewed_on, strict=False):
        ServiceTextFactory(service=made, language=language, name=slug, reviewed_on=day)
    return made


def owner_in(municipality, role=Role.SERVICE_OWNER, **changes):
    return MembershipFactory(municipality=municipality, role=role, **changes).user


def due(municipality, **changes):
    return [row.slug for row in queries.due_for_review(municipality, **{"at": TODAY} | changes)]


def test_service_is_due_when_its_oldest_text_is_older_than_it_may_be(bjorkhamn):
    service(bjorkhamn, "due-today", date(2026, 8, 1), date(2026, 5, 22), review_months=6)
    service(bjorkhamn, "due-tomorrow", date(2026, 5, 23), review_months=6)
    service(bjorkhamn, "due-long-ago", date(2024, 1, 1))
    service(bjorkhamn, "never", date(2026, 11, 1), None)
    service(bjorkhamn, "draft", None, status="draft")
    service(MunicipalityFactory(), "of-another-town", None)
    assert queries.due_for_review(bjorkhamn, at=TODAY) == [
        DueService("never", "never", "", None, None),
        DueService("due-long-ago", "due-long-ago", "", date(2024, 1, 1), date(2025, 1, 1)),
        DueService("due-today", "due-today", "", date(2026, 5, 22), date(2026, 11, 22)),
    ]
    assert queries.count_due(bjorkhamn, at=TODAY) == 3


def test_month_that_lacks_the_day_ends_on_its_last(bjorkhamn):
    service(bjorkhamn, "a", date(2026, 8, 31), review_months=6)
    assert due(bjorkhamn, at=date(2027, 2, 28)) == ["a"]


def test_what_is_due_can_be_asked_for_by_owner_and_in_part(bjorkhamn):
    owner = owner_in(bjorkhamn)
    for slug in ("a", "b", "c"):
        service(bjorkhamn, slug, None, owner=owner if slug > "a" else None)
    assert due(bjorkhamn, owner=owner) == ["b", "c"]
    assert due(bjorkhamn, owner=owner, at_most=1) == ["b"]
    assert queries.count_due(bjorkhamn, at=TODAY, owner=owner) == 2


def test_owner_is_named_while_they_look_after_services_here(bjorkhamn):
    for slug, owner in (
        ("a", owner_in(bjorkhamn)),
        ("b", owner_in(bjorkhamn, suspended_at="2026-01-01T00:00Z", suspended_by="system")),
        ("c", owner_in(bjorkhamn, role=Role.HELPER)),
        ("d", owner_in(MunicipalityFactory())),
        ("e", UserFactory()),
        ("f", None),
    ):
        service(bjorkhamn, slug, None, owner=owner)
    named = [row.slug for row in queries.due_for_review(bjorkhamn, at=TODAY) if row.owner]
    assert named == ["a"]
    assert queries.orphans(bjorkhamn) == 5


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_due_takes_two_queries(bjorkhamn, django_assert_num_queries, count):
    for number in range(count):
        service(bjorkhamn, str(number), None, owner=owner_in(bjorkhamn))
    with django_assert_num_queries(2):
        assert len(due(bjorkhamn)) == count


# Saying that it is still true.


def test_confirming_reviews_all_texts_today(bjorkhamn):
    confirmed = service(bjorkhamn, "a", date(2024, 1, 1), None)
    before = confirmed.updated_at
    actions.confirm_service(confirmed, on=TODAY, by="kim")
    confirmed.refresh_from_db()
    assert [text.reviewed_on for text in confirmed.texts.all()] == [TODAY, TODAY]
    assert confirmed.updated_at > before
    assert due(bjorkhamn) == []


def test_confirming_stands_in_the_history_and_in_the_audit_trail(bjorkhamn):
    confirmed = service(bjorkhamn, "a", None)
    actions.confirm_service(confirmed, on=TODAY, by="kim")
    version = confirmed.versions.get()
    assert (version.made_by, version.data["texts"][0]["reviewed_on"]) == ("kim", "2026-11-22")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.municipality, entry.target_name, entry.details) == (
        "service.confirmed",
        "kim",
        "bjorkhamn",
        "a (a)",
        {"on": "2026-11-22"},
    )


# Who answers for what.


def test_owners_who_have_left_come_first(bjorkhamn):
    here = owner_in(bjorkhamn, user__first_name="Åsa", user__last_name="Ek")
    gone = UserFactory(first_name="", last_name="", email="gone@example.org")
    for slug, owner in (("a", here), ("b", here), ("c", gone), ("d", None)):
        service(bjorkhamn, slug, None, owner=owner)
    service(bjorkhamn, "withdrawn", None, owner=UserFactory(), status="withdrawn")
    assert queries.owners(bjorkhamn) == [
        Owner(str(gone.public_id), "gone@example.org", 1, False),
        Owner("", "", 1, False),
        Owner(str(here.public_id), "Åsa Ek", 2, True),
    ]
    assert [row.slug for row in queries.owned_by(bjorkhamn, str(here.public_id))] == ["a", "b"]
    assert [row.slug for row in queries.owned_by(bjorkhamn, "")] == ["d"]


# What is known around a service.


@pytest.fixture
def scope(bjorkhamn):
    return scope_with_organisation(bjorkhamn)


def save(scope, **reviewed_on):
    """A service whose Swedish text says what is given for it."""
    words = {"sv": "Sök.", "en": "Apply."} | {key: value for key, value in reviewed_on.items() if key in ("sv", "en")}
    texts = tuple(text_data(language=language, summary=words[language]) for language in ("sv", "en"))
    return actions.save_service(service_data(texts=texts), scope=scope, publish=True)


def older(bjorkhamn):
    wholes = queries.data_of(Service.objects.all())
    return [facts.older for facts in queries.facts_of(wholes, bjorkhamn, TODAY).values()]


def test_texts_that_came_together_are_of_one_age(bjorkhamn, scope):
    save(scope)
    assert older(bjorkhamn) == [frozenset()]


def test_text_is_older_when_only_the_main_one_was_changed(bjorkhamn, scope):
    save(scope)
    save(scope, sv="Sök nu.")
    assert older(bjorkhamn) == [{"en"}]


def test_text_that_was_changed_after_the_main_one_is_not_older(bjorkhamn, scope):
    save(scope)
    save(scope, sv="Sök nu.")
    save(scope, sv="Sök nu.", en="Apply now.")
    assert older(bjorkhamn) == [frozenset()]


def test_text_that_was_found_true_after_the_main_one_was_changed_is_not_older(bjorkhamn, scope):
    save(scope)
    actions.confirm_service(save(scope, sv="Sök nu."), on=TODAY, by="kim")
    assert older(bjorkhamn) == [frozenset()]


def test_dead_links_are_among_the_facts(bjorkhamn, scope):
    data = service_data(channels=(online(url="https://a.example/"), online(url="https://b.example/")))
    saved = actions.save_service(data, scope=scope)
    times = {"next_at": "2026-11-23T09:00Z", "checked_at": "2026-11-22T09:00Z", "failing_since": "2026-11-20T09:00Z"}
    LinkCheck.objects.create(url="https://a.example/", host="a.example", **times)
    facts = queries.facts_of({saved.pk: data}, bjorkhamn, TODAY)[saved.pk]
    assert (facts.dead_links, facts.today, facts.main_language, facts.languages) == (
        {"https://a.example/"},
        TODAY,
        "sv",
        ("sv", "da", "en"),
    )


# How good entries are.


def test_worst_entries_come_first(bjorkhamn):
    owner = owner_in(bjorkhamn)
    good = service(bjorkhamn, "a-good", TODAY, TODAY, TODAY, owner=owner)
    ChannelFactory(service=good, kind="phone", number="+46 999 10 20 00")
    service(bjorkhamn, "b-bad", None)
    service(bjorkhamn, "draft", None, status="draft")
    rated = queries.quality_list(bjorkhamn, today=TODAY)
    assert [(row.slug, row.name) for row in rated] == [("b-bad", "b-bad"), ("a-good", "a-good")]
    assert rated[0].quality.score < rated[1].quality.score
    assert [row.slug for row in queries.quality_list(bjorkhamn, today=TODAY, owner=owner)] == ["a-good"]


@pytest.mark.parametrize("count", [1, 3])
def test_quality_takes_three_queries(bjorkhamn, django_assert_num_queries, count):
    for number in range(count):
        service(bjorkhamn, str(number), TODAY)
    with django_assert_num_queries(3):
        assert len(queries.quality_list(bjorkhamn, today=TODAY)) == count


def test_one_entry_is_told_its_quality_and_what_to_look_at(bjorkhamn, scope):
    found = queries.assess(save(scope), bjorkhamn, today=TODAY)
    assert found.quality.parts[0].share == 0
    assert [(warning.code, warning.language) for warning in found.warnings] == [("no_text", "da")]
