"""A page out of a tree: it looks, reads and fills in as what was recorded, and does nothing.

Every tag and attribute is written here out of `allowed`, every text escaped, so whatever a parser makes of a tree that
fits together badly, it finds nothing else in it. Controls lose their names and forms their addresses; what a person
can press or fill in has `data-at` with the number of its node. `data-above` says that an element lies above the page as
a modal or a popover, `data-scroll` how far it has been scrolled; practice-recorded.js does so. The player, which is a
script, takes the place of PLAYER.
"""

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from html import escape

from verkstad.practice.recorded import allowed
from verkstad.practice.recorded.addresses import Addresses
from verkstad.practice.recorded.css import Css
from verkstad.practice.recorded.tree import Element, Node, Page, Sheet, Text, Tree
from verkstad.practice.texts import filled

PLAYER = "<!--player-->"
_DEEPEST_FRAME = 3
# Browsers drop these or read them as something else.
_UNPRINTABLE = dict.fromkeys([*range(9), 11, *range(14, 32), 127, *range(0xD800, 0xE000)])
_SELECTED = re.compile(r"\[\s*([a-z][a-z0-9-]*)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"//|^\s*[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def write(tree: Tree, assets: Mapping[str, str], front: str, persona: Mapping[str, str]) -> str:
    """``assets`` tells the SHA-256 of what each address held; in the copy it is found at ``front`` and this name."""
    writer = _Writer(tree, Addresses(assets, front), persona)
    return writer.page(tree.page, frames=0)


class _Writer:
    def __init__(self, tree: Tree, addresses: Addresses, persona: Mapping[str, str]) -> None:
        self.addresses, self.persona = addresses, persona
        self.css = Css(addresses, tree.sheets)
        elements = [node for node in tree.nodes() if isinstance(node, Element)]
        self.ids = {element.attributes.get("id") for element in elements}
        self.selected = {name.lower() for css in _sheets(tree, elements) for name in _SELECTED.findall(css)}

    def page(self, page: Page, frames: int) -> str:
        return "".join(_PageWriter(self, page, frames).all())

    def filled(self, text: str) -> str:
        return filled(text, self.persona)


class _PageWriter:
    """One document; those in its frames are written whole into an attribute of it."""

    def __init__(self, writer: _Writer, page: Page, frames: int) -> None:
        self.writer, self.page, self.frames = writer, page, frames

    def all(self) -> Iterator[str]:
        head, body = self._part("head"), self._part("body")
        yield "" if self.page.quirks else "<!DOCTYPE html>"
        yield _tag("html", self._attributes(self.page.root) | _scrolled(self.page.scroll))
        yield '<head><meta charset="utf-8">'
        for child in head.children:
            if isinstance(child, Element) and (child.sheet or child.name == "title"):
                yield from self._node(child)
        yield from map(self._style, self.page.sheets)
        yield "</head>"
        yield _tag("body", self._attributes(body))
        yield from self._inside(body)
        yield f"{'' if self.frames else PLAYER}</body></html>"

    def _part(self, name: str) -> Element:
        parts = (child for child in self.page.root.children if isinstance(child, Element) and child.name == name)
        return next(parts, Element(name))

    def _node(self, node: Node) -> Iterator[str]:
        if isinstance(node, Text):
            yield _escaped(self.writer.filled(node.text) if node.fields else node.text)
        elif node.sheet:
            yield self._style(node.sheet)
        elif _is_kept(node):
            yield _tag(node.name, self._attributes(node) | self._own(node))
            yield from self._inside(node)
            yield "" if node.name in allowed.VOID else f"</{node.name}>"

    def _inside(self, element: Element) -> Iterator[str]:
        if element.name in allowed.VOID or element.name == "iframe":
            return
        if element.name == "textarea":
            yield f"\n{_escaped(self._value(element, 'value'))}"
            return
        if element.name == "pre":
            yield "\n"
        if element.shadow:
            delegates = {"shadowrootdelegatesfocus": ""} if element.shadow.delegates else {}
            yield _tag("template", {"shadowrootmode": "open"} | delegates)
            for child in element.shadow.children:
                yield from self._node(child)
            yield from map(self._style, element.shadow.sheets)
            yield "</template>"
        for child in element.children:
            yield from self._node(child)

    def _style(self, sheet: Sheet) -> str:
        media = {"media": sheet.media} if sheet.media else {}
        return f"{_tag('style', media)}{self.writer.css.sheet(sheet)}</style>"

    def _value(self, element: Element, name: str) -> str:
        value = element.attributes.get(name, "")
        return self.writer.filled(value) if name in element.fields else value

    def _attributes(self, element: Element) -> dict[str, str]:
        names = {name.removeprefix("xlink:"): name for name in element.attributes}
        values = {name: self._attribute(element, name, self._value(element, names[name])) for name in names}
        return {name: value for name, value in values.items() if value is not None}

    def _attribute(self, element: Element, name: str, value: str) -> str | None:
        """As it is written, or None when it is not."""
        if name in allowed.EVERYWHERE | allowed.OF_ELEMENT.get(element.name, set()) or allowed.is_told(name):
            return value
        if name == "style" or (name in allowed.DRAWN and element.name in allowed.DRAWN_ELEMENTS):
            return self.writer.css.declarations(value, self.page.base) if name == "style" or "(" in value else value
        if (element.name, name) in allowed.PICTURES:
            return self.writer.addresses.of(value, self.page.base)
        if (element.name, name) in allowed.PARTS:
            return value if re.fullmatch(r"#[\w.:-]+", value) else None
        if name in self.writer.selected and (name.startswith("data-") or _may_be_anything(element, name)):
            return "" if _ELSEWHERE.search(value) else value
        return None

    def _own(self, element: Element) -> dict[str, str]:
        """What the copy says where the original said something that acts, and what the player needs."""
        attributes: dict[str, str]
        match element.name:
            case "a" if {"href", "xlink:href"} & element.attributes.keys():
                attributes = {"href": self._link(element)}
            case "canvas" if element.picture:
                attributes = {"style": self._painted(element)}
            case "iframe":
                attributes = {"sandbox": "", "srcdoc": self._framed(element)}
            case "input":
                attributes = self._input(element)
            case _:
                attributes = _idle(element)
        return attributes | _for_player(element)

    def _link(self, element: Element) -> str:
        """Only to a part of the same page. In a frame "#" alone would lead to the page around it."""
        part = element.attributes.get("href", "")
        known = re.fullmatch(r"#[\w.:-]+", part) and part[1:] in self.writer.ids
        return f"{'about:srcdoc' if self.frames else ''}{part if known else '#'}"

    def _input(self, element: Element) -> dict[str, str]:
        kind = element.attributes.get("type", "").lower()
        kind = kind if kind in allowed.INPUTS else "text"
        attributes = {"type": kind, "autocomplete": "off"}
        if kind == "radio":
            attributes |= _group(element)
        elif kind not in ("checkbox", "file", "image", "password") and "value" in element.attributes:
            attributes["value"] = self._value(element, "value")
        return attributes

    def _painted(self, element: Element) -> str:
        picture = self.writer.addresses.of(element.picture, self.page.base)
        style, behind = (
            self.writer.css.declarations(css, self.page.base)
            for css in (element.attributes.get("style", ""), element.behind)
        )
        painted = f'url("{picture}")'
        if behind:
            return f"{style};background:{painted} 0 0/100% 100% no-repeat content-box border-box,{behind}"
        # The colour behind it stays what the page says.
        return (
            f"{style};background-image:{painted};background-position:0 0;background-size:100% 100%;"
            "background-repeat:no-repeat;background-origin:content-box;background-clip:border-box"
        )

    def _framed(self, element: Element) -> str:
        """The page in the frame, or the frame's title when it came from another host."""
        if element.frame and self.frames < _DEEPEST_FRAME:
            return self.writer.page(element.frame, self.frames + 1)
        title = Text(self._value(element, "title"), fields="title" in element.fields)
        body = Element("body", children=(Element("p", children=(title,)),))
        return self.writer.page(Page(Element("html", children=(body,))), self.frames + 1)


def _sheets(tree: Tree, elements: list[Element]) -> Iterator[str]:
    yield from tree.sheets.values()
    yield from (sheet.css or "" for sheet in tree.page.sheets)
    for element in elements:
        shadow = element.shadow.sheets if element.shadow else ()
        frame = element.frame.sheets if element.frame else ()
        yield from (sheet.css or "" for sheet in (element.sheet, *shadow, *frame) if sheet)


def _is_kept(element: Element) -> bool:
    if element.name == "input" and element.attributes.get("type", "").lower() == "hidden":
        return False
    return element.name in allowed.ELEMENTS or allowed.is_custom(element.name)


def _may_be_anything(element: Element, name: str) -> bool:
    return allowed.is_custom(element.name) and not name.startswith("on") and name not in allowed.ACTING


def _idle(element: Element) -> dict[str, str]:
    match element.name:
        case "form":
            return {"method": "dialog"}
        case "select" | "textarea":
            return {"autocomplete": "off"}
        case "details":
            return _group(element)
        case "button":
            kind = element.attributes.get("type", "").lower()
            return {"type": kind if kind in allowed.BUTTONS else "submit"}
    return {}


def _group(element: Element) -> dict[str, str]:
    """Keeps together what excludes each other, without what the service calls it."""
    name = element.attributes.get("name", "")
    return {"name": f"g{sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"} if name else {}


def _for_player(element: Element) -> dict[str, str]:
    number = {"data-at": str(element.number)} if element.is_control else {}
    shown = {"data-above": element.shown} if element.shown else {}
    undefined = {"data-undefined": ""} if element.undefined else {}
    return number | shown | undefined | _scrolled(element.scroll)


def _scrolled(scroll: tuple[int, int]) -> dict[str, str]:
    return {} if scroll == (0, 0) else {"data-scroll": f"{scroll[0]} {scroll[1]}"}


def _tag(name: str, attributes: Mapping[str, str]) -> str:
    return f"<{name}{''.join(f' {attribute}="{_escaped(value)}"' for attribute, value in attributes.items())}>"


def _escaped(text: str) -> str:
    return escape(text.translate(_UNPRINTABLE)).replace("\r", "&#13;")
