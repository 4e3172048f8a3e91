"""The words that a process keeps in memory."""

import gc
from weakref import ref

from tests.factories.search import make_service
from verkstad.search import actions, queries
from verkstad.search.lexicons import lexicons


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
