"""A service of a few files that a browser shows, and its copy: nothing of either leaves the browser."""

import base64
import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route

from verkstad.practice import recorded
from verkstad.practice.recorded import stored
from verkstad.practice.recorded.tree import Tree
from verkstad.practice.recorded.verifier import verify
from verkstad.practice.recorded.writer import PLAYER, write

SERVICE = "https://service.example"
FRONT = "https://copies.example/practice-asset/"
KINDS = {
    ".html": "text/html",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".js": "text/javascript",
}
CODE = Path(recorded.__file__).parent
SETTLE = CODE.parents[1] / "static/verkstad/js/practice-recorded.js"
# Where a link leads is told to nobody; what has the focus is the player's to say.
UNHEARD = {"url", "focused"}
VIEWPORT = {"width": 800, "height": 900}


@dataclass
class Recorded:
    tree: Tree
    text: str
    assets: dict[str, str]
    contents: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    picture: bytes = b""
    heard: list[str] = field(default_factory=list)

    def written(self) -> str:
        page = write(self.tree, self.assets, FRONT, {})
        verify(page, FRONT)
        return page


def record(
    browser: Browser, files: Mapping[str, str | bytes], *, ready: str = "() => true", pressed: str = ""
) -> Recorded:
    """What the browser shows of /index.html when ``ready`` is true."""
    with closing(browser.new_context(viewport=VIEWPORT, service_workers="block")) as context:
        context.add_init_script(path=CODE / "serialise.js")
        context.route("**", lambda route: _answer(route, files))
        page = context.new_page()
        page.goto(f"{SERVICE}/index.html")
        page.wait_for_function(ready)
        page.evaluate("() => document.fonts.ready")
        taken = page.evaluate(
            "(pressed) => verkstadRecorder.serialise(pressed && document.querySelector(pressed))", pressed
        )
        picture, spoken = page.screenshot(), heard(page)
    sheets = {f"{SERVICE}/{name}": text for name, text in files.items() if name.endswith(".css")}
    kept = {f"{SERVICE}/{name}": (KINDS[Path(name).suffix], _bytes(files[name])) for name in files if _is_asset(name)}
    kept |= {address: _made(data) for address, data in taken["made"].items()}
    text = json.dumps(taken["tree"] | {"sheets": sheets})
    hashes = {address: hashlib.sha256(content).hexdigest() for address, (_, content) in kept.items()}
    contents = {hashes[address]: kept[address] for address in kept}
    return Recorded(stored.read(gzip.compress(text.encode())), text, hashes, contents, picture, spoken)


def show(browser: Browser, one: Recorded, look) -> object:
    """What ``look`` sees in the page of the copy."""
    settle = f"<script>{SETTLE.read_text()}</script>"
    html = one.written().replace(PLAYER, settle)
    with closing(browser.new_context(viewport=VIEWPORT)) as context:
        context.route("**", lambda route: _replay(route, html, one))
        page = context.new_page()
        page.goto("https://copies.example/")
        page.evaluate("() => document.fonts.ready")
        return look(page)


def heard(page: Page) -> list[str]:
    """What the browser tells those who hear the page, also of closed shadows: roles, names, values and states."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [" ".join(_told(node)) for node in nodes if not node["ignored"] and node["role"]["value"] != "InlineTextBox"]


def _told(node: dict) -> Iterator[str]:
    yield node["role"]["value"]
    yield node.get("name", {}).get("value", "")
    yield str(node.get("value", {}).get("value", ""))
    yield from (
        f"{one['name']}={one['value'].get('value')}" for one in node["properties"] if one["name"] not in UNHEARD
    )


def likeness(page: Page, one: bytes, other: bytes) -> float:
    """The part of pixels that are equal in both pictures."""
    pictures = [base64.b64encode(picture).decode() for picture in (one, other)]
    return page.evaluate(
        """async (pictures) => {
            const [one, other] = await Promise.all(pictures.map(async (picture) => {
                const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
                const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
                context.drawImage(image, 0, 0);
                return new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
            }));
            return one.length === other.length ? one.filter((pixel, at) => pixel === other[at]).length / one.length : 0;
        }""",
        pictures,
    )


def _answer(route: Route, files: Mapping[str, str | bytes]) -> None:
    name = urlsplit(route.request.url).path.removeprefix("/")
    if not route.request.url.startswith(SERVICE) or name not in files:
        route.fulfill(status=404)
    else:
        route.fulfill(body=files[name], content_type=KINDS[Path(name).suffix])


def _replay(route: Route, html: str, one: Recorded) -> None:
    url = route.request.url
    if url == "https://copies.example/":
        route.fulfill(body=html, content_type="text/html; charset=utf-8")
    elif url.removeprefix(FRONT) in one.contents:
        kind, content = one.contents[url.removeprefix(FRONT)]
        route.fulfill(body=content, content_type=kind, headers={"Access-Control-Allow-Origin": "*"})
    else:
        raise AssertionError(url)


def _is_asset(name: str) -> bool:
    return KINDS[Path(name).suffix].startswith("image/")


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _made(data: str) -> tuple[str, bytes]:
    kind, _, content = data.removeprefix("data:").partition(";base64,")
    return kind, base64.b64decode(content)
