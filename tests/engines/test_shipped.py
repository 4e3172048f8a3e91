"""Every screen of every copy that comes with the program, with all in it pressed and filled: nothing comes of it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from django.utils import timezone

from tests.engines.conftest import Elsewhere, Learner, Request, until
from tests.engines.webdriver import Refused
from tests.practice.pressing import ALL_PRESSED, SECRET, WORDS
from verkstad.practice import frames
from verkstad.practice.actions.copies import publish
from verkstad.practice.actions.shipped import take_shipped
from verkstad.practice.models import Edition, Screen
from verkstad.practice.queries.shipped import Shipped, shipped_copies

pytestmark = pytest.mark.engines

ALL = {f"{one.document.key}.{one.document.language}": one for one in shipped_copies()}
# What pages of ours and frames are made of.
PARTS = ("/static/", "/look/", "/practice-asset/", "/favicon.ico")
FRAME = "/practice-frame/"
SCREEN = 'iframe[data-screen="{}"]'
IS_STILL_HERE = "return window.isStillHere === true"
# As when somebody asks for the last hint of each step; a frame that has no more steps does nothing.
DONE = """const player = document.querySelector("[data-frames]")
    const frame = player?.querySelector(`[data-screen="${arguments[0]}"]`)
    for (let step = 0; step < arguments[1]; step += 1) frame?.contentWindow.postMessage({ practice: "do" }, "*")"""
IS_AT_END = "return location.pathname.endsWith('/done/')"


@dataclass
class Effects:
    """Of what was pressed and filled: what should be nothing, of each kind."""

    elsewhere: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)
    left: set[int] = field(default_factory=set)


@pytest.fixture
def effects(
    learner: Learner, bjorkhamn, live_server, requests: list[Request], elsewhere: Elsewhere
) -> Iterator[Callable[..., Effects]]:
    """Walks through a copy, whose rows can be changed ``before``, or through some of its screens."""

    def walk(shipped: Shipped, screens: int | None = None, before: Callable[[], object] = lambda: None) -> Effects:
        edition = take_shipped(shipped, municipality=bjorkhamn)
        publish(edition, checked_on=timezone.localdate(), by="second")
        before()
        elsewhere.asked()
        key, language = shipped.document.key, shipped.document.language
        page = f"/bjorkhamn/sv/practice/{key}/"
        learner.open(f"{live_server.url}{page}try/?language={language}")
        learner.listen()
        left = press_all(learner, shipped, screens)
        messages = learner.messages()
        own = tuple(f"{page}{name}/" for name in ("try", "count", "done"))
        asked = {path for path in beside_frames(requests, edition) if not path.startswith((*PARTS, *own))}
        said = [one for one in [*messages, *(request.said for request in requests)] if SECRET in one]
        said += [one for one in messages if not json.loads(one).keys() <= WORDS]
        return Effects(set(elsewhere.asked()), asked, said, left)

    yield walk
    # What was not walked to its end would go on counting in the next test.
    learner.open("about:blank")


def beside_frames(requests: list[Request], edition: Edition) -> set[str]:
    """The addresses that are not those of screens of this copy."""
    screens = set(edition.screens.values_list("pk", flat=True))
    paths = {request.path for request in requests}
    return {
        path
        for path in paths
        if not path.startswith(FRAME) or frames.read(path.removeprefix(FRAME).rstrip("/")).screen not in screens
    }


def press_all(learner: Learner, shipped: Shipped, screens: int | None) -> set[int]:
    """The numbers of those screens that something else stands instead of, at once or when the next one has come."""
    left = set()
    walked = shipped.document.screens[:screens]
    for number, screen in enumerate(walked):
        until(lambda number=number: learner.enter(f"{SCREEN.format(number)}:not([hidden])"))
        try:
            assert sum(learner.sees(ALL_PRESSED)), screen.key
        except Refused:
            left.add(number)
        learner.leave()
        learner.sees(DONE, number, len(screen.steps))
        if number + 1 < len(shipped.document.screens):
            until(lambda number=number: learner.enter(f"{SCREEN.format(number + 1)}:not([hidden])"))
            learner.enter(SCREEN.format(number))
            left |= set() if learner.sees(IS_STILL_HERE) else {number}
            learner.leave()
    if screens is None:
        until(lambda: learner.sees(IS_AT_END))
    return left


@pytest.mark.parametrize("name", ALL)
def test_nothing_comes_of_what_is_pressed_and_filled(effects, name):
    assert effects(ALL[name]) == Effects()


def leak(markup: str) -> None:
    """Out of all recorded screens."""
    for screen in Screen.objects.exclude(page=""):
        screen.page = screen.page.replace("</body>", f"{markup}</body>")
        screen.save(update_fields=["page"])


@pytest.mark.parametrize(
    ("markup", "effect"),
    [
        ("<area href='http://elsewhere.example/link'>", {"elsewhere": {"http://elsewhere.example/link"}}),
        ("<img src='http://elsewhere.example/picture'>", {"elsewhere": {"http://elsewhere.example/picture"}}),
        ("<img src='https://elsewhere.example/'>", {"elsewhere": {"elsewhere.example:443"}}),
        ("<img src='/health/live'>", {"asked": {"/health/live"}}),
        ("<area href='about:blank'>", {"left": {0}}),
        ("<input onchange='parent.postMessage({key: value}, `*`)'>", {"said": [f'{{"key":"{SECRET}"}}']}),
    ],
)
def test_what_comes_of_a_screen_that_nothing_holds_is_noticed(monkeypatch, effects, markup, effect):
    monkeypatch.setattr(frames, "frame_policy", lambda *_about, **_more: "img-src *")
    monkeypatch.setattr(frames, "page_policy", lambda _request: "img-src *")
    assert effects(ALL["garden-plot.sv"], screens=1, before=lambda: leak(markup)) == Effects(**effect)
