"""What is remembered of a search, and what is not."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.factories.search import SearchFactory, make_service
from verkstad.search import actions, queries, tasks
from verkstad.search.models import Search


def test_a_search_is_stored_with_what_it_found(bjorkhamn):
    make_service("Hyra bastu", municipality=bjorkhamn)
    actions.rebuild_index()
    answer = queries.search(bjorkhamn, "bastu 811218-9876", "en", filters=["no_eid"])
    key = uuid4()
    actions.record_search(key, bjorkhamn, "en", answer)
    search = Search.objects.get()
    assert (search.key, search.municipality, search.language, search.words, search.filters) == (
        key, bjorkhamn, "en", "bastu …", ["no_eid"],
    )  # fmt: skip
    assert (search.services_found, search.places_found, search.documents_found, search.is_weak) == (1, 0, 0, False)


def choose(search, **values) -> bool:
    choice = {"key": search.key, "municipality": search.municipality, "kind": "service", "object_id": 7, "position": 1}
    return actions.record_choice(**choice | values)


def test_the_first_choice_is_kept(db):
    search = SearchFactory()
    assert choose(search) is True
    assert choose(search, kind="place", object_id=8, position=2) is False
    search.refresh_from_db()
    assert (search.chosen_kind, search.chosen_id, search.chosen_position) == ("service", 7, 1)


def test_a_key_of_another_municipality_is_ignored(bjorkhamn):
    assert choose(SearchFactory(), municipality=bjorkhamn) is False


def test_an_unknown_key_is_ignored(db):
    assert choose(SearchFactory(), key=uuid4()) is False
    assert Search.objects.exclude(chosen_kind="").count() == 0


@pytest.mark.parametrize(
    ("kind", "number", "position"), [("cat", 1, 1), ("service", -1, 1), ("service", 1, 0), ("page", 2**63, 1)]
)
def test_a_choice_that_no_answer_has_is_refused(db, kind, number, position):
    search = SearchFactory()
    with pytest.raises(ValueError, match=r"."):
        choose(search, kind=kind, object_id=number, position=position)
    search.refresh_from_db()
    assert search.chosen_kind == ""


def test_searches_are_kept_for_so_many_months_as_is_set(db, settings):
    settings.SEARCHES_KEPT_MONTHS = 24
    now = timezone.now()
    SearchFactory(at=now - timedelta(days=731))
    kept = SearchFactory(at=now - timedelta(days=729))
    tasks.delete_old_searches()
    assert Search.objects.get() == kept
