"""Where it is tried whether copies ask for anything: the hostile page and copies of it, shown as copies are shown."""

import gzip
import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlsplit

from django.test import RequestFactory
from playwright.sync_api import Browser

from tests.practice.recorded import hostile
from tests.practice.recorded.hostile import Canary
from tests.practice.recorded.replay import CODE
from verkstad.practice.frames import Framed, frame_policy, page_policy
from verkstad.practice.recorded import stored
from verkstad.practice.recorded.verifier import verify
from verkstad.practice.recorded.writer import write

FRONT = "http://copies.example/practice-asset/"
# Until a page is there, and until it has done what it does by itself, which it puts off for more than a second.
BEFORE_PRESSING, AFTER_PRESSING = 0.3, 1.8
# Everything that a page says, also what our own recorder would never take.
TAKEN_WHOLE = """() => {
    const sheets = {};
    const many = (nodes) => [...nodes].map(take).filter(Boolean);
    const take = (node) => {
        if (node.nodeType === Node.TEXT_NODE) return { kind: "text", text: node.data };
        if (node.nodeType !== Node.ELEMENT_NODE) return null;
        const { localName } = node;
        const parent = localName === "template" ? node.content : node;
        const taken = { kind: "element", name: localName, children: many(parent.childNodes) };
        taken.attributes = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]));
        if (node.shadowRoot) taken.shadow = { children: many(node.shadowRoot.childNodes) };
        if (localName === "style") taken.sheet = { address: document.baseURI, css: node.textContent };
        if (localName === "link") taken.sheet = { address: node.href };
        if (localName === "link") sheets[node.href] = `@import "${node.href}"; a { background: url(${node.href}) }`;
        if (node.contentDocument?.documentElement) taken.frame = { root: take(node.contentDocument.documentElement) };
        return taken;
    };
    return { v: 1, page: { root: take(document.documentElement), base: document.baseURI }, sheets };
}"""
PRESSED = """() => {
    const within = (one) => (one.shadowRoot ? all(one.shadowRoot) : []);
    const all = (root) => [...root.querySelectorAll("*")].flatMap((one) => [one, ...within(one)]);
    const events = ["pointerdown", "mousedown", "mouseover", "input", "change", "toggle", "error", "load", "close"];
    const found = all(document);
    for (const one of found) {
        try {
            one.focus?.();
            for (const type of events) one.dispatchEvent(new Event(type, { bubbles: true }));
            one.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
            one.requestSubmit?.();
            one.showPopover?.();
        } catch {}
    }
    return found.length;
}"""


@dataclass(frozen=True)
class Way:
    """How something is shown: the page itself, or what is written of it as our recorder takes it ("ours"), or as one
    that takes everything would ("all")."""

    taken: str
    framed: bool = False
    locked: bool = False

    def __str__(self) -> str:
        return "-".join([self.taken, *["framed"] * self.framed, *["locked"] * self.locked])


# By what is written alone; by the locks alone, nothing taken out; by both.
SAFE = [
    *(Way(taken) for taken in ("ours", "all")),
    Way("page", framed=True, locked=True),
    *(Way(taken, framed=True, locked=True) for taken in ("ours", "all")),
]
UNSAFE = [Way("page"), Way("page", framed=True)]


@dataclass(frozen=True)
class Ground:
    canary: Canary
    """The service, which should hear of nothing."""
    host: Canary
    """Of copies, and of the pages around them."""
    pages: dict[str, str]
    times: Iterator[int] = field(default_factory=count)

    def prepare(self, way: Way) -> str:
        """The address at which it is now shown in this way.

        Its own addresses are new each time: Firefox does not ask twice for a picture that it did not get.
        """
        html = self.pages[way.taken].replace("/hit/", f"/hit{next(self.times)}/")
        copies = f"http://localhost:{self.host.server_port}"
        policies = _policies(self.host.address, copies) if way.locked else ({}, {})
        sandbox = 'sandbox="allow-scripts"' if way.locked else ""
        self.host.show("/around", f'<!DOCTYPE html><iframe {sandbox} src="{copies}/copy"></iframe>', **policies[0])
        self.host.show("/copy", html, **policies[1])
        self.canary.heard.clear()
        return f"{self.host.address}/{'around' if way.framed else 'copy'}"


def _policies(page: str, copies: str) -> tuple[dict[str, str], dict[str, str]]:
    """As pages and copies are shown."""
    requests = RequestFactory()
    outside = page_policy(requests.get("/", headers={"Host": urlsplit(page).netloc}))
    inside = frame_policy(
        requests.get("/", headers={"Host": urlsplit(copies).netloc}), Framed(1, page), nonce="once", has_own_styles=True
    )
    return {"Content_Security_Policy": outside}, {"Content_Security_Policy": inside}


@contextmanager
def ground(chromium: Browser) -> Iterator[Ground]:
    """With copies by Chromium, in which walks are recorded; shown they can be in any browser."""
    with hostile.canary() as service, hostile.canary() as host:
        service.show("/", hostile.page(service.address))
        with closing(chromium.new_context()) as context:
            context.add_init_script(path=CODE / "serialise.js")
            page = context.new_page()
            # What the page asks for is answered at once, or a machine with much to do may wait for it for ever.
            page.route("**/hit/**", lambda route: route.fulfill(status=204))
            page.goto(service.address, wait_until="commit")
            page.wait_for_selector("button:last-of-type")
            ours, everything = page.evaluate("() => verkstadRecorder.serialise().tree"), page.evaluate(TAKEN_WHOLE)
        copies = {"ours": _written(ours), "all": _written(everything)}
        yield Ground(service, host, copies | {"page": hostile.page(service.address)})


def _written(tree: dict) -> str:
    page = write(stored.read(gzip.compress(json.dumps(tree).encode())), {}, FRONT, {})
    verify(page, FRONT)
    return page
