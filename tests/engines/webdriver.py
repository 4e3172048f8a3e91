"""Firefox and WebKit of this machine, driven by the commands of WebDriver; Playwright drives only its own builds.

Firefox is asked over Marionette, which is in it; WebKit through its driver, on a screen that nobody sees.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
# A starting browser, and a page on a machine that has much else to do.
PATIENCE = 60
# Of other sizes the driver of WebKit is at odds with what it shows.
GEOMETRY = "1200x1390"
PREFERENCES = {
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}


class Missing(Exception):
    """Run scripts/engines, which "make test-engines" does by itself."""


class Refused(Exception):
    """The browser's answer to a command that it could not carry out."""


class Connection(Protocol):
    """Carries out a command of WebDriver by its name in the standard."""

    def ask(self, command: str, element: str = "", **parameters: Any) -> Any: ...


class Marionette:
    """Length, colon, JSON; back and forth on one connection."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._number = 0
        self._read()

    def ask(self, command: str, element: str = "", **parameters: Any) -> Any:
        if element:
            parameters["id"] = element
        if command == "SwitchToFrame" and parameters["id"]:
            parameters = {"element": parameters["id"][ELEMENT]}
        self._number += 1
        words = json.dumps([0, self._number, f"WebDriver:{command}", parameters]).encode()
        self._connection.sendall(b"%d:%b" % (len(words), words))
        _, _, error, answer = self._read()
        if error:
            raise Refused(error["error"], error["message"])
        return answer["value"] if isinstance(answer, dict) and set(answer) == {"value"} else answer

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._some(1)
        words, left = b"", int(length[:-1])
        while len(words) < left:
            words += self._some(left - len(words))
        return json.loads(words)

    def _some(self, most: int) -> bytes:
        if not (some := self._connection.recv(most)):
            raise Refused("The browser is gone.")
        return some


class Http:
    """Requests to a driver, which drives the browser."""

    ADDRESSES = {
        "Navigate": "url",
        "ExecuteScript": "execute/sync",
        "FindElement": "element",
        "SwitchToFrame": "frame",
        "ElementClick": "element/{}/click",
        "ElementSendKeys": "element/{}/value",
    }

    def __init__(self, driver: str, session: str = "") -> None:
        self._driver, self._session = driver, session

    def ask(self, command: str, element: str = "", **parameters: Any) -> Any:
        return self.post(f"/session/{self._session}/{self.ADDRESSES[command].format(element)}", parameters)

    def post(self, address: str, parameters: dict[str, Any]) -> Any:
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self._driver + address, json.dumps(parameters).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            with error:
                raise Refused(error.read().decode()) from error


@contextmanager
def firefox(home: Path, proxy: int) -> Iterator[Connection]:
    """What is not on this machine is asked for at the port of ``proxy``, by each browser."""
    port = _free_port()
    hosts = {f"network.proxy.{scheme}": "127.0.0.1" for scheme in ("http", "ssl")}
    ports = {f"network.proxy.{scheme}_port": proxy for scheme in ("http", "ssl")}
    preferences = PREFERENCES | hosts | ports | {"network.proxy.type": 1, "marionette.port": port}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
    (home / "user.js").write_text("".join(lines))
    command = [_program("firefox-esr", "firefox"), "--headless", "--marionette", "--no-remote", "--profile", str(home)]
    with _running(command, home), _connected(port) as connection:
        marionette = Marionette(connection)
        marionette.ask("NewSession")
        yield marionette


@contextmanager
def webkit(home: Path, proxy: int) -> Iterator[Connection]:
    browser = next(Path("/usr").glob("lib*/**/webkit2gtk-4*/MiniBrowser"), None)
    if browser is None:
        raise Missing("MiniBrowser of WebKitGTK")
    port = _free_port()
    driver = [_program("WebKitWebDriver"), "--host=127.0.0.1", f"--port={port}"]
    proxied = [f"--proxy=http://127.0.0.1:{proxy}", "--ignore-host=127.0.0.1", "--ignore-host=localhost"]
    options = {"binary": str(browser), "args": ["--automation", f"--geometry={GEOMETRY}", *proxied]}
    wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
    with ExitStack() as stack:
        screen = stack.enter_context(_screen(home))
        stack.enter_context(_running(driver, home, DISPLAY=screen, GDK_BACKEND="x11", LIBGL_ALWAYS_SOFTWARE="1"))
        stack.enter_context(_connected(port))
        address = f"http://127.0.0.1:{port}"
        yield Http(address, Http(address).post("/session", wanted)["sessionId"])


@contextmanager
def _screen(home: Path) -> Iterator[str]:
    """The name of a screen that nobody sees."""
    reading, writing = os.pipe()
    command = [_program("Xvfb"), "-displayfd", str(writing), "-screen", "0", "1280x1500x24", "-nolisten", "tcp"]
    with os.fdopen(reading, "rb") as number, _running(command, home, keep=writing):
        os.close(writing)
        yield f":{number.readline().decode().strip()}"


@contextmanager
def _running(command: list[str], home: Path, keep: int | None = None, **environment: str) -> Iterator[None]:
    """The program with all that it starts, until the block is left."""
    with (home / "log").open("ab") as log:
        process = subprocess.Popen(
            command,
            stdout=log,
            stderr=log,
            env=os.environ | {"HOME": str(home)} | environment,
            pass_fds=[keep] if keep else [],
            start_new_session=True,
        )
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def _connected(port: int) -> Iterator[socket.socket]:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
            break
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
    with connection:
        yield connection


def _program(*names: str) -> str:
    for name in names:
        if found := shutil.which(name):
            return found
    raise Missing(names[0])


def _free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])
