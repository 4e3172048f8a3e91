from datetime import date

import pytest
from django.forms.models import model_to_dict
from django.utils import translation

from tests.factories.services import (
    ChannelFactory,
    LegalBasisFactory,
    LifeEventFactory,
    LocalServiceFactory,
    ServiceFactory,
    ServiceTextFactory,
    SubjectFactory,
)
from verkstad.core.translated import reading_in
from verkstad.services import queries
from verkstad.services.access import get_service_for_resident
from verkstad.services.models import Channel, Organisation, Service, ServiceText
from verkstad.services.queries.page import Law, LifeEventLink


@pytest.fixture(autouse=True)
def _swedish_reader():
    with reading_in("sv", "sv"):
        yield


def text(language, **changes):
    return ServiceText(language=language, reviewed_on=date(2026, 1, len(language)), **changes)


def rich_service(municipality, number=1, **scope):
    """A service with ``number`` of everything that it can have several of."""
    service = ServiceFactory(**scope or {"municipality": municipality})
    for n in range(number):
        ChannelFactory(service=service, position=n)
        LegalBasisFactory(service=service, name=f"Lag {n}")
        service.life_events.add(LifeEventFactory())
        service.subjects.add(SubjectFactory())
    return service


def test_text_is_in_the_reader_s_language():
    found = queries.readable([text("sv", name="Förskola"), text("en", name="Preschool")])
    assert (found.name, found.name.language, found.name.is_fallback) == ("Förskola", "sv", False)


def test_text_missing_in_the_reader_s_language_is_in_the_municipality_s_and_says_so():
    with translation.override("en"):
        found = queries.readable([text("sv", name="Förskola", without_eid="Ring"), text("en", name="Preschool")])
    assert (found.name, found.without_eid, found.without_eid.language) == ("Preschool", "Ring", "sv")


def test_text_in_neither_language_is_in_any():
    found = queries.readable([text("fi", name="Esikoulu"), text("da", name="Børnehave")])
    assert (found.name, found.name.language, found.plain) == ("Børnehave", "da", "")


def test_review_date_is_that_of_the_language_shown():
    assert queries.readable([text("sv", name="Förskola"), text("fin", name="Esikoulu")]).reviewed_on == date(2026, 1, 2)


@pytest.mark.parametrize(
    ("needs", "expected"), [([], "none"), (["high", "some"], "some"), (["high", "none"], "none"), (["high"], "high")]
)
def test_eid_need_is_that_of_the_easiest_way_online(needs, expected):
    ways = queries.ways_of(Channel(kind="online", eid_need=need) for need in needs)
    assert (ways.eid_need, ways.needs_eid, ways.online) == (expected, expected != "none", bool(needs))


@pytest.mark.parametrize("kind", ["phone", "visit"])
def test_ways_say_how_the_service_is_reached(kind):
    ways = queries.ways_of([Channel(kind=kind)])
    assert (ways.online, ways.phone, ways.visit) == (False, kind == "phone", kind == "visit")


def test_page_has_all_that_the_municipality_shows(bjorkhamn):
    service = rich_service(bjorkhamn, country="SE")
    LocalServiceFactory(service=service, municipality=bjorkhamn, note={"sv": "Biblioteket hjälper dig."})
    page = queries.service_page(service, bjorkhamn)
    event, subject = service.life_events.get(), service.subjects.get()
    assert page.text.name == f"{service.slug} (sv)"
    assert [channel.kind for channel in page.channels] == ["visit"]
    assert (page.note, page.note.language) == ("Biblioteket hjälper dig.", "sv")
    assert page.legal_bases == [Law("Lag 0", "")]
    assert page.life_events == [LifeEventLink(event.code, event.code)]
    assert page.subjects == [("kle", subject.code)]
    assert page.ways.visit


def test_page_without_note_has_an_empty_one(bjorkhamn, egesund):
    service = rich_service(bjorkhamn, country="SE")
    LocalServiceFactory(service=service, municipality=egesund, note={"da": "Hej"})
    assert queries.service_page(service, bjorkhamn).note == ""


def test_channels_and_organisation_are_as_their_tables_have_them(bjorkhamn):
    slug = rich_service(bjorkhamn, 3).slug
    page = queries.service_page(get_service_for_resident(bjorkhamn, slug), bjorkhamn)
    read = [*page.channels, page.service.organisation]
    stored = [*page.service.channels.order_by("position"), Organisation.objects.get(pk=page.service.organisation_id)]
    assert list(map(model_to_dict, read)) == list(map(model_to_dict, stored))


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_two_queries_with_loading(bjorkhamn, number, django_assert_num_queries):
    slug = rich_service(bjorkhamn, number).slug
    with django_assert_num_queries(2):
        page = queries.service_page(get_service_for_resident(bjorkhamn, slug), bjorkhamn)
        assert str(page.service.organisation.name)
    assert len(page.channels) == len(page.legal_bases) == len(page.life_events) == number


def test_life_events_are_those_of_what_the_municipality_shows(bjorkhamn, egesund):
    second, first, empty = (LifeEventFactory(position=n) for n in (2, 1, 0))
    for service in (ServiceFactory(municipality=bjorkhamn), ServiceFactory(country="SE")):
        service.life_events.add(second, first)
    ServiceFactory(municipality=egesund).life_events.add(first, empty)
    assert list(queries.life_events_in(bjorkhamn)) == [first, second]


def test_services_of_a_life_event_are_in_the_order_of_the_alphabet(bjorkhamn, egesund):
    event = LifeEventFactory()
    for name in ("Ö", "b", "Ä", "A", "Å"):
        service = ServiceFactory(municipality=bjorkhamn, texts=())
        ServiceTextFactory(service=service, name=name)
        service.life_events.add(event)
    ServiceFactory(municipality=egesund).life_events.add(event)
    assert [summary.name for summary in queries.services_of_life_event(event, bjorkhamn)] == ["A", "b", "Å", "Ä", "Ö"]


@pytest.mark.parametrize("number", [1, 3])
def test_services_of_a_life_event_take_three_queries(bjorkhamn, number, django_assert_num_queries):
    event = LifeEventFactory()
    for _ in range(number):
        rich_service(bjorkhamn).life_events.add(event)
    with django_assert_num_queries(3):
        assert len(queries.services_of_life_event(event, bjorkhamn)) == number


def test_index_entry_has_all_that_the_search_needs(bjorkhamn):
    service = rich_service(bjorkhamn, country="SE")
    (entry,) = queries.index_entries(Service.objects.order_by("pk"))
    assert (entry.service_id, entry.slug, entry.updated_at) == (service.pk, service.slug, service.updated_at)
    assert (entry.municipality_id, entry.region_id, entry.country) == (None, None, "SE")
    assert (entry.organisation, entry.target_groups) == (service.organisation.name, ["resident"])
    assert [row.name for row in entry.texts] == [f"{service.slug} (sv)"]
    assert entry.subjects == [service.subjects.get().name]
    assert entry.life_events == [service.life_events.get().name]
    assert entry.ways == queries.ways_of(service.channels.all())


def test_index_entry_tells_what_municipalities_call_a_shared_service(bjorkhamn, egesund):
    service = ServiceFactory(country="SE")
    LocalServiceFactory(service=service, municipality=bjorkhamn, everyday_words={"sv": ["dagis"]})
    LocalServiceFactory(service=service, municipality=egesund, everyday_words={"sv": ["not shared any longer"]})
    (entry,) = queries.index_entries(Service.objects.order_by("pk"))
    assert entry.local_words == {bjorkhamn.pk: {"sv": ["dagis"]}}


@pytest.mark.parametrize("number", [1, 3])
def test_index_entries_take_six_queries(bjorkhamn, number, django_assert_num_queries):
    for _ in range(number):
        rich_service(bjorkhamn)
    with django_assert_num_queries(6):
        assert len(list(queries.index_entries(Service.objects.order_by("pk")))) == number


def test_names_are_of_what_the_municipality_shows_in_the_reader_s_language(bjorkhamn, egesund):
    ServiceFactory(municipality=bjorkhamn, slug="a", texts=("en", "sv"))
    ServiceFactory(country="SE", slug="b", texts=("da",))
    ServiceFactory(municipality=egesund)
    found = queries.service_names(bjorkhamn)
    assert {(it.slug, it.name, it.name.language) for it in found} == {("a", "a (sv)", "sv"), ("b", "b (da)", "da")}


@pytest.mark.parametrize("number", [1, 3])
def test_names_take_one_query(bjorkhamn, number, django_assert_num_queries):
    for _ in range(number):
        ServiceFactory(municipality=bjorkhamn)
    with django_assert_num_queries(1):
        assert len(queries.service_names(bjorkhamn)) == number
