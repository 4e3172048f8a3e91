"""Records a walk through a service in a browser in which a person, or a test, does the walking.

Playwright comes with the extra "record"; nothing else in the program needs it.
"""

import base64
import gzip
import json
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from playwright.sync_api import BrowserContext, Error, Frame, Page, Request, Response, sync_playwright

from verkstad.practice.recorded import hosts, stored
from verkstad.practice.recorded.addresses import joined
from verkstad.practice.recorded.archive import Asset
from verkstad.practice.recorded.hosts import Hosts, Kind
from verkstad.practice.recorded.recording import Writer
from verkstad.practice.recorded.tree import Element, Refused, Text, Tree

HERE = Path(__file__).resolve().parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
VIEWPORT = (1100, 900)
# A page that never comes to rest is taken as it is then.
LONGEST_WAIT = 8.0
_FONTS = {"woff2", "woff", "ttf", "otf"}
_DRAWN = re.compile(r"data:(image/[\w.+-]+);base64,(.+)", re.DOTALL)
_IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?([^"')\s;]+)""", re.IGNORECASE)
# What a person changes in a form; a screen is still the same screen.
_FILLED_IN = {"value", "checked", "selected"}


@dataclass(frozen=True)
class Words:
    """What stands on the page while it is recorded, in the language that is active when this is made."""

    banner: str = field(default_factory=lambda: _("RECORDING – use the test person"))
    save: str = field(default_factory=lambda: _("Save this view too"))
    finish: str = field(default_factory=lambda: _("Finish"))


@dataclass
class Report:
    """``milliseconds``: how long each tree took; ``refused``: hosts on which nothing was recorded."""

    milliseconds: list[float] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Taken:
    moment: str
    tree: Tree
    pictures: Mapping[str, Asset]


class NoBrowser(Exception):
    """There is no Chromium on this machine."""


def record(
    start: str,
    file: Path,
    walk: Callable[["Recorder"], None],
    places: Hosts,
    *,
    headless: bool = False,
) -> Report:
    """Until the walk returns; raises Refused when what it sees cannot be taken, and leaves no file then."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        raise NoBrowser
    words = Words()
    with sync_playwright() as playwright, Writer(file, start) as writer:
        browser = playwright.chromium.launch(
            executable_path=executable, headless=headless, args=["--no-sandbox"] if headless else []
        )
        context = browser.new_context(
            viewport={"width": VIEWPORT[0], "height": VIEWPORT[1]}, service_workers="block", accept_downloads=False
        )
        recorder = Recorder(context, writer, places, words)
        recorder.page.goto(start)
        recorder.settle()
        walk(recorder)
        recorder.finish()
        browser.close()
    return recorder.report


def by_hand(recorder: "Recorder") -> None:
    """A walk that ends when the person closes the browser, or presses the button."""
    while not recorder.is_finished:
        recorder.settle()
        try:
            recorder.page.wait_for_timeout(100)
        except Error:
            return


class Recorder:
    """What is taken, and when."""

    def __init__(self, context: BrowserContext, writer: Writer, places: Hosts, words: Words) -> None:
        self.writer, self.hosts, self.report = writer, places, Report()
        self.is_finished = False
        self.is_due = False
        self.last: _Taken | None = None
        self.refused: Refused | None = None
        self.sheets: dict[str, str] = {}
        self.under_way: set[Request] = set()
        binding = f"v{secrets.token_hex(8)}"
        context.expose_binding(binding, lambda source, told: self._told(told))
        told = {
            "binding": binding, "words": asdict(words),
            "service": sorted(places.service), "never": sorted(places.never),
        }  # fmt: skip
        context.add_init_script((HERE / "serialise.js").read_text())
        context.add_init_script(f"({(HERE / 'recorder.js').read_text()})({json.dumps(told)})")
        context.on("request", self._request_begins)
        context.on("requestfinished", self._request_ends)
        context.on("requestfailed", self._request_ends)
        context.on("response", self._keep_response)
        context.on("page", self._watch)
        self.page = context.new_page()

    def settle(self) -> None:
        """Takes the screen when it has come to rest, if anything has happened since the last one."""
        started = time.monotonic()
        while self.is_due and not self.page.is_closed():
            if self._is_quiet() or time.monotonic() - started > LONGEST_WAIT:
                self.is_due = False
                self._take("arrived")
            else:
                self._pause()
        if self.refused:
            raise self.refused

    def save_view(self) -> None:
        """Even when it looks as before."""
        self._take("saved")

    def finish(self) -> None:
        self.settle()
        self._write_last()

    def _watch(self, page: Page) -> None:
        self.page = page
        page.on("framenavigated", self._navigated)

    def _navigated(self, frame: Frame) -> None:
        if frame.parent_frame or frame.url == "about:blank":
            return
        kind = self.hosts.kind(frame.url)
        self.is_due = kind == Kind.SERVICE
        if kind == Kind.NEVER:
            self._write_last()
            self.writer.add_eid(hosts.host_of(frame.url))
        elif kind == Kind.OTHER:
            self.report.refused.add(hosts.host_of(frame.url))

    def _request_begins(self, request: Request) -> None:
        self.under_way.add(request)

    def _request_ends(self, request: Request) -> None:
        self.under_way.discard(request)

    def _pause(self) -> None:
        try:
            self.page.wait_for_timeout(50)
        except Error:
            self.is_due = False

    def _is_quiet(self) -> bool:
        return not self.under_way and bool(self._evaluate("window.verkstadRecorder?.isQuiet()"))

    def _take(self, moment: str) -> None:
        self._evaluate(f"window.verkstadRecorder?.take('{moment}')")

    def _evaluate(self, script: str) -> object:
        try:
            return self.page.evaluate(f"() => {script}")
        except Error:
            return None  # The page was being left, or closed.

    def _told(self, told: str) -> None:
        """By recorder.js in the page."""
        data = json.loads(told)
        if data["moment"] == "finished":
            self.is_finished = True
        elif data["moment"] == "failed":
            self.refused = Refused(f"has a screen that cannot be taken: {data['reason'][:200]}")
        elif data["moment"] == "touched":
            self.is_due = True
        elif self.hosts.kind(data["tree"]["address"]) == Kind.SERVICE:
            self.report.milliseconds.append(data["took"])
            try:
                self._keep(data["moment"], self._tree(data["tree"]), _pictures(data["made"]))
            except Refused as refused:
                self.refused = refused

    def _tree(self, data: dict[str, Any]) -> Tree:
        tree = stored.read(gzip.compress(json.dumps(data).encode("utf-8", "replace"), compresslevel=1))
        return replace(tree, sheets=dict(self._sheets_of(tree)))

    def _sheets_of(self, tree: Tree) -> Iterable[tuple[str, str]]:
        """Those that its elements name, and those that these import, which came over the network."""
        sheets = [node.sheet for node in tree.nodes() if isinstance(node, Element) and node.sheet]
        asked = [sheet.address for sheet in sheets if sheet.css is None]
        asked += [joined(sheet.address, name) for sheet in sheets for name in _IMPORT.findall(sheet.css or "")]
        seen: set[str] = set()
        while asked:
            address = asked.pop()
            if address in self.sheets and address not in seen:
                seen.add(address)
                asked += [joined(address, name) for name in _IMPORT.findall(self.sheets[address])]
                yield address, self.sheets[address]

    def _keep(self, moment: str, tree: Tree, pictures: Mapping[str, Asset]) -> None:
        """A screen that has come to rest as it was tells nothing; one in which only a press is new stands for both."""
        last = self.last
        if last and moment == "arrived" and _without(last.tree, _FILLED_IN) == _without(tree, _FILLED_IN):
            return
        if not (last and last.moment == "arrived" and moment == "pressed" and _without(last.tree) == _without(tree)):
            self._write_last()
        self.last = _Taken(moment, tree, pictures)

    def _write_last(self) -> None:
        if self.last:
            self.writer.add_screen(self.last.tree, self.last.pictures, self.last.moment)
        self.last = None

    def _keep_response(self, response: Response) -> None:
        """Style sheets, pictures and fonts that the service itself shows."""
        try:
            if response.status != 200 or not self._is_of_service(response):
                return
            kind = _kind(response)
            for address in _addresses(response) if kind else ():
                if kind == "text/css":
                    self.sheets[address] = response.body().decode("utf-8-sig", "replace")
                else:
                    self.writer.add_asset(address, Asset(kind, response.body()))
        except Error:
            return  # The page was left before it was whole; then nobody has seen it.
        except Refused as refused:
            self.refused = refused

    def _is_of_service(self, response: Response) -> bool:
        shown_on = response.frame.url
        return self.hosts.kind(shown_on) == Kind.SERVICE and self.hosts.kind(response.url) != Kind.NEVER


def _addresses(response: Response) -> Iterable[str]:
    """Where it was found, and those that led there."""
    request: Any = response.request
    while request:
        yield request.url
        request = request.redirected_from


def _kind(response: Response) -> str:
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    ending = response.url.partition("?")[0].rpartition(".")[2].lower()
    if response.request.resource_type == "font" and not kind.startswith("font/"):
        return f"font/{ending}" if ending in _FONTS else ""
    return kind if kind == "text/css" or kind.startswith(("image/", "font/")) else ""


def _pictures(made: Mapping[str, str]) -> dict[str, Asset]:
    found = {address: match for address, url in made.items() if (match := _DRAWN.fullmatch(url))}
    return {address: Asset(match[1], base64.b64decode(match[2])) for address, match in found.items()}


def _without(tree: Tree, ignored: Iterable[str] = ()) -> list[object]:
    """What tells whether two trees show the same; what was pressed does not."""
    return [
        node.text if isinstance(node, Text) else (
            node.name, node.shown, {name: text for name, text in node.attributes.items() if name not in ignored}
        )
        for node in tree.nodes()
    ]  # fmt: skip
