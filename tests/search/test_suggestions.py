"""Suggestions while somebody types."""

import pytest

from tests.factories.municipalities import MunicipalityFactory
from tests.factories.places import PlaceFactory
from tests.factories.search import make_service
from verkstad.municipalities.models import Municipality
from verkstad.search import actions, queries
from verkstad.search.lexicons import lexicons
from verkstad.search.queries.suggestions import nearest_words
from verkstad.services.actions import hide_service


@pytest.fixture
def town(bjorkhamn: Municipality) -> Municipality:
    make_service("Förskola och pedagogisk omsorg", words=["dagis", "förskola"], municipality=bjorkhamn)
    make_service("Hyra bastu", language="en", municipality=bjorkhamn)
    make_service("Förlorad sak", municipality=MunicipalityFactory())
    actions.rebuild_index()
    return bjorkhamn


def texts(town: Municipality, text: str, language: str = "sv", limit: int = 8) -> list[str]:
    return [suggestion.text for suggestion in queries.suggestions(town, text, language, limit)]


def test_what_begins_with_the_text_comes_first_the_shortest_first(town):
    assert texts(town, "Förs", limit=2) == ["förskola", "Förskola och pedagogisk omsorg"]


def test_dots_and_rings_may_be_missing(town):
    assert texts(town, "forskola", limit=2) == ["förskola", "Förskola och pedagogisk omsorg"]


def test_words_inside_a_name_are_suggested(town):
    assert texts(town, "pedagogisk") == ["Förskola och pedagogisk omsorg"]


def test_each_word_may_be_unfinished_and_their_order_is_free(town):
    assert texts(town, "omsorg peda") == ["Förskola och pedagogisk omsorg"]
    assert texts(town, "förs oms") == ["Förskola och pedagogisk omsorg"]


@pytest.mark.parametrize("typed", ["dagiis", "dags", "dgais", "dagos", "ddag", "da gis"])
def test_a_slip_of_the_keyboard_is_forgiven(town, typed):
    assert texts(town, typed) == ["dagis"]


@pytest.mark.parametrize("typed", ["pedagoisk", "pedagogisk omsrg", "fröskola pedagogsk"])
def test_a_slip_in_any_word_of_a_name_is_forgiven(town, typed):
    assert texts(town, typed) == ["Förskola och pedagogisk omsorg"]


def test_words_of_three_letters_are_taken_as_they_are(town):
    assert texts(town, "dgi") == []


def test_no_more_than_asked_for(town):
    assert texts(town, "förs", limit=1) == ["förskola"]


def test_only_the_readers_language_and_the_main_one(town):
    assert (texts(town, "hyra"), texts(town, "hyra", "en"), texts(town, "dagis", "da", limit=1)) == (
        [],
        ["Hyra bastu"],
        ["dagis"],
    )


def test_what_the_municipality_does_not_show_is_not_suggested(bjorkhamn):
    shared = make_service("Ansöka om bostadstillägg", country="SE")
    PlaceFactory(municipality=bjorkhamn, name={"sv": "Bostadscenter"})
    actions.rebuild_index()
    assert texts(bjorkhamn, "bostads", limit=2) == ["Bostadscenter", "Ansöka om bostadstillägg"]
    hide_service(shared, bjorkhamn)
    bjorkhamn.parts = []
    assert texts(bjorkhamn, "bostads") == []


@pytest.mark.parametrize("text", ["", " ", "f", "%", "😀", "\x00qq\x00", "x" * 10_000, "' OR 1=1 --"])
def test_any_text_gets_a_normal_answer(town, text):
    assert texts(town, text) == []


def test_what_people_say_elsewhere_is_suggested_where_it_leads_to_something(bjorkhamn):
    saying = "kissnödig hela tiden"
    make_service("Ansök om bygglov", municipality=bjorkhamn)
    actions.rebuild_index()
    assert texts(bjorkhamn, "kissn") == []
    make_service("Boka tid på vårdcentral", municipality=bjorkhamn)
    actions.rebuild_index()
    assert (texts(bjorkhamn, "kissn"), texts(bjorkhamn, "kissnod")) == ([saying], [saying])


def test_suggestions_take_one_query_and_two_more_for_slips(bjorkhamn, django_assert_num_queries):
    for number in range(3):
        make_service(f"Qbastu {number}", municipality=bjorkhamn)
    actions.rebuild_index()
    texts(bjorkhamn, "qbbbastu")  # reads the words
    with django_assert_num_queries(1):
        assert len(texts(bjorkhamn, "qbas", limit=3)) == 3
    with django_assert_num_queries(3):
        assert len(texts(bjorkhamn, "qbsa")) == 3


@pytest.mark.parametrize("typed", ["qqqq rolator wwww", "rollatorförmedling", "rolaltor", "rollat"])
def test_near_words_lead_to_something(bjorkhamn, typed):
    make_service("Rollator och rullstol", words=["rollator"], municipality=bjorkhamn)
    actions.rebuild_index()
    near = nearest_words(bjorkhamn, typed, lexicons(["sv"])["sv"])
    assert near == ["rollator", "Rollator och rullstol"]


def test_nothing_is_near_words_like_no_other(town):
    assert nearest_words(town, "qqqq wwww", lexicons(["sv"])["sv"]) == []
