"""How a button or a field is found again when the service has been changed around it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from verkstad.practice.recorded.tree import Element, Node, Text, Tree

# What each tells for sure, and how much of what there is to tell must fit.
_WEIGHTS = {"name": 4, "id": 3, "field": 3, "role": 2, "heading": 2}
_ENOUGH = 0.55
_CLEARLY = 0.1
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_ROLES = {"a": "link", "select": "combobox", "textarea": "textbox", "summary": "button", "details": "group"}
_INPUT_ROLES = {
    "button": "button", "checkbox": "checkbox", "image": "button", "number": "spinbutton", "radio": "radio",
    "range": "slider", "reset": "button", "search": "searchbox", "submit": "button",
}  # fmt: skip
_SILENT = {"style", "select", "textarea"}
_LABELLED = {"input", "select", "textarea", "button", "meter", "output", "progress"}
_NAMED_BY_CONTENT = {"a", "button", "summary", "option"}


@dataclass(frozen=True, slots=True)
class Anchor:
    """``place`` and ``alike``: which one it is of how many that say the same, such as the second of two "Read more"."""

    role: str
    name: str = ""
    heading: str = ""
    id: str = ""
    field: str = ""
    place: int = 0
    alike: int = 1

    @property
    def told(self) -> tuple[str, ...]:
        return self.role, self.name, self.heading


def anchors(tree: Tree) -> dict[int, Anchor]:
    """Of everything that can be pressed or filled in, by the number of its node."""
    found = dict(_Reader().controls(tree))
    alike: dict[tuple[str, ...], list[int]] = {}
    for number, anchor in found.items():
        alike.setdefault(anchor.told, []).append(number)
    return {
        number: replace(anchor, place=alike[anchor.told].index(number), alike=len(alike[anchor.told]))
        for number, anchor in found.items()
    }


def find(anchor: Anchor, tree: Tree) -> int | None:
    """The number of its node; none when nothing fits well enough, or two fit as well."""
    return best(anchor, anchors(tree))


def best(anchor: Anchor, there: Mapping[int, Anchor]) -> int | None:
    fits = {number: _fit(anchor, other) for number, other in there.items()}
    highest = max(fits.values(), default=0.0)
    if highest < _ENOUGH:
        return None
    near = [number for number, fit in fits.items() if fit > highest - _CLEARLY]
    if len(near) > 1 and len(near) == anchor.alike == there[near[0]].alike:
        near = [near[anchor.place]]
    return near[0] if len(near) == 1 else None


def _fit(anchor: Anchor, other: Anchor) -> float:
    """The share of what the anchor tells that the other tells too."""
    told = {name: value for name in _WEIGHTS if (value := getattr(anchor, name))}
    same = [name for name, value in told.items() if value == getattr(other, name)]
    return sum(map(_WEIGHTS.__getitem__, same)) / sum(map(_WEIGHTS.__getitem__, told))


class _Reader:
    """Reads a tree from its beginning, and knows under which heading it is."""

    def __init__(self) -> None:
        self.heading = ""

    def controls(self, tree: Tree) -> Iterator[tuple[int, Anchor]]:
        yield from self.inside(tree.page.root, _Scope(tree.page.root.children), "", "")

    def inside(self, element: Element, scope: "_Scope", legend: str, label: str) -> Iterator[tuple[int, Anchor]]:
        legend = _legend(element) or legend
        label = text_of(element) if element.name == "label" else label
        if element.is_control and element.attributes.get("type") != "hidden":
            yield (
                element.number,
                Anchor(
                    role=_role(element),
                    name=_name(element, scope, label),
                    heading=legend or self.heading,
                    id=element.attributes.get("id", ""),
                    field=element.attributes.get("name", ""),
                ),
            )
        if element.shadow:
            yield from self.among(element.shadow.children, _Scope(element.shadow.children), legend, label)
        if element.frame:
            yield from self.inside(element.frame.root, _Scope(element.frame.root.children), "", "")
        yield from self.among(element.children, scope, legend, label)
        if element.name in _HEADINGS:
            self.heading = text_of(element)

    def among(self, nodes: tuple[Node, ...], scope: "_Scope", legend: str, label: str) -> Iterator[tuple[int, Anchor]]:
        for node in nodes:
            if isinstance(node, Element):
                yield from self.inside(node, scope, legend, label)


class _Scope:
    """What can be referred to by its id from a document or a shadow."""

    def __init__(self, nodes: tuple[Node, ...]) -> None:
        self.by_id: dict[str, Element] = {}
        self.labels: dict[str, str] = {}
        self._take(nodes)

    def _take(self, nodes: tuple[Node, ...]) -> None:
        for node in nodes:
            if isinstance(node, Element):
                self.by_id.setdefault(node.attributes.get("id", ""), node)
                if node.name == "label" and "for" in node.attributes:
                    self.labels.setdefault(node.attributes["for"], text_of(node))
                self._take(node.children)


def text_of(node: Node) -> str:
    """As it is read aloud: with what pictures are called, without what is hidden from reading."""
    return _squeezed("".join(_read(node)))


def _read(node: Node) -> Iterator[str]:
    if isinstance(node, Text):
        yield node.text
    elif said := node.attributes.get("aria-label") or node.attributes.get("alt"):
        yield said
    elif node.attributes.get("aria-hidden") != "true" and node.name not in _SILENT:
        for child in (*(node.shadow.children if node.shadow else ()), *node.children):
            yield from _read(child)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _role(element: Element) -> str:
    attributes = element.attributes
    implied = _INPUT_ROLES.get(attributes.get("type", ""), "textbox") if element.name == "input" else element.name
    return attributes.get("role") or _ROLES.get(element.name, implied)


def _legend(element: Element) -> str:
    """Of a fieldset or another group."""
    if element.name != "fieldset":
        return ""
    first = next((child for child in element.children if isinstance(child, Element)), None)
    return text_of(first) if first and first.name == "legend" else ""


def _name(element: Element, scope: _Scope, label: str) -> str:
    """In the order that browsers look for it."""
    attributes = element.attributes
    by_others = [scope.by_id[one] for one in attributes.get("aria-labelledby", "").split() if one in scope.by_id]
    is_button = attributes.get("type") in ("submit", "button", "reset")
    candidates = (
        " ".join(map(text_of, by_others)),
        attributes.get("aria-label", ""),
        attributes.get("value", "") if is_button else "",
        text_of(element) if element.name in _NAMED_BY_CONTENT or "role" in attributes else "",
        scope.labels.get(attributes.get("id", "-"), label) if element.name in _LABELLED else "",
        attributes.get("alt", ""),
        attributes.get("title", ""),
        attributes.get("placeholder", ""),
    )
    return next(filter(None, map(_squeezed, candidates)), "")
