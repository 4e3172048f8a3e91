"""The words that a process keeps in memory."""

import gc
from weakref import ref

import pytest

from tests.factories.search import make_service
from verkstad.search import actions, queries
from verkstad.search.lexicons import lexicons, trusted_lexicons


def test_words_that_have_changed_are_let_go(bjorkhamn):
    make_service("Hyra bastu", municipality=bjorkhamn)
    actions.rebuild_index()
    queries.search(bjorkhamn, "bastubad", "sv")
    former = ref(lexicons(["sv"])["sv"].splitter)
    make_service("Hyra kanot", municipality=bjorkhamn)
    actions.rebuild_index()
    queries.search(bjorkhamn, "kanot", "sv")
    gc.collect()
    assert former() is None


@pytest.mark.parametrize(("seconds", "queries_made"), [(60.0, 0), (0.0, 1)])
def test_words_are_compared_with_the_database_when_they_have_been_trusted_long_enough(
    bjorkhamn, monkeypatch, django_assert_num_queries, seconds, queries_made
):
    monkeypatch.setattr("verkstad.search.lexicons.TRUSTED_SECONDS", seconds)
    lexicons(["sv"])
    with django_assert_num_queries(queries_made):
        trusted_lexicons(["sv"])
