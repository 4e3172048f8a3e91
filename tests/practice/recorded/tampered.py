"""Trees and pages that somebody has tampered with, and what a browser makes of them when nothing else holds it back."""

import gzip
import json
from collections.abc import Callable
from functools import cache
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verkstad.practice.recorded import stored
from verkstad.practice.recorded.tree import Refused
from verkstad.practice.recorded.verifier import verify
from verkstad.practice.recorded.writer import PLAYER, write

HOST = "https://copies.example"
FRONT = f"{HOST}/practice-asset/"
RUN = "top.ran=(top.ran||0)+1"
PAYLOADS = [
    f"<script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</textarea></title></template></iframe></select><script>{RUN}</script>",
    f'"><img src=x: onerror="{RUN}">',
    f"'><svg onload='{RUN}'>",
    f"--></noscript></xmp><svg/onload={RUN}>",
    f"]]><img src=x: onerror={RUN}>",
    f"&lt;img src=x: onerror={RUN}&gt;&#60;script&#62;{RUN}",
    f"<!--<img src=x: onerror={RUN}>-->",
    f"javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "https://evil.example/x",
    "//evil.example/x",
    f'x" onfocus="{RUN}" autofocus="',
    "x\0y\ud800\r\n\x0b",
    "{given_name}",
    PLAYER,
    "text",
    "",
]
CSS = [
    *PAYLOADS,
    "@import 'https://evil.example/';",
    "a{b:url(https://evil.example/)}",
    r"a{b:\75rl(//evil.example/)} @\69mport '//evil.example/';",
    "a{--u:'https://evil.example/';b:image-set(var(--u) 1x)}",
    f"a{{content:'</style><script>{RUN}</script>'}}",
    rf".\3c\/style\3e\3cscript\3e{RUN}{{}}",
    f"/*</style><script>{RUN}</script>*/",
    f"a{{b:&lt;/style&gt;<img src=x: onerror={RUN}>}}",
    "[data-x][onclick][src][href][to][style][is]{}",
    "a{b:url('x')",
    "a{b:'",
    "}}}</style>",
]
# Some that are written, of which browsers make most when they stand in each other, and some that are not.
KEPT_NAMES = [
    "a", "b", "br", "button", "canvas", "details", "dialog", "div", "foreignObject", "form", "iframe", "image", "img",
    "input", "main", "option", "p", "path", "pre", "select", "slot", "style", "summary", "svg", "table", "tbody", "td",
    "textarea", "title", "tr", "use", "x-y", "feImage", "desc", "linearGradient",
]  # fmt: skip
LOST_NAMES = [
    "base", "body", "embed", "fencedframe", "frame", "frameset", "head", "html", "isindex", "link", "listing", "map",
    "math", "meta", "mglyph", "mi", "mtext", "noembed", "noframes", "noscript", "object", "param", "plaintext",
    "script", "source", "template", "video", "xmp", "animate", "set", "annotation-xml", "font-face",
]  # fmt: skip
ODD_NAMES = [
    "p><script", f"p onclick={RUN} x", "P", "SCRIPT", "x-y onload=1", "p/", "!--", "/body", "x-<b>", "é", "a\0",
]  # fmt: skip
ATTRIBUTES = [
    "onclick", "onerror", "onload", "onfocus", "ontoggle", "ONLOAD", "href", "src", "srcset", "srcdoc",
    "style", "action", "formaction", "id", "class", "name", "data-x", "type", "value", "title", "role", "is", "to",
    "attributeName", "xlink:href", "http-equiv", "content", "sandbox", "autofocus", "tabindex", "target", "fill",
    "filter", "background", "popover", "open", "shadowrootmode", "xmlns", "for", "slot", "part", "media",
]  # fmt: skip
ODD_ATTRIBUTES = [f'a"><script>{RUN}</script>', f"x onload={RUN}", "on\0load", "a=b", "", "a/b", "<", "é"]


def element(name, attributes, children):
    return {"kind": "element", "name": name, "attributes": attributes, "children": children}


class Tampered:
    """Trees of a few dozen nodes, the same for the same seed: hypothesis draws only small ones of this depth."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def some(self, values):
        return self.random.choice(values)

    def often(self, part: float) -> bool:
        return self.random.random() < part

    def tree(self) -> dict:
        sheets = {"https://evil.example/x": self.some(CSS)}
        return {"v": 1, "page": self.page(5) | {"base": self.some(PAYLOADS)}, "sheets": sheets}

    def page(self, depth: int) -> dict:
        parts = [element("head", {}, self.nodes(depth)), element("body", self.attributes(), self.nodes(depth))]
        return {"root": element("html", self.attributes(), parts), "quirks": self.often(0.3), "sheets": [self.sheet()]}

    def nodes(self, depth: int) -> list[dict]:
        return [self.node(depth - 1) for _ in range(self.random.randrange(1, 4))] if depth else []

    def node(self, depth: int) -> dict:
        if self.often(0.3):
            return {"kind": "text", "text": self.some(PAYLOADS), "fields": self.often(0.2)}
        names = self.random.choices([KEPT_NAMES, LOST_NAMES, ODD_NAMES], [80, 15, 5])[0]
        node = element(self.some(names), self.attributes(), self.nodes(depth))
        parts = {
            "shadow": lambda: {"children": self.nodes(depth), "sheets": [self.sheet()]},
            "frame": lambda: self.page(min(depth, 2)),
            "sheet": self.sheet,
            "picture": lambda: self.some(PAYLOADS),
            "shown": lambda: self.some(["modal", "popover"]),
            "undefined": lambda: True,
            "fields": lambda: [self.some(ATTRIBUTES)],
        }
        return node | {name: part() for name, part in parts.items() if self.often(0.15)}

    def attributes(self) -> dict[str, str]:
        names = [self.some(ATTRIBUTES if self.often(0.8) else ODD_ATTRIBUTES) for _ in range(self.random.randrange(5))]
        return {name: self.some(PAYLOADS) for name in names}

    def sheet(self) -> dict[str, str]:
        css = {"css": self.some(CSS)} if self.often(0.8) else {}
        return css | {"address": self.some(PAYLOADS), "media": self.some(PAYLOADS)}


# What a browser makes of each page, in a frame of the same origin without sandbox or policy, and what in it could act.
# Frames are used again, because a new one takes three times as long as a new page in it.
LOADED = """async (pages) => {
    const acts = /^(script|object|embed|base|link|frame|frameset|applet|noscript|animate|set|math|xmp|plaintext)$/i;
    const within = (root) => [...root.querySelectorAll("*")].flatMap((one) => [
        one, ...(one.shadowRoot ? within(one.shadowRoot) : []), ...(one.content ? within(one.content) : []),
        ...(one.contentDocument ? within(one.contentDocument) : []),
    ]);
    const own = /^(#|about:srcdoc#|data:image)/;
    const asks = /^(src|href|action|formaction|srcset|ping|target)$/;
    const told = (one) => [...one.attributes].filter(({ name, value }) => /^on/i.test(name)
        || (asks.test(name) && !own.test(value))
        || (name === "method" && value !== "dialog") || name === "http-equiv");
    const added = () => document.body.appendChild(document.createElement("iframe"));
    const look = async (page, at) => {
        const frame = document.querySelectorAll("iframe")[at] ?? added();
        const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
        frame.contentDocument.open();
        frame.contentDocument.write(page);
        frame.contentDocument.close();
        await loaded;
        const all = within(frame.contentDocument);
        // In a frame of this kind a link to "#" leads to the page around it; where links lead is told below.
        const pressed = new MouseEvent("click", { bubbles: true, cancelable: true });
        for (const one of all) if (!one.closest("a")) one.dispatchEvent(pressed);
        await new Promise((resolve) => setTimeout(resolve, 30));
        const found = all.filter((one) => acts.test(one.localName) || told(one).length);
        return found.map((one) => [at, one.outerHTML.slice(0, 200)]);
    };
    const found = (await Promise.all(pages.map(look))).flat();
    return [window.ran ?? 0, found];
}"""


def loaded(evaluate: Callable[[list[str]], list], pages: list[str]) -> list:
    """How many scripts ran, and what could act, when nothing shuts in what is framed either."""
    open_pages = [html.replace(' sandbox=""', "").replace(" sandbox=&quot;&quot;", "") for html in pages]
    seen = [evaluate(open_pages[start : start + 50]) for start in range(0, len(pages), 50)]
    return [seen[-1][0], [one for _, found in seen for one in found]]


def as_they_are() -> list[str]:
    """Pages with what trees are tampered with, not written by us."""
    places = {"p": PAYLOADS, "svg": PAYLOADS, "style": CSS}
    return [f"<!DOCTYPE html><body><{name}>{text}</{name}>" for name, texts in places.items() for text in texts]


@cache
def tampered_trees() -> list[str]:
    """What is written of them."""
    copies: list[str] = []

    @settings(max_examples=500, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 2**32))
    def tampered(seed: int) -> None:
        copies.append(_written(Tampered(seed).tree()))
        verify(copies[-1], FRONT)

    tampered()
    assert len(copies) >= 500
    return copies


@cache
def tampered_pages() -> list[str]:
    """Those that the verifier lets pass."""
    whole = _written({"v": 1, "page": {"root": element("html", {}, [element("body", {}, BODY)])}})
    passed: list[str] = []
    texts = [*PAYLOADS, *CSS, *ODD_NAMES, *ODD_ATTRIBUTES]

    @settings(max_examples=500, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, len(whole)), st.sampled_from(texts), st.integers(0, 9))
    def tampered(at: int, text: str, gone: int) -> None:
        page_of_ours = whole[:at] + text + whole[at + gone :]
        try:
            verify(page_of_ours, FRONT)
        except Refused:
            return
        passed.append(page_of_ours.replace("\ud800", ""))

    tampered()
    assert passed
    return passed


def _written(tree: dict) -> str:
    return write(stored.read(gzip.compress(json.dumps(tree).encode())), {}, FRONT, {"given_name": PAYLOADS[3]})


BODY = [
    {"kind": "text", "text": "Hej"},
    element("style", {}, []) | {"sheet": {"css": "a{b:c}"}},
    element("a", {"href": "#", "title": "x"}, [element("img", {"src": "x"}, [])]),
    element("form", {}, [element("input", {"value": "x"}, []), element("textarea", {"value": "y"}, [])]),
    element("svg", {"viewBox": "0 0 1 1"}, [element("path", {"d": "M0 0"}, [])]),
    element("x-y", {}, []) | {"shadow": {"children": [element("p", {"id": "x"}, [])]}},
]
