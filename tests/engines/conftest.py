"""A learner in Firefox and one in WebKit, in front of the program."""

import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_plus

import pytest
from django.core.handlers.wsgi import WSGIHandler
from pytest_django.live_server_helper import LiveServer

from tests.engines.webdriver import ELEMENT, PATIENCE, Connection, Refused, firefox, webkit
from tests.practice.recorded import hostile
from tests.practice.recorded.hostile import Canary

ENGINES = {"firefox": firefox, "webkit": webkit}
# Whom Firefox asks for what is new, whatever it is told.
FIREFOX_ASKS = ("mozilla.com:443", "mozilla.org:443", "googleapis.com:443")
ENTER, ESCAPE = "\ue007", "\ue00c"
SHOWN = "iframe:not([hidden])"
# Kept by the browser, because the page is left at the end.
LISTEN = """
    sessionStorage.clear()
    addEventListener("message", ({ data }) => {
        sessionStorage.setItem(sessionStorage.length, JSON.stringify(data))
    })
"""
HEARD = "return Object.keys(sessionStorage).filter(key => Number(key) >= 0).map(key => sessionStorage.getItem(key))"
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
    typed: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        self.browser.ask("Navigate", url=address)

    def sees(self, script: str, *arguments: Any) -> Any:
        return self.browser.ask("ExecuteScript", script=script, args=list(arguments))

    def goal(self) -> str:
        return self.sees("return document.querySelector('[data-goal]').textContent")

    def answer(self) -> str:
        return self.sees("return document.querySelector('[data-answer]').textContent")

    def listen(self) -> None:
        """To what frames say to the page, from now on."""
        self.sees(LISTEN)

    def messages(self) -> list[str]:
        return self.sees(HEARD)

    def click(self, selector: str) -> None:
        until(lambda: self.browser.ask("ElementClick", self._find(selector)) or True)

    def type(self, selector: str, words: str) -> None:
        self.typed.append(words)
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
        until(lambda: self.enter() and self._find(f'[data-at="{key}"]'))
        down = self.sees(WHERE, f'[data-at="{key}"]')
        self.leave()
        self.sees(
            f"scrollBy(0, {down} - innerHeight / 2 + document.querySelector('{SHOWN}').getBoundingClientRect().top)"
        )
        self.enter()
        try:
            yield
        finally:
            self.leave()

    def enter(self, frame: str = SHOWN) -> bool:
        self.leave()
        self.browser.ask("SwitchToFrame", id={ELEMENT: self._find(frame)})
        return True

    def leave(self) -> None:
        self.browser.ask("SwitchToFrame", id=None)

    def _find(self, selector: str) -> str:
        return self.browser.ask("FindElement", using="css selector", value=selector)[ELEMENT]


@dataclass(frozen=True)
class Elsewhere:
    """All hosts that are not this machine."""

    canary: Canary

    def asked(self) -> list[str]:
        """What browsers have asked for there since last time."""
        asked = [address for address in self.canary.heard if not address.endswith(FIREFOX_ASKS)]
        self.canary.heard.clear()
        return asked


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[Elsewhere]:
    with hostile.canary() as canary:
        yield Elsewhere(canary)


@pytest.fixture(scope="module", params=ENGINES)
def browser(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, elsewhere: Elsewhere
) -> Iterator[Connection]:
    """One for each module: what a page has opened or left running is gone with it."""
    with ENGINES[request.param](tmp_path_factory.mktemp(request.param), elsewhere.canary.server_port) as running:
        yield running


@pytest.fixture
def learner(browser: Connection, live_server: LiveServer) -> Learner:
    return Learner(browser)


@dataclass(frozen=True)
class Request:
    """``said``: all that is in it, its body too."""

    path: str
    said: str


@pytest.fixture
def requests(monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """Those that reach the program."""
    heard: list[Request] = []
    answer = WSGIHandler.__call__

    def listen(handler: WSGIHandler, environ: dict[str, Any], start: Any) -> Any:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        said = unquote_plus(" ".join([*(str(value) for value in environ.values()), body.decode()]))
        heard.append(Request(environ["PATH_INFO"], said))
        return answer(handler, environ, start)

    monkeypatch.setattr(WSGIHandler, "__call__", listen)
    return heard
