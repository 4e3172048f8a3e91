"""What is in the way of showing a copy."""

import pytest

from tests.factories.practice import document, eid_screen, persona_document, recorded_screen, screen, step
from verkstad.practice.checks import problems
from verkstad.practice.editing import with_screen_added

TWO_BUTTONS = [{"kind": "button", "key": "send", "text": "Ja"}, {"kind": "button", "key": "send", "text": "Nej"}]
WRONG = {
    "no screens": (document(screens=()), [("", "There are no screens.")]),
    "no steps": (document(screen(steps=())), [("", "There are no steps.")]),
    "two steps of a key": (
        document(screen(), screen("second", steps=(step("start-it"),))),
        [("", "Two steps are called start-it.")],
    ),
    "two things of a key": (document(screen(body=TWO_BUTTONS)), [("Anmäl", "Two things are called send.")]),
    "no target": (
        document(screen(steps=(step(target="gone"),))),
        [("Anmäl", "The step “Skicka anmälan.” points at gone, which is not there.")],
    ),
    "an answer for nothing": (
        document(eid_screen(), screen(steps=(step(answers={"leave": "Nej."}),))),
        [("Anmäl", "The step “Skicka anmälan.” points at leave, which is not there.")],
    ),
    "nothing right": (
        document(screen(steps=(step(target="name", expect="type"),))),
        [("Anmäl", "The step “Skicka anmälan.” does not say what is right.")],
    ),
    "an e-ID screen nobody has written": (
        with_screen_added(document(), "Logga in", "eid"),
        [("Logga in", "There are texts still to write.")],
    ),
    "a field nobody has": (
        document(screen(title="Hej {name}")),
        [("Hej {name}", "“{name}” is nothing that Karin has.")],
    ),
    "a real number": (
        document(screen(steps=(step(hints=("", "Skriv 19800101-1234.")),))),
        [("Anmäl", "“19800101-1234” could be somebody's.")],
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_in_the_way_is_told_with_its_screen(wrong):
    copy, expected = WRONG[wrong]
    assert [(one.screen, one.reason) for one in problems(copy, persona_document())] == expected


def test_nothing_is_in_the_way():
    read = step("look", target="", expect="read")
    copy = document(screen(title="Hej {given_name}", steps=(step(), read)), eid_screen(), recorded_screen())
    assert list(problems(copy, persona_document())) == []
