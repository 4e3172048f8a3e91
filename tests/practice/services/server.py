"""A small server of made-up e-services on this machine, which answers the same way each time.

Who signs in is chosen at a sign-in of its own on another host name, as with a real e-ID.
"""

import json
import mimetypes
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.practice.services import bin_move, plot
from tests.practice.services.wizard import Service

HERE = Path(__file__).resolve().parent
PACKAGES = HERE.parents[2] / ".cache" / "npm"
SERVICES: dict[str, Service] = {service.name: service for service in (plot.SERVICE, bin_move.SERVICE)}
PEOPLE = {key: person for service in SERVICES.values() for key, person in service.people.items()}
# The licence of this font is for pages of the British government only.
NOT_OURS_TO_SHOW = re.compile(rb'@font-face\{font-family:"?GDS Transport[^}]*\}')
EID_HOST = "eid.localhost"


class PackagesMissing(Exception):
    """Run scripts/npm_packages.py, which "make test" does by itself."""


@contextmanager
def running() -> Iterator[str]:
    """The address of the server, such as http://127.0.0.1:43210, until the block is left."""
    if missing := [name for service in SERVICES.values() if not (PACKAGES / (name := service.package)).is_dir()]:
        raise PackagesMissing(missing)
    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, *arguments) -> None:
        super().__init__(*arguments)
        self.answers: dict[tuple[str, str], dict[str, str]] = {}
        self.pages = Environment(
            loader=FileSystemLoader(HERE / "pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path.startswith("/npm/"):
            self.send_file(PACKAGES, path.removeprefix("/npm/"))
        elif path.startswith("/own/"):
            self.send_file(HERE / "pages", path.removeprefix("/own/"))
        elif path == "/api/person":
            self.send(json.dumps(PEOPLE[self.person]).encode(), "application/json")
        elif path == "/sign-in":
            self.send_page("eid/choose.html", people=self.service_asked.people, back=self.asked["back"])
        elif path == "/signed-in":
            self.sign_in()
        else:
            self.send_screen({})

    def do_POST(self) -> None:
        name, screen = self.name_and_screen()
        typed = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode(), keep_blank_values=True))
        self.answers(name).update(typed)
        if errors := SERVICES[name].errors(screen, typed):
            self.send_screen(errors)
        else:
            self.redirect(f"/{name}/{SERVICES[name].after(screen)}")

    def send_screen(self, errors: dict[str, str]) -> None:
        name, screen = self.name_and_screen()
        if name not in SERVICES or screen not in SERVICES[name].screens:
            self.send(b"", "text/plain", status=404)
            return
        self.send_page(
            f"{name}/{screen}.html",
            package=f"/npm/{SERVICES[name].package}/dist",
            sign_in=f"http://{EID_HOST}:{self.server.server_port}/sign-in?service={name}",
            here=f"http://{self.headers['Host']}",
            person=PEOPLE.get(self.person, {}),
            answers=self.answers(name),
            errors=errors,
        )

    def sign_in(self) -> None:
        person = self.asked["person"]
        for key in [key for key in self.server.answers if key[0] == person]:
            del self.server.answers[key]
        self.redirect(self.asked["to"], cookie=f"person={person}; Path=/; HttpOnly")

    @property
    def asked(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}

    @property
    def service_asked(self) -> Service:
        return SERVICES[self.asked["service"]]

    @property
    def person(self) -> str:
        cookie = SimpleCookie(self.headers.get("Cookie", "")).get("person")
        return cookie.value if cookie else ""

    def answers(self, service: str) -> dict[str, str]:
        return self.server.answers.setdefault((self.person, service), {})

    def name_and_screen(self) -> tuple[str, str]:
        name, _, screen = urlsplit(self.path).path.strip("/").partition("/")
        return name, screen or "start"

    def send_page(self, template: str, **context: object) -> None:
        page = self.server.pages.get_template(template).render(context)
        self.send(page.encode(), "text/html; charset=utf-8")

    def send_file(self, folder: Path, name: str) -> None:
        file = (folder / name).resolve()
        if file.is_relative_to(folder) and file.is_file():
            self.send(
                NOT_OURS_TO_SHOW.sub(b"", file.read_bytes()),
                mimetypes.guess_type(file.name)[0] or "application/octet-stream",
            )
        else:
            self.send(b"", "text/plain", status=404)

    def redirect(self, address: str, cookie: str = "") -> None:
        self.send_response(303)
        self.send_header("Location", address)
        if cookie:
            self.send_header("Set-Cookie", cookie)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def send(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Nothing: a test's output is no place for it."""
