"""Nothing in a copy reaches the service it was recorded from: not by what is written, not past the frame, not both."""

import gzip
import json
from collections.abc import Callable
from contextlib import closing
from urllib.parse import urlsplit

import pytest
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


@pytest.fixture(scope="module")
def canary():
    with hostile.canary() as running:
        running.show("/", hostile.page(running.address))
        yield running


@pytest.fixture(scope="module")
def host():
    """Of copies, and of the pages around them."""
    with hostile.canary() as running:
        yield running


@pytest.fixture(scope="module")
def copies(browser: Browser, canary: Canary) -> dict[str, str]:
    """Of the page as our recorder takes it, and as one that takes everything would."""
    with closing(browser.new_context()) as context:
        context.add_init_script(path=CODE / "serialise.js")
        page = context.new_page()
        page.goto(canary.address, wait_until="commit")
        page.wait_for_selector("button:last-of-type")
        trees = {"ours": page.evaluate("() => verkstadRecorder.serialise().tree"), "all": page.evaluate(TAKEN_WHOLE)}
    return {name: written(tree) for name, tree in trees.items()}


def written(tree: dict) -> str:
    page = write(stored.read(gzip.compress(json.dumps(tree).encode())), {}, FRONT, {})
    verify(page, FRONT)
    return page


@pytest.fixture
def heard(settings, browser: Browser, canary: Canary, copies: dict[str, str], host: Canary) -> Callable[..., set[str]]:
    """By which ways a page asked the canary for something, when everything in it was pressed and it had time."""

    def heard_of(html: str, *, framed: bool = False, locked: bool = False) -> set[str]:
        other = f"http://localhost:{host.server_port}"
        policies = _policies(host.address, other) if locked else ({}, {})
        sandbox = 'sandbox="allow-scripts"' if locked else ""
        host.show("/around", f'<!DOCTYPE html><iframe {sandbox} src="{other}/copy"></iframe>', **policies[0])
        host.show("/copy", html, **policies[1])
        with closing(browser.new_context()) as context:
            page = context.new_page()
            page.goto(f"{host.address}/{'around' if framed else 'copy'}", wait_until="commit")
            frame = page.wait_for_selector("iframe").content_frame() if framed else page.main_frame
            frame.wait_for_function("() => document.querySelectorAll('*').length > 100")
            page.wait_for_timeout(300)
            # A frame that the page tried to lead elsewhere shows the browser's own refusal instead, sooner or later.
            assert frame.evaluate(PRESSED) > 100 or frame.url.startswith("chrome-error:")
            page.wait_for_timeout(1800)
        return set(canary.heard)

    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    canary.heard.clear()
    return heard_of


def _policies(page: str, copies: str) -> tuple[dict[str, str], dict[str, str]]:
    """As pages and copies are shown."""
    requests = RequestFactory()
    outside = page_policy(requests.get("/", headers={"Host": urlsplit(page).netloc}))
    inside = frame_policy(
        requests.get("/", headers={"Host": urlsplit(copies).netloc}), Framed(1, page), nonce="once", has_own_styles=True
    )
    return {"Content_Security_Policy": outside}, {"Content_Security_Policy": inside}


def test_the_page_itself_is_heard_of_in_most_of_its_ways(heard, canary):
    ways = hostile.VECTORS.keys()
    assert len(ways) >= 60
    silent = ways - heard(hostile.page(canary.address))
    assert len(ways) - len(silent) >= 60, sorted(silent)


def test_the_page_itself_is_heard_of_in_a_frame_without_locks(heard, canary):
    assert len(heard(hostile.page(canary.address), framed=True)) >= 60


@pytest.mark.parametrize("taken", ["ours", "all"])
def test_what_is_written_is_not_heard_of_without_any_other_lock(heard, copies, taken):
    assert heard(copies[taken]) == set()


def test_what_is_framed_is_not_heard_of_though_nothing_was_taken_out(heard, canary):
    assert heard(hostile.page(canary.address), framed=True, locked=True) == set()


@pytest.mark.parametrize("taken", ["ours", "all"])
def test_what_is_written_and_framed_is_not_heard_of(heard, copies, taken):
    assert heard(copies[taken], framed=True, locked=True) == set()
