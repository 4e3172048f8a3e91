"""Buttons and fields are found again by what they say, and rather not than wrongly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.practice.recorded.trees import el, tree
from verkstad.practice.recorded.anchors import anchors, find


def only(*body):
    (anchor,) = anchors(tree(*body)).values()
    return anchor


@pytest.mark.parametrize(
    ("control", "role", "name"),
    [
        (el("button", "  Nästa ", el("b", "steg")), "button", "Nästa steg"),
        (el("a", el("img", alt="Start"), href="/"), "link", "Start"),
        (el("a", el("svg", el("title", "x"), aria_hidden="true"), "Sök", href="/"), "link", "Sök"),
        (el("a", "Skicka", href="/", role="button"), "button", "Skicka"),
        (el("summary", "Vad kostar det?"), "button", "Vad kostar det?"),
        (el("input", type="submit", value="Skicka"), "button", "Skicka"),
        (el("input", type="image", alt="Sök"), "button", "Sök"),
        (el("input", type="date", title="Dag"), "textbox", "Dag"),
        (el("input", type="search", placeholder="Sök"), "searchbox", "Sök"),
        (el("textarea", "skrivet", aria_label="Meddelande"), "textbox", "Meddelande"),
        (el("select", el("option", "Ett")), "combobox", ""),
        (el("label", el("input", type="checkbox"), " Jag godkänner"), "checkbox", "Jag godkänner"),
        (el("div", "Öppna", tabindex="0", role="button"), "button", "Öppna"),
    ],
)
def test_what_a_control_is_and_is_called(control, role, name):
    anchor = only(control)
    assert (anchor.role, anchor.name) == (role, name)


def test_labels_are_found_by_what_they_are_for():
    assert only(el("label", "E-post", for_="email"), el("input", id="email")).name == "E-post"
    assert only(el("p", "Gata", id="a"), el("p", "och nummer", id="b"), el("input", aria_labelledby="a b c")).name == (
        "Gata och nummer"
    )


def test_a_label_in_a_shadow_is_of_that_shadow():
    inside = [el("label", "Inne", for_="x"), el("input", id="x")]
    host = el("own-field") | {"shadow": {"mode": "closed", "children": inside}}
    assert only(el("label", "Ute", for_="x"), host).name == "Inne"


def test_a_control_in_a_frame_of_the_page_is_told():
    assert only(el("iframe") | {"frame": {"root": el("html", el("body", el("button", "Nästa")))}}).name == "Nästa"


def test_a_control_stands_under_the_legend_of_its_group_or_the_last_heading():
    group = el("fieldset", el("legend", "Svar"), el("input", type="radio"))
    found = anchors(tree(el("h1", "Dina uppgifter"), el("button"), group, el("h2", "Sedan"), el("div", el("button"))))
    assert [anchor.heading for anchor in found.values()] == ["Dina uppgifter", "Svar", "Sedan"]
    assert only(el("fieldset", el("button"))).heading == ""
    assert only(el("h2", "Frågor"), el("h3", el("button", "Vad kostar det?"))).heading == "Frågor"


def test_hidden_fields_are_nothing_to_press():
    assert anchors(tree(el("input", type="hidden"), el("a", "ankare"))) == {}


def test_of_several_that_say_the_same_the_same_one_is_found():
    links = [el("a", "Läs mer", href="/") for _ in range(3)]
    numbers = list(found := anchors(tree(*links)))
    assert [find(found[number], tree(el("div"), *links)) for number in numbers] == [number + 1 for number in numbers]


def test_of_several_that_say_the_same_none_is_found_when_there_are_more_or_fewer_today():
    links = [el("a", "Läs mer", href="/") for _ in range(3)]
    anchor = anchors(tree(*links))[7]
    assert find(anchor, tree(*links, links[0])) is None
    assert find(anchor, tree(*links[1:])) is None


def test_a_control_that_says_something_else_is_found_by_its_id_and_name():
    anchor = only(el("h1", "Du"), el("input", id="phone", name="phone", title="Telefon"))
    assert find(anchor, tree(el("h1", "Du"), el("input", id="phone", name="phone", title="Mobil"))) == 7


def test_what_only_looks_alike_is_not_taken_for_it():
    anchor = only(el("h1", "Du"), el("button", "Skicka"))
    assert find(anchor, tree(el("h1", "Du"), el("button", "Avbryt"))) is None
    assert find(anchor, tree()) is None


@given(st.lists(st.sampled_from(["Ja", "Nej", "Nästa", "Läs mer"]), max_size=8))
def test_everything_is_found_where_nothing_has_changed(names):
    page = tree(*[el("button", name) for name in names])
    assert [find(anchor, page) for anchor in anchors(page).values()] == list(anchors(page))
