"""What a browser showed at one moment, as `serialise.js` takes it: gzipped JSON, version 1.

::

    tree      {"v": 1, "address": …, "viewport": [width, height], "page": page, "sheets": {address: raw css, …}}
    page      {"base": …, "quirks": bool, "scroll": [x, y], "sheets": [sheet, …], "root": element}
    sheet     {"address": what its css is relative to, "media": …, "css": …}
    text      {"kind": "text", "text": …, "fields": bool}
    element   {"kind": "element", "name": …, "attributes": {name: value, …}, "children": [text or element, …], and
               "shadow":    {"mode": "open" or "closed", "delegates": bool, "sheets": [sheet, …], "children": […]}
               "frame":     page, what an iframe of the same origin shows
               "sheet":     sheet, of a <style> or a <link>
               "picture":   address of what a canvas shows
               "behind":    css of the background behind it, when that has a picture
               "scroll":    [x, y]
               "shown":     "modal" or "popover", when it lies above the page
               "undefined": true for a custom element that no script has defined
               "pressed":   true for the one that was pressed when the tree was taken
               "fields":    [names of attributes whose text holds fields of the persona]}

Whatever is empty, false or zero may be left out; whatever is not named here is refused.

* Names are as in the document object model: `div`, `linearGradient`, `viewBox`.
* Attributes tell the state: the `value` that stands in a field (a textarea's too), `checked`, `selected`, `open`.
* The css of a sheet is as its author wrote it. A sheet without css has that of its address in `sheets`, which the
  recorder fills in from what went over the network, with the sheets they import. Sheets of a page or a shadow are
  those that scripts have adopted there, and the fonts they have made, as @font-face.
* Pictures that no address leads to are told beside the tree, by made-up addresses such as `canvas:1`.
* Where `fields` says so, `{given_name}` in a text means what the persona is called. Elsewhere braces are braces.
* Nodes are numbered from 0 in the order they stand here: an element, its shadow, its frame, its children.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

VERSION = 1
MAX_SCREENS = 60
MAX_TREE = 5 * 1024 * 1024
MAX_ASSETS = 20 * 1024 * 1024
MAX_DEPTH = 120
_CONTROLS = {"button", "input", "select", "summary", "textarea"}
_CONTROL_ROLES = {
    "button", "checkbox", "combobox", "gridcell", "link", "listbox", "menuitem", "menuitemcheckbox", "menuitemradio",
    "option", "radio", "searchbox", "slider", "spinbutton", "switch", "tab", "textbox", "treeitem",
}  # fmt: skip


class Refused(Exception):
    """Says in a sentence what is wrong with what was recorded."""


@dataclass(frozen=True, slots=True)
class Sheet:
    address: str = ""
    media: str = ""
    css: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    fields: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class Shadow:
    mode: Literal["open", "closed"] = "open"
    delegates: bool = False
    sheets: tuple[Sheet, ...] = ()
    children: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Element:
    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple["Node", ...] = ()
    shadow: Shadow | None = None
    frame: "Page | None" = None
    sheet: Sheet | None = None
    picture: str = ""
    behind: str = ""
    scroll: tuple[int, int] = (0, 0)
    shown: Literal["", "modal", "popover"] = ""
    undefined: bool = False
    pressed: bool = False
    fields: tuple[str, ...] = ()
    number: int = 0

    @property
    def is_control(self) -> bool:
        """Whether a person can press it or fill it in."""
        attributes = self.attributes
        return (
            self.pressed
            or self.name in _CONTROLS
            or (self.name == "a" and "href" in attributes)
            or attributes.get("role") in _CONTROL_ROLES
            or attributes.get("tabindex", "-1").isdecimal()
            or attributes.get("contenteditable", "false") != "false"
        )


type Node = Text | Element


@dataclass(frozen=True, slots=True)
class Page:
    root: Element
    base: str = ""
    quirks: bool = False
    scroll: tuple[int, int] = (0, 0)
    sheets: tuple[Sheet, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    page: Page
    address: str = ""
    viewport: tuple[int, int] = (0, 0)
    sheets: Mapping[str, str] = field(default_factory=dict)

    def nodes(self) -> Iterator[Node]:
        """All of them, by number."""
        return _nodes(self.page.root)

    @property
    def pressed(self) -> Element | None:
        return next((node for node in self.nodes() if isinstance(node, Element) and node.pressed), None)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A piece of text: of a text node when it has no name, otherwise of the attribute of that name."""

    number: int
    name: str = ""


def leaves(tree: Tree) -> Iterator[tuple[Leaf, str]]:
    for node in tree.nodes():
        if isinstance(node, Text):
            yield Leaf(node.number), node.text
        else:
            yield from ((Leaf(node.number, name), value) for name, value in node.attributes.items())


def with_fields(tree: Tree, texts: Mapping[Leaf, str]) -> Tree:
    """The tree with these leaves changed into texts that hold fields, such as "Hej {given_name}!"."""

    def node(old: Node) -> Node:
        if isinstance(old, Text):
            text = texts.get(Leaf(old.number))
            return old if text is None else replace(old, text=text, fields=True)
        changed = {name: texts[leaf] for name in old.attributes if (leaf := Leaf(old.number, name)) in texts}
        return replace(
            old,
            attributes={**old.attributes, **changed},
            fields=tuple(dict.fromkeys((*old.fields, *changed))),
            shadow=old.shadow and replace(old.shadow, children=tuple(map(node, old.shadow.children))),
            frame=old.frame and page(old.frame),
            children=tuple(map(node, old.children)),
        )

    def page(old: Page) -> Page:
        root = node(old.root)
        assert isinstance(root, Element)  # noqa: S101 -- for the type checker
        return replace(old, root=root)

    return replace(tree, page=page(tree.page))


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Element):
        inside = [*(node.shadow.children if node.shadow else ()), *([node.frame.root] if node.frame else ())]
        for child in (*inside, *node.children):
            yield from _nodes(child)
