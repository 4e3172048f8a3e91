from dataclasses import replace
from datetime import date

import pytest
from django.urls import set_script_prefix
from django.utils import translation

from tests.factories.places import PlaceFactory, moment
from verkstad.core.translated import Text
from verkstad.places.board import Board, Opening, board
from verkstad.places.opening_hours.model import State
from verkstad.portal.results import groups_for_page, pages_of
from verkstad.search.answers import Answer, Contact, DocumentHit, Group, Hit, Piece
from verkstad.search.models import Fact, Kind

NOON = moment("2026-11-23 12:00")
NOWHERE = Board({})


@pytest.fixture(autouse=True)
def _english_reader_in_bjorkhamn():
    set_script_prefix("/bjorkhamn/en/")
    with translation.override("en"):
        yield
    set_script_prefix("/")


def hit(kind, object_id=1, slug="slug", facts=()):
    return Hit(
        kind, object_id, slug, Text("Namn", "sv"), Text("Kort", "sv"), Text("Ägare", "sv"), frozenset(facts), 1.0
    )


def shown(municipality, *hits, total=1):
    here = board(municipality, NOON) if municipality else NOWHERE
    [group] = groups_for_page(Answer("x", [Group(hits[0].kind, hits, total)]), municipality, here, NOON)
    return group


@pytest.mark.parametrize(
    ("facts", "eid", "kinds"),
    [
        ([Fact.ONLINE], "needed", ["online"]),
        ([Fact.ONLINE, Fact.NO_EID, Fact.VISIT], "none", ["online", "visit"]),
        ([Fact.PHONE, Fact.NO_EID], "", ["phone"]),
    ],
)
def test_service_card_tells_the_ways_and_whether_eid_is_needed(facts, eid, kinds):
    group = shown(None, hit(Kind.SERVICE, facts=facts), total=2)
    [card] = group.cards
    assert (group.heading, group.card, card["eid"], card["channel_kinds"]) == ("2 services", "result", eid, kinds)
    assert (card["url"], card["lang"], card["chosen"]) == ("/bjorkhamn/en/services/slug/", "sv", "service:1:1")


def test_place_of_an_answer_is_counted_over_all_pages():
    [group] = groups_for_page(Answer("x", [Group(Kind.SERVICE, [hit(Kind.SERVICE)], 11)], page=2), None, NOWHERE, NOON)
    assert [card["chosen"] for card in group.cards] == ["service:1:11"]


def test_service_card_tells_whom_to_call_and_whether_they_answer_now():
    opening = Opening(NOON, State.PHONE_ONLY, until=moment("2026-11-23 16:00"))
    asked = replace(hit(Kind.SERVICE), contact=Contact("+46 1 2", "post@example.org", opening))
    [card] = shown(None, asked).cards
    assert (card["phone"], card["email"], card["state"], card["open_text"]) == (
        "+46 1 2", "post@example.org", "limited", "Answers the phone until 16:00",
    )  # fmt: skip


def test_page_is_linked_by_the_name_of_its_address():
    group = shown(None, hit(Kind.PAGE, 0, "portal:contact"))
    assert (group.heading, group.cards[0]["url"]) == ("Pages", "/bjorkhamn/en/contact/")


def test_page_says_nothing_of_eid_and_ways():
    [card] = shown(None, hit(Kind.PAGE, 0, "portal:contact", [Fact.ONLINE, Fact.NO_EID])).cards
    assert (card["eid"], card["channel_kinds"]) == ("", [])


def test_places_come_in_order_with_what_is_open(bjorkhamn):
    first, second = PlaceFactory.create_batch(2, municipality=bjorkhamn)
    group = shown(bjorkhamn, hit(Kind.PLACE, second.pk), hit(Kind.PLACE, 0), hit(Kind.PLACE, first.pk))
    assert (group.heading, group.card) == ("Places and contacts", "place")
    assert [(card["chosen"], card["state"]) for card in group.cards] == [
        (f"place:{second.pk}:1", "open"),
        (f"place:{first.pk}:3", "open"),
    ]


def test_document_card_marks_the_words_that_match_and_shows_the_rest_as_text():
    pieces = (Piece("Om <b> ", matches=False), Piece("taxa", matches=True))
    found = DocumentHit(7, Text("Protokoll", "sv"), "https://example.org/7", date(2026, 3, 12), "protokoll", pieces)
    group = shown(None, found)
    [card] = group.cards
    assert (group.heading, card["url"], card["summary"]) == (
        "Minutes and reports", "https://example.org/7", "Om &lt;b&gt; <mark>taxa</mark>",
    )  # fmt: skip
    assert card["meta"].startswith("Protokoll, ")


@pytest.mark.parametrize(("totals", "pages"), [((), 1), ((3,), 1), ((11, 25), 3), ((5000,), 20)])
def test_there_are_as_many_pages_as_the_longest_group_needs_up_to_a_limit(totals, pages):
    groups = [Group(Kind.SERVICE, [], total) for total in totals]
    assert pages_of(Answer("x", groups)).paginator.num_pages == pages


@pytest.mark.parametrize(
    ("kind", "slug", "url", "meta"),
    [
        (Kind.COPY, "move", "/bjorkhamn/en/practice/move/", "Try it: practice copy"),
        (Kind.PACKAGE, "base", "/bjorkhamn/en/learn/base/", "Learn: a package of the digital driving licence"),
        (Kind.MODULE, "base/post", "/bjorkhamn/en/learn/base/post/", "Learn: a module, at your own pace"),
    ],
)
def test_what_can_be_learnt_says_what_can_be_done_with_it(kind, slug, url, meta):
    [group] = groups_for_page(Answer("x", [Group(Kind.LEARNING, [hit(kind, slug=slug)], 1)]), None, NOWHERE, NOON)
    [card] = group.cards
    assert (group.heading, card["url"], card["meta"], card["eid"]) == ("Learn and practise", url, meta, "")


def test_copy_is_told_from_its_service_by_name():
    [group] = groups_for_page(
        Answer("x", [Group(Kind.LEARNING, [hit(Kind.COPY), hit(Kind.MODULE, slug="a/b")], 1)]), None, NOWHERE, NOON
    )
    assert [card["before"] for card in group.cards] == ["Practise:", ""]
