"""What moved in a service is told in words that its owner understands."""

import pytest

from tests.practice.recorded.trees import el, tree
from verkstad.practice.recorded.compare import changes
from verkstad.practice.recorded.tree import Leaf, with_fields

NEXT = el("button", "Nästa", id="next", name="go")


def told(copy, today, person=None):
    return [str(change) for change in changes(copy, today, person or {})]


@pytest.mark.parametrize(
    ("before", "today", "sentences"),
    [
        ([NEXT], [el("div", NEXT)], []),
        ([NEXT], [], ["Sida: The button “Nästa” is gone."]),
        ([], [NEXT], ["Sida: The button “Nästa” is new."]),
        ([NEXT], [el("h1", "Du"), NEXT], ["Sida: The button “Nästa” stands under “Du” now."]),
        ([NEXT], [el("button", "Vidare", id="next", name="go")], ["Sida: The button “Nästa” is called “Vidare” now."]),
        ([NEXT], [el("a", "Nästa", id="next", href="/")], ["Sida: The button “Nästa” is a link now."]),
        ([el("input", name="a")], [], ["Sida: The textbox “a” is gone."]),
    ],
)
def test_what_changed_on_a_screen_is_told(before, today, sentences):
    assert told([tree(*before)], [tree(*today)]) == sentences


def test_screens_that_came_and_went_are_told():
    pages = {name: tree(NEXT, title=name) for name in ("Början", "Frågor", "Klart", "Nytt")}
    copy = [pages["Början"], pages["Frågor"], pages["Klart"]]
    assert told(copy, [pages["Början"], pages["Klart"]]) == ["Frågor: The screen is gone."]
    assert told(copy, [*copy, pages["Nytt"]]) == ["Nytt: The screen is new."]


def test_a_screen_with_another_title_is_still_the_screen():
    assert told([tree(NEXT, title="Du"), None], [tree(title="Dina uppgifter"), None]) == [
        "Du: The button “Nästa” is gone."
    ]


def test_more_screens_in_place_of_one_are_told():
    assert told([tree(title="Du")], [tree(title="Namn"), tree(title="Adress")]) == ["Adress: The screen is new."]
    assert told([tree(title="Namn"), tree(title="Adress")], [None]) == ["Adress: The screen is gone."]


def test_a_practice_e_id_is_no_change():
    assert told([None], [None]) == []


def test_who_walks_today_is_no_change():
    person = {"given_name": "Torvald"}
    field = el("button", "?", title="?")
    copy = with_fields(tree(field), {Leaf(6): "Spara {given_name}", Leaf(5, "title"): "Om {given_name}"})
    assert told([copy], [tree(el("button", "Spara Torvald"))], person) == []
