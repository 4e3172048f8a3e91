"""Every copy that comes with the program: walked to its end, with all in it pressed and filled on the way."""

import json
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Request

from tests.journeys.practising import ALL, RECORDED, Learner, learner_in
from tests.practice.pressing import ALL_PRESSED, CHOICES, FIELDS, PRESSABLE, SECRET, WORDS
from verkstad.practice.documents import ScreenDocument

pytestmark = pytest.mark.journeys

# What the browser says of a form that a script sends where it may not, and of words written in a field for dates.
OWN_WORDS = ("Blocked form submission to ''", "The specified value")
# The page's order to the frame of a screen to do its steps.
DONE = """([number, steps]) => {
    const frame = document.querySelector(`[data-screen="${number}"]`);
    for (let step = 0; step < steps; step += 1) frame?.contentWindow.postMessage({ practice: "do" }, "*");
}"""


@pytest.fixture
def learner(browser, server):
    context = browser.new_context(base_url=server)
    yield learner_in(context, server)
    # Not the page alone: Chromium forgets to close one that has just got its next document (crbug.com/536385539).
    context.close()


def press_and_fill_all(learner: Learner, screen: ScreenDocument) -> None:
    """All but what the steps are going to ask for, which comes after."""
    asked = {step.target for step in screen.steps}
    for pressable in learner.copy.locator(PRESSABLE).all():
        if pressable.get_attribute("data-at") not in asked:
            pressable.click()
    wanted = {step.value for step in screen.steps}
    for choice in learner.copy.locator(CHOICES).all():
        if choice.get_attribute("value") not in {*wanted, "on", None}:
            choice.click()
    for one in learner.copy.locator(FIELDS).all():
        one.fill(SECRET)
        one.press("Enter")
        one.blur()
    for step in screen.steps:
        if step.expect == "type":
            learner.at(step.target).fill("")


@pytest.fixture
def moves(learner):
    """The paths that frames have gone to."""
    found = set()
    learner.page.on("framenavigated", lambda frame: found.add(urlsplit(frame.url).path))
    return found


@pytest.mark.parametrize("name", ALL)
def test_copy_is_walked_to_its_end_and_nothing_pressed_or_typed_in_it_goes_anywhere(learner, moves, name):
    learner.walk(ALL[name], before=lambda screen: press_and_fill_all(learner, screen))
    assert nothing_got_out(learner, moves)
    steps = sum(len(screen.steps) for screen in ALL[name].document.screens)
    messages = [json.loads(message) for message in learner.messages]
    assert sum(message["practice"] == "right" for message in messages) == steps


@pytest.mark.parametrize("name", RECORDED)
def test_nothing_pressed_or_typed_in_a_recorded_copy_goes_anywhere(learner, moves, name):
    asked = []
    learner.page.on("filechooser", lambda _: asked.append("a file of one's own"))
    learner.begin(RECORDED[name])
    for number, screen in enumerate(RECORDED[name].document.screens):
        shown = learner.page.locator(f'[data-screen="{number}"]:not([hidden])')
        shown.wait_for()
        frame = shown.element_handle().content_frame()
        for field in frame.locator("input[type=file]").all():
            field.click()
        assert sum(frame.evaluate(f"() => {{ {ALL_PRESSED} }}")), screen.key
        learner.page.evaluate(DONE, [number, len(screen.steps)])
    learner.page.wait_for_url("**/done/**")
    assert nothing_got_out(learner, moves)
    assert asked == []


def nothing_got_out(learner: Learner, moves: set[str]) -> bool:
    assert [one for one in learner.wrongs if not one.startswith(OWN_WORDS)] == []
    assert {path for path in moves if not path.endswith(("/try/", "/done/"))} <= screens_shown(learner)
    assert [request.url for request in learner.requests if SECRET in everything_in(request)] == []
    assert [message for message in learner.messages if SECRET in message] == []
    assert {name for message in learner.messages for name in json.loads(message)} <= WORDS
    return bool(learner.messages)


def screens_shown(learner: Learner) -> set[str]:
    """The addresses of frames; the one behind them is that of a frame that is empty yet."""
    asked = {urlsplit(request.url).path for request in learner.requests if request.resource_type == "document"}
    return {path for path in asked if path.startswith("/practice-frame/")} | {"blank"}


def everything_in(request: Request) -> str:
    return " ".join([request.method, request.url, str(request.headers), request.post_data or ""])
