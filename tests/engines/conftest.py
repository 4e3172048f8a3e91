"""A learner in Firefox and one in WebKit, in front of the program with two copies in it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.engines.webdriver import ELEMENT, PATIENCE, Connection, Refused, firefox, webkit

ENGINES = {"firefox": firefox, "webkit": webkit}
ENTER, ESCAPE = "\ue007", "\ue00c"
SHOWN = "iframe:not([hidden])"
WHERE = "return document.querySelector(arguments[0]).getBoundingClientRect().top"


def until[T](look: Callable[[], T], wanted: Callable[[T], bool] = bool) -> T:
    """What is seen when it is as wanted; while a page comes, some of it cannot be asked for."""
    end, seen = time.monotonic() + PATIENCE, None
    while time.monotonic() < end:
        try:
            seen = look()
        except Refused as refused:
            seen = refused
        else:
            if wanted(seen):
                return seen
        time.sleep(0.05)
    raise AssertionError(f"Still {seen!r}")


@dataclass
class Learner:
    """Somebody at the browser; what is between the braces of ``inside`` happens in the copy."""

    browser: Connection

    def open(self, address: str) -> None:
        self.browser.ask("Navigate", url=address)

    def sees(self, script: str, *arguments: Any) -> Any:
        return self.browser.ask("ExecuteScript", script=script, args=list(arguments))

    def goal(self) -> str:
        return self.sees("return document.querySelector('[data-goal]').textContent")

    def answer(self) -> str:
        return self.sees("return document.querySelector('[data-answer]').textContent")

    def click(self, selector: str) -> None:
        until(lambda: self.browser.ask("ElementClick", self._find(selector)) or True)

    def type(self, selector: str, words: str) -> None:
        until(lambda: self.browser.ask("ElementSendKeys", self._find(selector), text=words) or True)

    def write(self, selector: str, words: str) -> None:
        """Pressed first, as people do: WebKit lets a script focus nothing in a frame that nobody has touched."""
        self.click(selector)
        self.type(selector, words)

    @contextmanager
    def inside(self, key: str) -> Iterator[None]:
        """The frame that is shown, once it has what the key names, with that in the middle of the window.

        The driver of WebKit scrolls within the frame only, and presses beside the window what lies below it.
        """
        until(lambda: self._enter() and self._find(f'[data-at="{key}"]'))
        down = self.sees(WHERE, f'[data-at="{key}"]')
        self.browser.ask("SwitchToFrame", id=None)
        self.sees(
            f"scrollBy(0, {down} - innerHeight / 2 + document.querySelector('{SHOWN}').getBoundingClientRect().top)"
        )
        self._enter()
        try:
            yield
        finally:
            self.browser.ask("SwitchToFrame", id=None)

    def _enter(self) -> bool:
        self.browser.ask("SwitchToFrame", id=None)
        self.browser.ask("SwitchToFrame", id={ELEMENT: self._find(SHOWN)})
        return True

    def _find(self, selector: str) -> str:
        return self.browser.ask("FindElement", using="css selector", value=selector)[ELEMENT]


@pytest.fixture(scope="session", params=ENGINES)
def browser(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with ENGINES[request.param](tmp_path_factory.mktemp(request.param)) as running:
        yield running


@pytest.fixture
def learner(browser: Connection, live_server: LiveServer) -> Learner:
    return Learner(browser)
