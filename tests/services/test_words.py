"""What people call a service."""

import pytest

from tests.factories.services import ServiceFactory, ServiceTextFactory
from verkstad.core.models import AuditEntry
from verkstad.municipalities.models import Municipality
from verkstad.services.actions import add_everyday_words
from verkstad.services.models import Service, ServiceText


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
