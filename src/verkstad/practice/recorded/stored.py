"""Trees out of gzipped JSON and into it; whatever is not as `tree` tells is refused with the reason."""

import gzip
import json
import re
import zlib
from collections.abc import Callable
from itertools import count
from typing import Any

from django.utils.translation import gettext as _

from verkstad.practice.recorded.tree import (
    MAX_DEPTH,
    MAX_TREE,
    VERSION,
    Element,
    Node,
    Page,
    Refused,
    Shadow,
    Sheet,
    Text,
    Tree,
)

# The null character and halves of characters: no database takes them, and no page shows them.
_UNKEPT = re.compile("[\x00\ud800-\udfff]")


def read(content: bytes) -> Tree:
    try:
        data = json.loads(_unpacked(content))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise Refused(_("is no JSON")) from error
    except RecursionError as error:
        raise Refused(_("is nested too deeply")) from error
    return _Reader().tree(data)


def dump(tree: Tree) -> bytes:
    """The same bytes for the same tree, on any day."""
    text = json.dumps(_tree(tree), ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode("utf-8", "replace"), mtime=0)


def _unpacked(content: bytes) -> bytes:
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        text = unpacking.decompress(content, MAX_TREE + 1)
    except zlib.error as error:
        raise Refused(_("is no gzip file")) from error
    if len(text) > MAX_TREE:
        raise Refused(_("is larger than %(size)s") % {"size": f"{MAX_TREE // 1024 // 1024} MB"})
    if not unpacking.eof:
        raise Refused(_("is cut off half-way"))
    if unpacking.unused_data:
        raise Refused(_("goes on after its end"))
    return text


class _Object:
    """What stands between two braces; each name is taken once, of the type it must have."""

    def __init__(self, data: Any, what: str) -> None:
        if not isinstance(data, dict):
            raise Refused(f"has {_shown(data)} where {what} should be")
        self.left, self.what = dict(data), what

    def take[T](self, name: str, default: T) -> T:
        """Of the default's type; without it, the default."""
        value = self.left.pop(name, default)
        if type(value) is not type(default):
            raise Refused(f"has {_shown(value)} as “{name}” of {self.what}")
        return _kept_text(value) if isinstance(value, str) else value  # type: ignore[return-value]  # it has been seen

    def each[T](self, name: str, read: Callable[[Any], T]) -> tuple[T, ...]:
        return tuple([read(item) for item in self.take(name, list[Any]())])

    def one[T](self, name: str, read: Callable[[Any], T]) -> T | None:
        return read(self.left.pop(name)) if name in self.left else None

    def texts(self, name: str) -> dict[str, str]:
        texts = self.take(name, dict[str, Any]())
        if wrong := [value for value in texts.values() if not isinstance(value, str)]:
            raise Refused(f"has {_shown(wrong[0])} in “{name}” of {self.what}")
        return {_kept_text(key): _kept_text(value) for key, value in texts.items()}

    def pair(self, name: str) -> tuple[int, int]:
        """Two lengths in pixels; browsers tell parts of them."""
        pair = self.take(name, [0, 0])
        if len(pair) != 2 or not all(type(part) in (int, float) and abs(part) < 1e9 for part in pair):
            raise Refused(f"has {_shown(pair)} as “{name}” of {self.what}")
        return round(pair[0]), round(pair[1])

    def choice[T: str](self, name: str, *choices: T) -> T:
        """The first when it is left out."""
        value = self.take(name, str(choices[0]))
        for choice in choices:
            if choice == value:
                return choice
        raise Refused(f"has {_shown(value)} as “{name}” of {self.what}")

    def end(self) -> None:
        if self.left:
            raise Refused(f"has something unknown in {self.what}: {_shown(next(iter(self.left)))}")


class _Reader:
    def __init__(self) -> None:
        self.numbers = count()
        self.depth = 0

    def tree(self, data: Any) -> Tree:
        found = _Object(data, "the tree")
        if (version := found.left.pop("v", None)) != VERSION:
            words = {"version": _shown(version), "known": VERSION}
            raise Refused(_("is of version %(version)s; this program reads version %(known)s") % words)
        if "page" not in found.left:
            raise Refused("has no page")
        tree = Tree(
            page=self.page(found.left.pop("page")),
            address=found.take("address", ""),
            viewport=found.pair("viewport"),
            sheets=found.texts("sheets"),
        )
        found.end()
        return tree

    def page(self, data: Any) -> Page:
        found = _Object(data, "a page")
        root = self.node(found.left.pop("root", None))
        if not isinstance(root, Element) or root.name != "html":
            raise Refused("has a page that does not begin with html")
        page = Page(
            root=root,
            base=found.take("base", ""),
            quirks=found.take("quirks", False),
            scroll=found.pair("scroll"),
            sheets=found.each("sheets", _sheet_of),
        )
        found.end()
        return page

    def node(self, data: Any) -> Node:
        found = _Object(data, "a node")
        kind = found.left.pop("kind", None)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Refused(f"is nested deeper than {MAX_DEPTH} elements")
        if kind == "text":
            node: Node = Text(
                number=next(self.numbers), text=found.take("text", ""), fields=found.take("fields", False)
            )
        elif kind == "element":
            node = self.element(found)
        else:
            raise Refused(f"has a node of the unknown kind {_shown(kind)}")
        self.depth -= 1
        found.end()
        return node

    def element(self, found: _Object) -> Element:
        found.what = "an element"
        if not (name := found.take("name", "")):
            raise Refused("has an element without a name")
        return Element(
            number=next(self.numbers),
            name=name,
            attributes=found.texts("attributes"),
            shadow=found.one("shadow", self.shadow),
            frame=found.one("frame", self.page),
            children=found.each("children", self.node),
            sheet=found.one("sheet", _sheet_of),
            picture=found.take("picture", ""),
            behind=found.take("behind", ""),
            scroll=found.pair("scroll"),
            shown=found.choice("shown", "", "modal", "popover"),
            undefined=found.take("undefined", False),
            pressed=found.take("pressed", False),
            fields=found.each("fields", _text_of),
        )

    def shadow(self, data: Any) -> Shadow:
        found = _Object(data, "a shadow")
        shadow = Shadow(
            mode=found.choice("mode", "open", "closed"),
            delegates=found.take("delegates", False),
            sheets=found.each("sheets", _sheet_of),
            children=found.each("children", self.node),
        )
        found.end()
        return shadow


def _sheet_of(data: Any) -> Sheet:
    found = _Object(data, "a style sheet")
    sheet = Sheet(found.take("address", ""), found.take("media", ""), found.one("css", _text_of))
    found.end()
    return sheet


def _text_of(data: Any) -> str:
    if not isinstance(data, str):
        raise Refused(f"has {_shown(data)} where a text should be")
    return _kept_text(data)


def _kept_text(text: str) -> str:
    return _UNKEPT.sub("", text)


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:60]}…"


def _kept(**values: Any) -> dict[str, Any]:
    """Without what may be left out."""
    return {name: value for name, value in values.items() if value not in ("", [], {}, False, None, [0, 0])}


def _tree(tree: Tree) -> dict[str, Any]:
    rest = _kept(address=tree.address, viewport=[*tree.viewport], sheets={**tree.sheets})
    return {"v": VERSION, **rest, "page": _page(tree.page)}


def _page(page: Page) -> dict[str, Any]:
    sheets = [_sheet(sheet) for sheet in page.sheets]
    return _kept(base=page.base, quirks=page.quirks, scroll=[*page.scroll], sheets=sheets, root=_node(page.root))


def _node(node: Node) -> dict[str, Any]:
    if isinstance(node, Text):
        return {"kind": "text", **_kept(text=node.text, fields=node.fields)}
    rest = _kept(
        attributes={**node.attributes},
        shadow=node.shadow and _shadow(node.shadow),
        frame=node.frame and _page(node.frame),
        picture=node.picture,
        behind=node.behind,
        scroll=[*node.scroll],
        shown=node.shown,
        undefined=node.undefined,
        pressed=node.pressed,
        fields=[*node.fields],
        children=[_node(child) for child in node.children],
    )
    sheet = {} if node.sheet is None else {"sheet": _sheet(node.sheet)}
    return {"kind": "element", "name": node.name, **rest, **sheet}


def _shadow(shadow: Shadow) -> dict[str, Any]:
    rest = _kept(
        delegates=shadow.delegates,
        sheets=[_sheet(sheet) for sheet in shadow.sheets],
        children=[_node(child) for child in shadow.children],
    )
    return {"mode": shadow.mode, **rest}


def _sheet(sheet: Sheet) -> dict[str, Any]:
    css = {} if sheet.css is None else {"css": sheet.css}
    return _kept(address=sheet.address, media=sheet.media) | css
