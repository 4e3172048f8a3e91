"""What was done on the screens of a walk, as steps for others to do; a person rewrites their words afterwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from verkstad.practice.documents import StepDocument
from verkstad.practice.models import Expect
from verkstad.practice.recorded.anchors import Anchor, anchors, best
from verkstad.practice.recorded.recording import title
from verkstad.practice.recorded.tree import Element, Text, Tree

_MOST_GOAL = 300


@dataclass(frozen=True, slots=True)
class Drafted:
    """A screen to practise on. Without a tree the practice e-ID stands there; ``number`` is the screen of the walk."""

    number: int
    title: str
    tree: Tree | None
    steps: tuple[StepDocument, ...]


def drafted(screens: Sequence[tuple[Tree | None, str]]) -> list[Drafted]:
    """From trees and the moments they were taken at, in order: what was arrived at is shown, and what had been filled
    in when it was left becomes its steps."""
    found: list[Drafted] = []
    number = 0
    while number < len(screens):
        tree, moment = screens[number]
        after = screens[number + 1] if number + 1 < len(screens) else (None, "")
        if tree is None:
            found.append(Drafted(number, _("Prove who you are"), None, ()))
        elif moment == "arrived" and after[1] == "pressed" and after[0] and _is_same(tree, after[0]):
            found.append(_left(number, tree, after[0]))
            number += 1
        else:
            found.append(_left(number, tree, tree) if tree.pressed else _read(number, tree))
        number += 1
    return found


def _left(number: int, arrived: Tree, pressed: Tree) -> Drafted:
    """The screen as it was arrived at, with what was done until it was left."""
    here, there = anchors(arrived), anchors(pressed)
    nodes, nodes_there = _elements(arrived), _elements(pressed)
    steps = list[StepDocument]()
    for node, anchor in here.items():
        match = best(anchor, there)
        if match is not None and _state(nodes[node]) != _state(nodes_there[match]):
            steps += _filled(node, anchor, nodes_there[match])
    last = pressed.pressed
    target = best(there[last.number], here) if last and last.number in there else None
    if target is not None:
        steps.append(_step(len(steps), target, Expect.PRESS, _("Press “%(name)s”.") % {"name": here[target].name}))
    numbered = (_numbered(step, number, place) for place, step in enumerate(steps))
    return Drafted(number, title(arrived, number), arrived, tuple(numbered) or _reading(number))


def _read(number: int, tree: Tree) -> Drafted:
    return Drafted(number, title(tree, number), tree, _reading(number))


def _reading(number: int) -> tuple[StepDocument, ...]:
    return (StepDocument(f"s{number + 1}-1", _("Read what it says."), "", Expect.READ),)


def _filled(node: int, anchor: Anchor, element: Element) -> Iterator[StepDocument]:
    name, value = anchor.name, _state(element)
    if element.attributes.get("type") in ("checkbox", "radio"):
        if value:
            yield _step(0, node, Expect.TICK, _("Choose “%(name)s”.") % {"name": name})
    elif element.name == "select":
        chosen = _chosen(element)
        words = {"name": name, "value": _text(chosen) if chosen else value}
        yield _step(0, node, Expect.CHOOSE, _("Choose “%(value)s” under “%(name)s”.") % words, value)
    elif value:
        yield _step(0, node, Expect.TYPE, _("Write %(value)s in “%(name)s”.") % {"name": name, "value": value}, value)


def _step(place: int, node: int, expect: Expect, goal: str, value: str = "") -> StepDocument:
    return StepDocument(f"{place}", goal[:_MOST_GOAL], str(node), expect, value)


def _numbered(step: StepDocument, screen: int, place: int) -> StepDocument:
    return StepDocument(f"s{screen + 1}-{place + 1}", step.goal, step.target, step.expect, step.value)


def _state(element: Element) -> str:
    """What is filled in or ticked."""
    if element.attributes.get("type") in ("checkbox", "radio"):
        return "on" if "checked" in element.attributes else ""
    if element.name == "select":
        chosen = _chosen(element)
        return _value(chosen) if chosen else ""
    return element.attributes.get("value", "") if element.name in ("input", "textarea") else ""


def choices(select: Element) -> list[str]:
    """The values that can be chosen."""
    return [_value(option) for option in _options(select)]


def _chosen(select: Element) -> Element | None:
    options = _options(select)
    return next((one for one in options if "selected" in one.attributes), options[0] if options else None)


def _options(select: Element) -> list[Element]:
    return [node for node in _within(select) if node.name == "option"]


def _value(option: Element) -> str:
    return option.attributes.get("value", _text(option))


def _within(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            yield child
            yield from _within(child)


def _text(element: Element) -> str:
    return " ".join("".join(child.text for child in element.children if isinstance(child, Text)).split())


def _elements(tree: Tree) -> dict[int, Element]:
    return {node.number: node for node in tree.nodes() if isinstance(node, Element)}


def _is_same(arrived: Tree, pressed: Tree) -> bool:
    """Whether the second is the first after something was filled in, and not another page."""
    here, there = anchors(arrived), anchors(pressed)
    known = sum(best(anchor, there) is not None for anchor in here.values())
    return arrived.address == pressed.address and known * 2 >= len(here)
