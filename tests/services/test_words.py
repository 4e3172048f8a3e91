"""What people call a service."""

import pytest

from tests.factories.services import ServiceFactory, ServiceTextFactory
from verkstad.core.models import AuditEntry
from verkstad.municipalities.models import Municipality
from verkstad.services.actions import (
    NotShared,
    add_everyday_words,
    add_local_words,
    remove_everyday_words,
    remove_local_words,
)
from verkstad.services.models import LocalService, Service, ServiceText


@pytest.fixture
def service(bjorkhamn: Municipality) -> Service:
    service = ServiceFactory(municipality=bjorkhamn, texts=())
    ServiceTextFactory(service=service, everyday_words=["dagis"])
    return service


def test_words_are_added_once_after_those_there_are(service: Service) -> None:
    add_everyday_words(service, language="sv", words=["förskola", "dagis", "förskola"])
    assert service.texts.get().everyday_words == ["dagis", "förskola"]


def test_new_words_change_the_service_so_that_the_search_sees_it(service: Service) -> None:
    add_everyday_words(service, language="sv", words=["förskola"])
    assert Service.objects.get().updated_at > service.updated_at


def test_known_words_change_nothing(service: Service) -> None:
    add_everyday_words(service, language="sv", words=["dagis"])
    assert (Service.objects.get().updated_at, AuditEntry.objects.count()) == (service.updated_at, 0)


def test_new_words_leave_an_audit_row(service: Service) -> None:
    add_everyday_words(service, language="sv", words=["förskola"], by="somebody")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.municipality, entry.details) == (
        "service.words_added",
        "somebody",
        service.municipality.slug,
        {"language": "sv", "words": ["förskola"]},
    )


def test_words_need_a_text_in_their_language(service: Service) -> None:
    with pytest.raises(ServiceText.DoesNotExist):
        add_everyday_words(service, language="da", words=["vuggestue"])


def test_it_is_told_which_words_are_new(service: Service) -> None:
    assert add_everyday_words(service, language="sv", words=["dagis", "förskola"]) == ["förskola"]


def test_words_are_taken_away_and_the_version_is_kept(service: Service) -> None:
    add_everyday_words(service, language="sv", words=["förskola"])
    remove_everyday_words(service, language="sv", words=["dagis", "unknown"], by="lo")
    assert (service.texts.get().everyday_words, service.versions.count()) == (["förskola"], 2)
    entry = AuditEntry.objects.get(action="service.words_removed")
    assert (entry.actor, entry.details) == ("lo", {"language": "sv", "words": ["dagis"]})


@pytest.fixture
def shared(bjorkhamn: Municipality) -> Service:
    return ServiceFactory(country="SE")


def test_a_municipality_has_its_own_words_for_what_is_shared(shared: Service, bjorkhamn: Municipality) -> None:
    add_local_words(shared, bjorkhamn, language="sv", words=["fk"])
    assert add_local_words(shared, bjorkhamn, language="sv", words=["fk", "kassan"]) == ["kassan"]
    assert LocalService.objects.get().everyday_words == {"sv": ["fk", "kassan"]}
    assert (shared.texts.get().everyday_words, Service.objects.get().updated_at > shared.updated_at) == ([], True)


def test_own_words_for_what_is_shared_are_taken_away(shared: Service, bjorkhamn: Municipality) -> None:
    add_local_words(shared, bjorkhamn, language="sv", words=["fk", "kassan"])
    remove_local_words(shared, bjorkhamn, language="sv", words=["fk", "unknown"])
    assert LocalService.objects.get().everyday_words == {"sv": ["kassan"]}
    remove_local_words(shared, bjorkhamn, language="sv", words=["kassan"])
    assert LocalService.objects.get().everyday_words == {}


def test_own_words_for_what_is_shared_leave_audit_rows(shared: Service, bjorkhamn: Municipality) -> None:
    add_local_words(shared, bjorkhamn, language="sv", words=["fk"], by="lo")
    remove_local_words(shared, bjorkhamn, language="sv", words=["fk"], by="mi")
    rows = AuditEntry.objects.order_by("pk").values_list("action", "actor", "municipality", "details")
    details = {"language": "sv", "words": ["fk"]}
    assert list(rows) == [
        ("service.local_words_added", "lo", "bjorkhamn", details),
        ("service.local_words_removed", "mi", "bjorkhamn", details),
    ]


def test_what_is_not_shared_has_no_words_of_one_municipality(service: Service) -> None:
    with pytest.raises(NotShared):
        add_local_words(service, service.municipality, language="sv", words=["fk"])


def test_what_changes_nothing_leaves_no_trace(service: Service, shared: Service, bjorkhamn: Municipality) -> None:
    add_local_words(shared, bjorkhamn, language="sv", words=["fk"])
    before = AuditEntry.objects.count()
    assert add_local_words(shared, bjorkhamn, language="sv", words=["fk"]) == []
    remove_local_words(shared, bjorkhamn, language="sv", words=["unknown"])
    remove_everyday_words(service, language="sv", words=["unknown"])
    assert (AuditEntry.objects.count(), LocalService.objects.get().everyday_words) == (before, {"sv": ["fk"]})
