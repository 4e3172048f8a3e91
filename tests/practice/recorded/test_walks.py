"""Of two walks by two made-up people nothing is left that is about either."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.practice.recorded.trees import el, tree
from tests.practice.services.plot import PEOPLE
from verkstad.practice.recorded.flags import Flag, Why
from verkstad.practice.recorded.tree import Leaf, Text, leaves
from verkstad.practice.recorded.walks import Apart, merged, with_person
from verkstad.practice.texts import filled

ONE, OTHER = PEOPLE["ingegerd"], PEOPLE["torvald"]
FIELDS = st.sampled_from(sorted(ONE))
WORDS = st.text(alphabet="abc åØ,.-0123{}", max_size=12)


def merge(one, other):
    return merged([one], [other], (ONE, OTHER))


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Ingegerd", "Torvald", "{given_name}"),
        ("Hej Ingegerd!", "Hej Torvald!", "Hej {given_name}!"),
        ("Ingegerds lott", "Torvalds lott", "{given_name}s lott"),
        ("INGEGERD EKMARK", "TORVALD NYHAMMAR", "{given_name} {family_name}"),
        ("195202300017", "194802310029", "{number}"),
        ("520230-0017", "480231-0029", "{number}"),
        ("5202300017", "4802310029", "{number}"),
        ("Ring 0701740610", "Ring 0701740621", "Ring {phone}"),
        ("Syrenbacken 12, 990 11 Sjöåker", "Lärksträtet 3, 990 27 Bergsele", "{street}, {postcode} {town}"),
        ("Ingegerd i Sjöåker", "Torvald i Sjöåker", "{given_name} i Sjöåker"),
        ("Ärende 17", "Ärende 18", None),
        ("Ingegerd, 3 st", "Torvald, 4 st", None),
        ("Ingegerd Ekmark", "Torvald Lund", None),
        ("3 Ingegerd", "Torvald", None),
        ("Ingegerd i Sjöåker", "Torvald i Bergby", None),
        ("", "Torvald", None),
    ],
)
def test_what_two_people_say_of_themselves_becomes_fields(one, other, said):
    assert with_person(one, ONE, other, OTHER) == said


def test_what_the_first_shares_with_a_relative_is_told_apart_by_the_second():
    one, other = {"family_name": "Ek", "child_name": "Ek"}, {"family_name": "Lind", "child_name": "Alm"}
    assert with_person("Ek och Ek", one, "Alm och Lind", other) == "{child_name} och {family_name}"


def test_people_without_fields_say_nothing():
    assert with_person("a", {"given_name": ""}, "b", {}) is None


@given(st.lists(st.one_of(WORDS, FIELDS.map(lambda name: f"{{{name}}}")), max_size=5).map("".join))
def test_any_text_about_both_people_can_be_said_of_a_third(template):
    said = with_person(filled(template, ONE), ONE, filled(template, OTHER), OTHER)
    assert said is not None
    assert filled(said, OTHER) == filled(template, OTHER)


@given(WORDS, WORDS)
def test_what_is_said_without_the_people_is_never_taken_for_them(one, other):
    said = with_person(one, ONE, other, OTHER)
    assert said is None or (said == one == other)


def test_texts_and_what_was_typed_become_fields():
    screen = merge(
        tree(el("h1", "Hej Ingegerd"), el("input", value="070-174 06 10", id="phone")),
        tree(el("h1", "Hej Torvald"), el("input", value="070-174 06 21", id="phone")),
    )
    found = dict(leaves(screen.screens[0]))
    assert (found[Leaf(6)], found[Leaf(7, "value")]) == ("Hej {given_name}", "{phone}")
    assert (screen.replaced, screen.flags) == (2, ())


def test_what_differs_and_is_nobodys_is_flagged():
    screen = merge(tree(el("p", "Ärende 17", class_="a")), tree(el("p", "Ärende 18", id="b", class_="a")))
    assert screen.flags == (Flag(0, 6, Why.DIFFERS, "Ärende 17"), Flag(0, 5, Why.DIFFERS, "b"))


def test_where_links_led_is_forgotten():
    screen = merge(
        tree(el("a", "Visa", href="/case/17"), address="http://a.example/17"),
        tree(el("a", "Visa", href="/case/18"), address="http://a.example/18"),
    )
    assert dict(leaves(screen.screens[0]))[Leaf(5, "href")] == ""
    assert screen.screens[0].address == ""
    assert (screen.replaced, screen.flags) == (0, ())


def test_styles_and_addresses_that_differ_are_flagged():
    def styled(name):
        page = {"root": el("html", el("head", el("style") | {"sheet": {"css": f"a::after {{ content: '{name}' }}"}}))}
        body = el("body", el("iframe") | {"frame": page | {"base": f"http://a.example/{name}"}})
        return tree(body, sheets={"http://a.example/own.css": name, "http://a.example/all.css": ""})

    screen = merge(styled("a"), styled("b"))
    assert [(flag.node, flag.excerpt) for flag in screen.flags] == [
        (None, "http://a.example/own.css"),
        (6, "http://a.example/a"),
        (9, "a::after { content: 'a' }"),
    ]


def test_a_page_whose_own_address_differs_is_flagged():
    one, other = tree(base="http://a.example/17"), tree(base="http://a.example/18")
    assert merge(one, other).flags == (Flag(0, None, Why.DIFFERS, "http://a.example/17"),)


def test_an_e_id_stands_where_both_used_one():
    assert merged([None, tree()], [None, tree()], (ONE, OTHER)).screens[0] is None


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ([tree(el("p"))], [tree(el("b"))], "“Sida” has <p> in one walk where the other has <b>"),
        ([tree("Nej")], [tree(el("b"))], "“Sida” has “Nej” in one walk where the other has <b>"),
        ([tree()], [tree(el("b"))], "“Sida” has more on it in one of the walks"),
        ([tree(), tree(title="Klart")], [tree()], "“Klart” is where only one of the walks came"),
        ([tree()], [tree(), None], "“2” is where only one of the walks came"),
        ([tree()], [None], "“Sida” is where only one of the walks went to an e-ID"),
        (
            [tree(el("a") | {"pressed": True}, el("a"))],
            [tree(el("a"), el("a") | {"pressed": True})],
            "“Sida” was left in another way in the other walk",
        ),
    ],
)
def test_walks_that_went_apart_are_refused_with_the_screen(one, other, reason):
    with pytest.raises(Apart, match=r".") as refused:
        merged(one, other, (ONE, OTHER))
    assert str(refused.value) == reason


def test_a_screen_without_a_title_is_told_by_its_number():
    with pytest.raises(Apart) as refused:
        merge(tree(title=" "), tree("more", title=" "))
    assert refused.value.screen == "1"


def test_marked_texts_hold_fields():
    screen = merge(tree("Ingegerd"), tree("Torvald")).screens[0]
    assert [node.text for node in screen.nodes() if isinstance(node, Text) and node.fields] == ["{given_name}"]
