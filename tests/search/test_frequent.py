"""What people often look for and find is suggested."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.municipalities import MunicipalityFactory
from tests.factories.search import SearchFactory, make_service
from verkstad.search import actions, queries, tasks
from verkstad.search.models import FrequentSearch, Search
from verkstad.services.actions import hide_service


@pytest.fixture
def service(bjorkhamn):
    service = make_service("Förskola", summary="Barn från ett år får plats.", words=["dagis"], country="SE")
    actions.rebuild_index()
    return service


def searched(town, service, words, *days_ago, **values):
    choice = {"chosen_kind": "service", "chosen_id": service.pk, "chosen_position": 1} | values
    for days in days_ago:
        SearchFactory(municipality=town, words=words, at=timezone.now() - timedelta(days=days), **choice)


def first(town, text):
    return [suggestion.text for suggestion in queries.suggestions(town, text, "sv", limit=2)]


def kept() -> list[tuple[str, int]]:
    tasks.keep_frequent_searches()
    return list(FrequentSearch.objects.order_by("text").values_list("text", "times"))


def test_three_searches_with_a_choice_on_two_days_are_frequent(bjorkhamn, service):
    searched(bjorkhamn, service, "dagis barn", 0, 1)
    searched(bjorkhamn, service, "Dagis barn", 1)
    searched(bjorkhamn, service, "plats förskola", 0, 1)
    searched(bjorkhamn, service, "barn plats", 0, 0, 0)
    searched(bjorkhamn, service, "dagis plats", 0, 1, 2, chosen_kind="", chosen_id=None, chosen_position=None)
    searched(bjorkhamn, service, "förskola dagis", 200, 201, 202)
    assert kept() == [("dagis barn", 3)]


@pytest.mark.parametrize("words", ["Förskola Lillemor Qvarnström", "dagis …", "dagis 5512", "x" * 61])
def test_words_that_the_catalogue_does_not_have_are_not_kept(bjorkhamn, service, words):
    searched(bjorkhamn, service, words, 0, 1, 2)
    assert kept() == []


def test_frequent_searches_come_first(bjorkhamn, service):
    searched(bjorkhamn, service, "dagis plats", 0, 1, 2)
    tasks.keep_frequent_searches()
    for typed in ("dag", "dagis p", "dagis lpats"):
        assert first(bjorkhamn, typed)[0] == "dagis plats", typed


def test_frequent_searches_are_the_towns_own_and_lead_to_what_it_shows(bjorkhamn, service):
    other = MunicipalityFactory(country="SE", main_language="sv")
    searched(bjorkhamn, service, "plats dagis", 0, 1, 2)
    tasks.keep_frequent_searches()
    assert (first(bjorkhamn, "plats d"), first(other, "plats d")) == (["plats dagis"], [])
    hide_service(service, bjorkhamn)
    assert first(bjorkhamn, "plats d") == []


def test_what_is_no_longer_frequent_is_forgotten(bjorkhamn, service):
    searched(bjorkhamn, service, "barn plats", 0, 1, 2)
    assert kept() == [("barn plats", 3)]
    Search.objects.all().delete()
    assert kept() == []
