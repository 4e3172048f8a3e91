"""Copies are practised in Firefox and WebKit as in Chromium: typing, choosing, pressing, and being shown where."""

import pytest
from django.utils import timezone

from tests.engines.conftest import ENTER, ESCAPE, Learner, Request, until
from verkstad.practice.actions.copies import CopyData, add_copy, publish, save_persona
from verkstad.practice.documents import StepDocument
from verkstad.practice.queries.shipped import Shipped, shipped_copies
from verkstad.practice.texts import filled

pytestmark = pytest.mark.engines

COPIES = {one.document.key: one for one in shipped_copies() if one.document.language == "sv"}
KIND = "return document.querySelector('[data-at=\"' + arguments[0] + '\"]').localName"
FOCUSED = "return document.activeElement.dataset.at"
FOCUSED_ON_PAGE = "return document.activeElement.id"


@pytest.fixture
def begin(learner, bjorkhamn, live_server):
    """Opens a copy at its first step."""

    def open_copy(key: str) -> Shipped:
        shipped = COPIES[key]
        save_persona(shipped.persona, municipality=bjorkhamn)
        publish(
            add_copy(CopyData(key, "sv"), shipped.document, municipality=bjorkhamn), checked_on=timezone.localdate()
        )
        learner.open(f"{live_server.url}/bjorkhamn/sv/practice/{key}/try/")
        learner.listen()
        return shipped

    return open_copy


def do(learner: Learner, step: StepDocument, fields: dict[str, str]) -> None:
    at, value = f'[data-at="{step.target}"]', filled(step.value, fields)
    with learner.inside(step.target):
        kind = learner.sees(KIND, step.target)
        if step.expect == "type":
            learner.write(at, value)
        elif kind == "select":
            learner.click(f'{at} option[value="{value}"]')
        elif kind == "fieldset":
            learner.click(f'{at} input[value="{value}"]')
        else:
            learner.click(at)


def told(learner: Learner, requests: list[Request]) -> list[str]:
    """What was typed and then said by a frame to the page, or by either to the program."""
    assert learner.typed
    said = [*learner.messages(), *(request.said for request in requests)]
    return [words for words in learner.typed if any(words in one for one in said)]


def press_enter(learner: Learner, target: str) -> None:
    """Where the second hint has led."""
    with learner.inside(target):
        pass
    learner.click("[data-do=hint]")
    learner.click("[data-do=hint]")
    with learner.inside(target):
        until(lambda: learner.sees(FOCUSED) == target)
        learner.type(f'[data-at="{target}"]', ENTER)


@pytest.mark.parametrize(("key", "by_keys"), [("childcare", False), ("report-a-move", True)])
def test_copy_is_walked_to_its_end_and_nothing_typed_is_told(learner, begin, requests, key, by_keys):
    shipped = begin(key)
    steps = [step for screen in shipped.document.screens for step in screen.steps]
    for step in steps:
        goal = filled(step.goal, shipped.persona.fields)
        until(learner.goal, lambda seen, goal=goal: seen == goal)
        if step.expect == "press" and by_keys:
            press_enter(learner, step.target)
        else:
            do(learner, step, shipped.persona.fields)
    until(lambda: learner.sees("return location.pathname.endsWith('/done/')"))
    assert sum('"right"' in message for message in learner.messages()) == len(steps)
    assert sum("what=reached" in request.said for request in requests) == len(steps) - 1
    assert told(learner, requests) == []


def test_hints_show_where_and_then_do_it(learner, begin):
    [first, second, *_] = begin("childcare").document.screens
    until(lambda: learner.sees("return !document.querySelector('[data-do=hint]').closest('[hidden]')"))
    with learner.inside("begin"):
        pass
    learner.click("[data-do=hint]")
    assert until(learner.answer) == first.steps[0].hints[0]
    learner.click("[data-do=hint]")
    until(learner.answer, lambda seen: seen == first.steps[0].hints[1])
    with learner.inside("begin"):
        assert until(lambda: learner.sees(FOCUSED)) == "begin"
        assert learner.sees("return getComputedStyle(document.activeElement).outlineStyle") == "dashed"
    learner.click("[data-do=hint]")
    until(learner.goal, lambda seen: seen == second.steps[0].goal)


def test_wrong_press_is_told_and_escape_leads_to_the_help(learner, begin):
    first = begin("childcare").document.screens[0].steps[0]
    with learner.inside("fee"):
        learner.click('[data-at="fee"]')
    assert until(learner.answer) == first.answers["fee"]
    with learner.inside("fee"):
        learner.type('[data-at="fee"]', ESCAPE)
    until(lambda: learner.sees(FOCUSED_ON_PAGE), lambda seen: seen == "coach")


def test_number_of_ones_own_is_taken_away_and_not_told(learner, begin, requests):
    begin("childcare")
    for key in ("begin", "approve"):
        with learner.inside(key):
            learner.click(f'[data-at="{key}"]')
    with learner.inside("child-number"):
        learner.write('[data-at="child-number"]', "19121212-1212")
        learner.sees("document.activeElement.blur()")
        until(lambda: learner.sees("return document.querySelector('[data-at=child-number]').value === ''"))
    assert "eget nummer" in until(learner.answer)
    assert told(learner, requests) == []


def test_frame_knows_nothing_of_the_page_and_keeps_nothing(learner, begin):
    begin("childcare")
    with learner.inside("begin"):
        assert learner.sees("return [origin, location.protocol === 'http:']") == ["null", True]
        refused = learner.sees(
            """return [() => document.cookie, () => localStorage, () => parent.document.title].map(look => {
                try { look(); return 'allowed' } catch (error) { return error.name }
            })"""
        )
    assert refused == ["SecurityError"] * 3
