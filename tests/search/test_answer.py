"""What a reader's words are answered with."""

import pytest
from django.utils import translation
from psycopg._queries import MAX_CACHED_STATEMENT_LENGTH

from tests.factories.municipalities import MunicipalityFactory, RegionFactory
from tests.factories.search import document_data, make_documents, make_place, make_service
from tests.factories.services import ChannelFactory, LocalServiceFactory, ServiceTextFactory
from verkstad.municipalities.models import Municipality, Part
from verkstad.search import actions, queries, ranking
from verkstad.search.answers import Answer
from verkstad.search.models import Kind


def groups(answer: Answer) -> list[tuple[str, list[str]]]:
    return [
        (group.kind.value, [hit.title if group.kind == Kind.DOCUMENT else str(hit.name) for hit in group.hits])
        for group in answer.groups
    ]


def found(answer: Answer, kind: Kind = Kind.SERVICE) -> list[str]:
    group = answer.group(kind)
    return [str(hit.name) for hit in group.hits] if group else []


@pytest.fixture
def town(bjorkhamn: Municipality) -> Municipality:
    with translation.override("sv"):
        return bjorkhamn


def test_an_everyday_word_finds_the_service(town):
    make_service("Ansök om plats i förskola", words=["dagis"], municipality=town)
    make_service("Ansök om bygglov", municipality=town)
    actions.rebuild_index()
    assert found(queries.search(town, "dagis", "sv")) == ["Ansök om plats i förskola"]


def test_a_slip_of_the_keyboard_finds_the_service(town):
    make_service("Låna på biblioteket", words=["bibliotek"], municipality=town)
    actions.rebuild_index()
    answer = queries.search(town, "biblotek", "sv")
    assert (found(answer), answer.is_weak) == (["Låna på biblioteket"], False)


def test_groups_come_in_order(town):
    make_documents(town, document_data("Rapport om simhallen"))
    make_place(town, "Simhallen")
    make_service("Boka simhallen", municipality=town)
    actions.rebuild_index()
    assert groups(queries.search(town, "simhallen", "sv")) == [
        ("service", ["Boka simhallen"]),
        ("place", ["Simhallen"]),
        ("document", ["Rapport om simhallen"]),
    ]


def test_documents_never_stand_above_a_matching_service(town):
    make_service("Ansök om bygglov", municipality=town)
    make_documents(town, *(document_data(f"Bygglov bygglov bygglov {n}", text="bygglov " * n) for n in range(1, 40)))
    actions.rebuild_index()
    for words in ("bygglov", "ansök bygglov", "bygglov 2026", "bygglov mars", "vad kostar bygglov"):
        kinds = [group.kind for group in queries.search(town, words, "sv").groups]
        assert kinds == [Kind.SERVICE, Kind.DOCUMENT], words


def test_documents_lead_when_they_are_asked_for(town):
    make_service("Begär ut protokoll", municipality=town)
    make_documents(town, document_data("Kommunstyrelsen", text="Närvarande"))
    actions.rebuild_index()
    kinds = [group.kind for group in queries.search(town, "protokoll kommunstyrelsen mars", "sv").groups]
    assert kinds == [Kind.DOCUMENT, Kind.SERVICE]


def test_services_lead_when_the_document_asked_for_does_not_exist(town):
    make_service("Begär ut protokoll", municipality=town)
    actions.rebuild_index()
    assert groups(queries.search(town, "protokoll", "sv")) == [("service", ["Begär ut protokoll"])]


def test_shared_services_are_found_and_those_of_others_are_not(db):
    region = RegionFactory()
    town = MunicipalityFactory(region=region)
    make_service("Pass i kommunen", municipality=town)
    make_service("Pass i regionen", region=region)
    make_service("Pass i landet", country="SE")
    make_service("Pass i grannkommunen", municipality=MunicipalityFactory())
    make_service("Pass i grannlandet", country="DK")
    actions.rebuild_index()
    names = found(queries.search(town, "pass", "sv"))
    assert sorted(names) == ["Pass i kommunen", "Pass i landet", "Pass i regionen"]


def test_a_hidden_service_is_not_found_where_it_is_hidden(town):
    service = make_service("Pass i landet", country="SE")
    LocalServiceFactory(service=service, municipality=town, is_hidden=True)
    actions.rebuild_index()
    assert found(queries.search(town, "pass", "sv")) == []
    assert found(queries.search(MunicipalityFactory(), "pass", "sv")) == ["Pass i landet"]


def test_a_service_that_matches_in_two_languages_is_found_once_in_the_readers(town):
    service = make_service("Hyra bastu", municipality=town)
    ServiceTextFactory(service=service, language="en", name="Rent a bastu")
    actions.rebuild_index()
    answer = queries.search(town, "bastu", "en")
    hits = answer.groups[0].hits
    assert [(hit.name, hit.name.language) for hit in hits] == [("Rent a bastu", "en")]


def test_what_exists_only_in_the_main_language_is_found_in_it(town):
    make_service("Hyra bastu", municipality=town)
    actions.rebuild_index()
    [hit] = queries.search(town, "bastu", "en").groups[0].hits
    assert (hit.name, hit.name.language) == ("Hyra bastu", "sv")


def test_a_hit_tells_what_a_card_shows(town):
    service = make_service("Hyra bastu", summary="Vid sjön.", municipality=town)
    ChannelFactory(service=service, kind="online", url="https://example.org/", eid_need="some")
    ChannelFactory(service=service, kind="phone", number="123", position=1)
    service.save()
    actions.rebuild_index()
    [hit] = queries.search(town, "bastu", "sv").groups[0].hits
    assert (hit.object_id, hit.slug, hit.summary, hit.owner) == (
        service.pk, service.slug, "Vid sjön.", service.organisation.slug,
    )  # fmt: skip
    assert hit.facts == {"online", "phone", "resident"}
    assert (hit.needs_eid, hit.confidence) == (True, 1.0)


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ([], ["Bastu per telefon", "Bastu på nätet"]),
        (["phone"], ["Bastu per telefon"]),
        (["no_eid"], ["Bastu per telefon"]),
        (["business"], []),
        (["visit", "phone"], []),
    ],
)
def test_filters(town, filters, names):
    ChannelFactory(service=make_service("Bastu per telefon", municipality=town), kind="phone", number="123")
    online = make_service("Bastu på nätet", municipality=town)
    ChannelFactory(service=online, kind="online", url="https://example.org/", eid_need="high")
    actions.rebuild_index()
    assert sorted(found(queries.search(town, "bastu", "sv", filters=filters))) == names


def test_the_driver_keeps_how_the_statement_of_most_searches_is_sent():
    assert len(ranking._RANK_BY_WORDS.encode()) <= MAX_CACHED_STATEMENT_LENGTH


def test_filter_finds_what_stands_behind_the_best(town, monkeypatch):
    monkeypatch.setattr(ranking, "MOST_CANDIDATES", 1)
    make_service("Bastu", municipality=town)
    by_phone = make_service("Boka bastu för förening", municipality=town)
    ChannelFactory(service=by_phone, kind="phone", number="123")
    actions.rebuild_index()
    assert found(queries.search(town, "bastu", "sv", filters=["phone"])) == ["Boka bastu för förening"]


def test_pages_of_the_portal_are_found(town):
    actions.rebuild_index()
    assert found(queries.search(town, "accessibility", "en"), Kind.PAGE) == ["Accessibility"]


def test_places_are_left_out_where_they_are_switched_off(town):
    make_place(town, "Simhallen")
    actions.rebuild_index()
    assert found(queries.search(town, "simhallen", "sv"), Kind.PLACE) == ["Simhallen"]
    town.parts = [Part.DOCUMENTS]
    assert found(queries.search(town, "simhallen", "sv"), Kind.PLACE) == []


def test_a_place_is_found_by_what_it_helps_with_in_the_readers_language(town):
    make_place(town, "Stadsbiblioteket", helps_with=["eid"], equipment=["printer"], accessibility=["lift"])
    make_place(town, "City library", language="en", helps_with=["print_scan"], equipment=["scanner"])
    actions.rebuild_index()
    assert found(queries.search(town, "scanner", "en"), Kind.PLACE) == ["City library"]


def test_the_second_page_follows_the_first(town):
    for number in range(23):
        make_service(f"Bastu {number}", municipality=town)
    actions.rebuild_index()
    first, second, third = (queries.search(town, "bastu", "sv", page=page).groups[0] for page in (1, 2, 3))
    names = [hit.name for group in (first, second, third) for hit in group.hits]
    assert (len(names), len(set(names)), first.total) == (23, 23, 23)


def test_far_worse_answers_are_left_out(town):
    make_service("Bygglov för bygglov", words=["bygglov"], municipality=town)
    for number in range(30):
        make_service(f"Bygga nytt {number}", summary="Om att bygga.", municipality=town)
    actions.rebuild_index()
    assert found(queries.search(town, "bygglov", "sv"))[0] == "Bygglov för bygglov"


def test_words_that_find_nothing_lead_to_near_ones(town):
    make_service("Rollator och rullstol", words=["rollator"], municipality=town)
    actions.rebuild_index()
    answer = queries.search(town, "qqqq rolator wwww", "sv")
    assert (answer.is_weak, answer.nearest) == (True, ["rollator", "Rollator och rullstol"])


def test_weak_answer_shows_but_a_few_guesses(town):
    for number in range(12):
        make_service(f"Sjukvårdsrådgivning {number}", municipality=town)
    actions.rebuild_index()
    answer = queries.search(town, "qqqq wwww vårdsr", "sv")
    assert (answer.is_weak, len(found(answer)), answer.total(Kind.SERVICE)) == (True, 5, 5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "😀🎉",
        "x" * 10_000,
        "'; DROP TABLE search_entry; --",
        "<script>alert(1)</script>",
        "\x00",
        "%s %(x)s",
    ],
)
def test_any_text_gets_a_normal_answer(town, text):
    make_service("Bastu", municipality=town)
    make_documents(town, document_data(text="Bastun i hamnen"))
    actions.rebuild_index()
    answer = queries.search(town, text, "sv")
    assert (found(answer), answer.is_weak) == ([], bool(text.strip()))


@pytest.mark.parametrize("count", [1, 3])
def test_search_takes_four_queries(town, count, django_assert_num_queries):
    for number in range(count):
        make_service(f"Bastu {number}", municipality=town)
        make_place(town, f"Bastu {number}")
        make_documents(town, document_data(f"Bastu {number}"))
    actions.rebuild_index()
    queries.search(town, "bastu", "sv")
    with django_assert_num_queries(4):
        answer = queries.search(town, "bastu", "sv")
    assert [group.total for group in answer.groups] == [count, count, count]


def test_group_and_total_of_what_was_not_found(town):
    assert (Answer("x").group(Kind.PAGE), Answer("x").total(Kind.PAGE)) == (None, 0)
