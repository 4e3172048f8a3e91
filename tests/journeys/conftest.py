"""A real browser in front of the real program with the demo in it, as at home after “make demo”."""

import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Error, Locator, Page, Playwright, expect

from tests.conftest import CHROMIUM, started, unmeasured
from verkstad.practice.queries.shipped import COPIES

HERE = Path(__file__).resolve().parent
AXE = HERE.parent / "vendor" / "axe.min.js"
LOCAL = {"127.0.0.1", "localhost"}
# A frame of a copy hears nothing from its page, and is looked at by itself.
VIOLATIONS = """async () => (await axe.run({ iframes: false, resultTypes: ["violations"] })).violations.map(
    violation => `${violation.id}: ${violation.nodes.map(node => node.target.join(" ")).join(", ")}`)"""
OURS = ("VERKSTAD_", "DATABASE_", "DJANGO_")


def free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return attempt.getsockname()[1]


def press(pressable: Locator) -> None:
    """What leads to another page, and wait until that is there: who goes on sooner looks at the page before, and who
    goes elsewhere takes back what was sent."""
    with pressable.page.expect_navigation():
        pressable.click()


@dataclass(frozen=True)
class Demo:
    """``verkstad`` in a home of its own."""

    home: Path

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "verkstad.config.cli", *arguments]

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        # No embedder: making the demo's vectors would keep a core busy for minutes.
        return kept | {"VERKSTAD_HOME": str(self.home), "VERKSTAD_EMBEDDER": ""}

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = self.command(*arguments)
        return subprocess.run(command, check=False, capture_output=True, text=True, env=unmeasured(self.environment))

    def start(self, port: int) -> subprocess.Popen[str]:
        """In the foreground with one web process, ready when this returns."""
        process = subprocess.Popen(
            self.command("demo", "--port", str(port), "--workers", "1"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=self.environment,
        )
        lines = []
        for line in process.stdout:
            lines.append(line)
            if line.startswith("Press Ctrl-C"):
                return process
        raise AssertionError("".join(lines))

    def processes(self) -> list[str]:
        """The command lines of all that still runs because of this demo."""
        mine = [f"VERKSTAD_HOME={self.home}", f"{self.home}/postgres"]
        return [line for line in map(_describe, Path("/proc").glob("[0-9]*")) if any(part in line for part in mine)]

    def stop_what_is_left(self) -> None:
        if self.processes():
            self.run("stop")


def _describe(process: Path) -> str:
    """The command line and the environment; nothing for a process that has ended meanwhile."""
    try:
        return " ".join((process / name).read_bytes().replace(b"\0", b" ").decode() for name in ("cmdline", "environ"))
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return ""


@dataclass(frozen=True)
class FirstStart:
    address: str
    output: str
    processes: list[str]


@pytest.fixture(scope="session")
def demo() -> Demo:
    """In a home that is kept from run to run while the tables, and what is put in them, stay the same."""
    caches = Path(settings.HOME).parent
    put_in = [*HERE.parents[1].glob("demo/*/*"), *COPIES.glob("*.yaml")]
    content = b"".join(file.read_bytes() for file in sorted(put_in) if file.is_file())
    tables = settings.DATABASES["default"]["TEST"]["TEMPLATE"]
    home = caches / f"journeys-{tables}-{hashlib.sha256(content).hexdigest()[:8]}"
    for old in caches.glob("journeys-*"):
        if old != home:
            shutil.rmtree(old, ignore_errors=True)
    return Demo(home)


@pytest.fixture(scope="session")
def first_start(demo: Demo) -> Iterator[FirstStart]:
    """What was seen when the demo was started in the background; it runs until it is stopped."""
    # A run that was cut off has left its demo.
    demo.stop_what_is_left()
    port = free_port()
    started = demo.run("demo", "--background", "--port", str(port))
    yield FirstStart(f"http://127.0.0.1:{port}", started.stdout + started.stderr, demo.processes())
    demo.stop_what_is_left()


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium without the windows around its pages, which take as long as the pages, where there is such a package."""
    with started(playwright, shutil.which("chromium-headless-shell") or CHROMIUM) as running:
        yield running


@pytest.fixture(scope="session")
def server(first_start: FirstStart) -> str:
    """The address of the running demo, such as http://127.0.0.1:43210."""
    return first_start.address


@pytest.fixture(scope="session")
def signed_in(browser: Browser, server: str, first_start: FirstStart) -> Callable[[str], list[Any]]:
    """The cookies of Björkhamn's member with a role, who signs in once: a code is good for one time, and the next one
    comes half a minute later."""

    @cache
    def cookies(role: str) -> list[Any]:
        email, password = re.search(rf"{role} +(\S+@bjorkhamn\.example) +(\S+)", first_start.output).groups()
        context = browser.new_context(base_url=server)
        page = context.new_page()
        page.goto("/bjorkhamn/sv/staff/")
        page.get_by_label("E-postadress").fill(email)
        page.get_by_label("Lösenord").fill(password)
        page.get_by_role("button", name="Logga in", exact=True).click()
        expect(page.get_by_label("Kod")).to_be_visible()
        page.get_by_label("Kod").fill(re.search(r"koden är (\d{6})", page.locator("main").inner_text()).group(1))
        page.get_by_role("button", name="Fortsätt").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Hej")
        kept = context.cookies()
        context.close()
        return kept

    return cookies


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """A new page of a new reader; fails when it asked another host for anything or its script broke."""
    context = browser.new_context(base_url=server)
    opened = context.new_page()
    strays: list[str] = []
    opened.on("request", lambda request: strays.append(request.url) if _is_elsewhere(request.url) else None)
    opened.on("pageerror", lambda error: strays.append(str(error)))
    yield opened
    context.close()
    assert strays == []


def _is_elsewhere(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in LOCAL


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Look for barriers on the page as it stands; each as "rule: elements", by WCAG 2.2 A and AA and good practice."""
    source = AXE.read_text()

    def look(page: Page) -> list[str]:
        page.wait_for_load_state()
        with suppress(Error):  # a press has led on meanwhile, and the page that comes is the one to look at
            return _look(page)
        page.wait_for_load_state()
        return _look(page)

    def _look(page: Page) -> list[str]:
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(source)
        return page.evaluate(VIOLATIONS)

    return look
