"""The steps of a screen that is recorded anew, and what is of another service."""

import pytest

from tests.factories.practice import step
from tests.practice.recorded.trees import el, tree
from verkstad.practice.recorded.carried import Carried, carried, refuse_strangers
from verkstad.practice.recorded.recording import ScreenRefused

NEXT = el("button", "Nästa", id="next")
NAME = el("input", id="name", name="name")


def select(*values):
    return el("select", *[el("option", one, value=one) for one in values], id="day", name="day", title="Dag")


def test_steps_go_on_to_what_they_were_about():
    steps = (step(target="7", expect="type", value="{given_name}"), step(target="5", answers={"7": "Inte än."}))
    again = carried(steps, tree(NEXT, NAME), tree(el("p"), NAME, NEXT))
    assert again == Carried(
        (step(target="6", expect="type", value="{given_name}"), step(target="7", answers={"6": "Inte än."})), ()
    )


def test_what_is_gone_points_at_nothing_and_is_told():
    steps = (step(target="5", goal="Gå vidare.", answers={"7": "Inte än."}), step(target="", expect="read"))
    again = carried(steps, tree(NEXT, NAME), tree(el("p")))
    assert again == Carried(
        (step(target="", goal="Gå vidare."), step(target="", expect="read")), ("Gå vidare.", "Inte än.")
    )


def test_what_two_fit_is_nobodys():
    first, second = el("a", "Läs mer", href="1"), el("a", "Läs mer", href="2")
    again = carried([step(target="7", goal="Läs.")], tree(first, second), tree(first))
    assert again.lost == ("Läs.",)


def test_a_field_of_another_kind_is_chosen_anew():
    day = el("input", id="day", name="day", title="Dag")
    again = carried([step(target="5", expect="choose", value="1", goal="Välj.")], tree(select("1")), tree(day))
    assert (again.steps[0].target, again.lost) == ("", ("Välj.",))


@pytest.mark.parametrize(("today", "value", "lost"), [(("0", "1"), "1", ()), (("2",), "", ("Välj.",))])
def test_what_can_no_longer_be_chosen_is_told(today, value, lost):
    again = carried(
        [step(target="5", expect="choose", value="1", goal="Välj.")], tree(select("1")), tree(select(*today))
    )
    assert (again.steps[0].target, again.steps[0].value, again.lost) == ("5", value, lost)


def in_language(lang, **rest):
    made = tree(**rest)
    made.page.root.attributes["lang"] = lang
    return made


@pytest.mark.parametrize(
    ("known", "walked"),
    [
        ([tree(address="https://a.example/1")], tree(address="https://a.example/2")),
        ([tree(address="https://a.example/1")], tree()),
        ([], tree(address="https://b.example/")),
        ([in_language("sv")], in_language("sv-SE")),
        ([in_language("")], in_language("da")),
    ],
)
def test_what_is_of_the_same_service_or_does_not_tell_is_taken(known, walked):
    refuse_strangers(known, [(0, walked)])


@pytest.mark.parametrize(
    ("known", "walked", "why"),
    [
        (
            tree(base="https://a.example/"),
            tree(address="https://b.example/x"),
            "“Sida” is on b.example; the copy was recorded on a.example",
        ),
        (
            in_language("sv"),
            in_language("da"),
            "is in the language da; the copy was recorded in sv",
        ),
    ],
)
def test_another_service_and_another_language_are_refused(known, walked, why):
    with pytest.raises(ScreenRefused, match=why):
        refuse_strangers([known], [(0, walked)])
