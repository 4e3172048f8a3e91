"""Trees for tests, short to write."""

import gzip
import hashlib
import json

from verkstad.practice.recorded import stored
from verkstad.practice.recorded.archive import Asset
from verkstad.practice.recorded.recording import Recording, Screen
from verkstad.practice.recorded.tree import Tree

FACE = Asset("image/png", b"a face")
FACE_HASH = hashlib.sha256(FACE.content).hexdigest()


def el(name: str, /, *children: object, **attributes: str) -> dict[str, object]:
    """An element; a text is a text, and ``aria_label`` is aria-label."""
    nodes = [{"kind": "text", "text": child} if isinstance(child, str) else child for child in children]
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    return {"kind": "element", "name": name, "attributes": named, "children": nodes}


def tree(*body: object, title: str = "Sida", base: str = "", **rest: object) -> Tree:
    """Numbered: html 0, head 1, title 2, its text 3, body 4, what is in it from 5."""
    root = el("html", el("head", el("title", title)), el("body", *body))
    text = json.dumps({"v": 1, "page": {"root": root, "base": base}, **rest}).encode()
    return stored.read(gzip.compress(text))


def walk_of(*screens: Tree | tuple[Tree, str]) -> Recording:
    """As they were arrived at, or at the moments told; https://a.example/face.png is a picture on them."""
    moments = [screen if isinstance(screen, tuple) else (screen, "arrived") for screen in screens]
    return Recording(
        "https://a.example/",
        tuple(Screen(one, {}, moment) for one, moment in moments),
        {"https://a.example/face.png": FACE_HASH},
        {FACE_HASH: FACE},
    )
