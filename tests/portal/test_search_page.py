from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.municipalities import MunicipalityFactory
from tests.factories.places import PlaceFactory
from tests.factories.search import document_data, make_documents, make_service
from tests.factories.services import ChannelFactory
from verkstad.core.http import WriteInGet
from verkstad.municipalities.models import Part
from verkstad.search.actions import rebuild_index
from verkstad.search.models import Search


@pytest.fixture
def town(bjorkhamn):
    make_service("Ansök om plats i förskola", words=["dagis"], municipality=bjorkhamn)
    PlaceFactory(municipality=bjorkhamn, name={"sv": "Förskolans kansli"}, helps_with=["e_services"])
    make_documents(bjorkhamn, document_data("Protokoll om förskola", text="Nämnden beslutade om förskola."))
    rebuild_index()
    return bjorkhamn


def groups(response):
    return {
        group.kind: [card.get("title") or card["name"] for card in group.cards] for group in response.context["groups"]
    }


def choose(client, key, result):
    return client.post("/bjorkhamn/sv/search/chosen/", {"key": key, "result": result}).status_code


def test_everyday_word_gives_the_service(get, town):
    assert groups(get("search/", q="dagis")) == {"service": ["Ansök om plats i förskola"]}


def test_services_come_before_places_and_documents(get, town):
    assert list(groups(get("search/", q="förskola"))) == ["service", "place", "document"]


def test_document_leads_when_it_is_asked_for(get, town):
    assert next(iter(groups(get("search/", q="protokoll förskola")))) == "document"


def test_documents_that_are_switched_off_are_not_found(get, town):
    town.parts = [Part.PLACES]
    town.save()
    assert list(groups(get("search/", q="förskola"))) == ["service", "place"]


def test_weak_answer_offers_near_words_a_phone_and_a_person(get, town):
    make_service("Rollator", municipality=town)
    rebuild_index()
    response = get("search/", q="qqqq rolator wwww")
    assert response.context["answer"].is_weak
    assert response.context["answer"].nearest == ["Rollator"]
    assert [card["name"] for card in response.context["help_cards"]] == ["Förskolans kansli"]
    assert f'href="tel:{town.phone.replace(" ", "")}"' in response.text


def test_filters_are_kept_beside_each_other(get, town):
    response = get("search/", q="förskola", only=["phone", "visit"])
    assert [(chip.url, chip.is_on) for chip in response.context["chips"]] == [
        ("?q=f%C3%B6rskola&only=phone&only=visit&only=no_eid", False),
        ("?q=f%C3%B6rskola&only=visit", True),
        ("?q=f%C3%B6rskola&only=phone", True),
        ("?q=f%C3%B6rskola&only=phone&only=visit&only=business", False),
    ]


def test_filter_leaves_out_what_it_does_not_hold_for(get, town):
    by_phone = make_service("Förskola på telefon", municipality=town)
    ChannelFactory(service=by_phone, kind="phone", number="0123")
    rebuild_index()
    assert groups(get("search/", q="förskola", only="phone"))["service"] == ["Förskola på telefon"]


def test_answers_are_paged(get, bjorkhamn):
    for number in range(11):
        make_service(f"Bygglov {number}", municipality=bjorkhamn)
    rebuild_index()
    first, second = (get("search/", q="bygglov", page=page) for page in (1, 2))
    assert [len(groups(page)["service"]) for page in (first, second)] == [10, 1]
    assert ('rel="next" href="?q=bygglov&amp;page=2"' in first.text, 'rel="prev"' in second.text) == (True, True)
    assert get("search/", q="bygglov", page=3).status_code == 404


def test_long_question_is_cut_and_the_page_says_so(get, town):
    response = get("search/", q="förskola " * 2_000)
    assert groups(response)["service"] == ["Ansök om plats i förskola"]
    assert "de första 200 tecknen" in response.text
    assert len(response.content) < 30_000


@pytest.mark.parametrize("page", ["0", "-1", "x", "٢٢٢٢٢", "9" * 5_000])
def test_what_is_no_number_of_a_page_is_the_first(get, town, page):
    assert get("search/", q="dagis", page=page).context["answer"].page == 1


def test_empty_search_leads_to_all_services_and_is_not_recorded(get, town):
    response = get("search/", q="  ")
    assert (response.status_code, groups(response), Search.objects.count()) == (200, {}, 0)
    assert 'href="/bjorkhamn/sv/services/"' in response.text


def test_search_is_recorded_without_anything_personal(get, town):
    key = get("search/", q="dagis för 19121212-1212", only="no_eid").context["key"]
    [row] = Search.objects.values(
        "key", "municipality", "language", "words", "filters", "services_found", "chosen_kind"
    )
    assert row == {
        "key": key,
        "municipality": town.pk,
        "language": "sv",
        "words": "dagis för …",
        "filters": ["no_eid"],
        "services_found": 1,
        "chosen_kind": "",
    }


def test_first_choice_is_remembered_and_no_later_one(client, get, town):
    key = get("search/", q="dagis").context["key"]
    assert [choose(client, key, result) for result in ("service:7:1", "place:8:2")] == [204, 204]
    assert list(Search.objects.values_list("key", "chosen_kind", "chosen_id", "chosen_position")) == [
        (key, "service", 7, 1)
    ]


@pytest.mark.parametrize(
    ("key", "result"),
    [
        ("", ""),
        ("junk", "service:1:1"),
        ("\x00", "service:1:1"),
        (UUID(int=1), ""),
        (UUID(int=1), "service:1"),
        (UUID(int=1), "service:1:1:1"),
        (UUID(int=1), "cat:1:1"),
        (UUID(int=1), "service:x:1"),
        (UUID(int=1), "service:1:0"),
        (UUID(int=1), f"service:{2**63}:1"),
        (UUID(int=1), f"service:{'9' * 5000}:1"),
        (UUID(int=1), "x" * 2_000_000),
    ],
)
def test_choice_that_is_none_is_refused(client, town, key, result):
    assert choose(client, key, result) == 400


def test_choice_of_an_unknown_search_changes_nothing(client, town):
    assert (choose(client, UUID(int=1), "service:1:1"), Search.objects.count()) == (204, 0)


def test_choice_cannot_be_told_by_looking(client, town):
    assert client.get("/bjorkhamn/sv/search/chosen/").status_code == 405


def test_page_that_would_write_is_refused(client, db, settings):
    settings.READINESS = {"database": "tests.factories.municipalities.RegionFactory"}
    with pytest.raises(WriteInGet):
        client.get("/health/ready")


def test_suggestions_are_names_and_everyday_words(get, town):
    found = get("search/suggestions/", q="dag").context["suggestions"]
    assert found[0].text == "dagis"


def test_nothing_of_another_municipality_is_found(client, town):
    MunicipalityFactory(slug="other")
    rebuild_index()
    assert groups(client.get("/other/sv/search/", {"q": "dagis"})).keys() <= {"page"}


def test_whom_to_call_is_told_to_who_asks(get, town):
    service = make_service("Ansök om bygglov", municipality=town)
    ChannelFactory(service=service, kind="phone", url="", number="+46 40 12 34 56")
    rebuild_index()
    asked, not_asked = (get("search/", q=words).text for words in ("telefon bygglov", "bygglov"))
    assert ('href="tel:+4640123456"' in asked, 'href="tel:+4640123456"' in not_asked) == (True, False)


def test_places_lead_when_somebody_asks_what_is_open(get, town):
    assert next(iter(groups(get("search/", q="öppet nu")).items())) == ("place", ["Förskolans kansli"])


@pytest.mark.parametrize("words", ["ringa kommunen", "telefon förskola", "öppet nu"])
def test_board_of_places_is_asked_for_once(get, town, words):
    with CaptureQueriesContext(connection) as asked:
        get("search/", q=words)
    assert sum("places_boardmark" in query["sql"] for query in asked) == 1
