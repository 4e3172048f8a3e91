"""Two walks of one path by two made-up people become one walk by nobody in particular.

What differs between them is about the person. Where it is what the two have as the same field, the field stands there
afterwards; the rest is flagged.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from django.utils.translation import gettext as _

from verkstad.practice.recorded.flags import LONGEST_EXCERPT, Flag, Why
from verkstad.practice.recorded.recording import ScreenRefused, title
from verkstad.practice.recorded.tree import Element, Leaf, Node, Text, Tree, leaves, with_fields

type Person = Mapping[str, str]

# No copy leads anywhere, so what these say is of no use in it.
_ADDRESSES = {"href", "action", "formaction"}
# The ways in which services write what somebody has typed otherwise.
_WAYS: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    str.lower,
    lambda value: re.sub(r"[\s-]+", "", value),
    lambda value: value[2:] if re.match(r"(?:19|20)\d{6}", value) else value,
    lambda value: re.sub(r"[\s-]+", "", value[2:]) if re.match(r"(?:19|20)\d{6}", value) else value,
)


class Apart(ScreenRefused):
    """The walks went different ways, from this screen on."""


@dataclass(frozen=True, slots=True)
class Merged:
    screens: tuple[Tree | None, ...]
    replaced: int
    flags: tuple[Flag, ...]


def merged(first: Sequence[Tree | None], second: Sequence[Tree | None], people: tuple[Person, Person]) -> Merged:
    """The first walk, with fields where they differ; raises Apart. Where an e-ID was used, a walk has no tree."""
    screens, replaced, flags = list[Tree | None](), 0, list[Flag]()
    for number, (one, other) in enumerate(zip_longest(first, second)):
        if number >= min(len(first), len(second)):
            raise Apart(title(one or other, number), _("is where only one of the walks came"))
        if one is None or other is None:
            if one is not other:
                raise Apart(title(one or other, number), _("is where only one of the walks went to an e-ID"))
            screens.append(None)
            continue
        _refuse_apart(one, other, number)
        fields, unknown = _differences(one, other, people)
        screens.append(replace(with_fields(one, fields), address=one.address if one.address == other.address else ""))
        replaced += sum(leaf.name not in _ADDRESSES for leaf in fields)
        found = [*((leaf.number, text) for leaf, text in unknown.items()), *_differing_styles(one, other)]
        flags += [Flag(number, node, Why.DIFFERS, text[:LONGEST_EXCERPT]) for node, text in found]
    return Merged(tuple(screens), replaced, tuple(flags))


def with_person(text: str, person: Person, other: str, other_person: Person) -> str | None:
    """The text with names of fields, if the other text says the same of the other person."""
    candidates = _candidates(person)
    if not candidates:
        return None
    pattern = re.compile("|".join(map(re.escape, sorted(candidates, key=len, reverse=True))))
    written, end, there = "", 0, 0
    for match in pattern.finditer(text):
        between = text[end : match.start()]
        if not other.startswith(between, there):
            return None
        there += len(between)
        name, said = _said(candidates[match.group()], match.group(), other[there:], other_person)
        if not other.startswith(said, there):
            return None
        written += between + name
        there += len(said)
        end = match.end()
    return written + text[end:] if text[end:] == other[there:] else None


def _candidates(person: Person) -> dict[str, list[tuple[str, Callable[[str], str]]]]:
    """What may be written of a person: of which fields, in which way."""
    candidates: dict[str, list[tuple[str, Callable[[str], str]]]] = {}
    for name, value in person.items():
        for way in _WAYS if value else ():
            candidates.setdefault(way(value), []).append((name, way))
    return candidates


def _said(
    candidates: Sequence[tuple[str, Callable[[str], str]]], value: str, other: str, person: Person
) -> tuple[str, str]:
    """Which field it is and what the other has for it; when it is none that the other has there, it is just a word."""
    for name, way in candidates:
        expected = way(person.get(name, ""))
        if expected and other.startswith(expected):
            return f"{{{name}}}", expected
    return value, value


def _refuse_apart(one: Tree, other: Tree, number: int) -> None:
    nodes, others = list(one.nodes()), list(other.nodes())
    for node, there in zip(nodes, others, strict=False):
        if _kind(node) != _kind(there):
            words = {"one": _words(node), "other": _words(there)}
            raise Apart(title(one, number), _("has %(one)s in one walk where the other has %(other)s") % words)
    if len(nodes) != len(others):
        raise Apart(title(one, number), _("has more on it in one of the walks"))
    pressed, pressed_there = one.pressed, other.pressed
    if (pressed and pressed.number) != (pressed_there and pressed_there.number):
        raise Apart(title(one, number), _("was left in another way in the other walk"))


def _kind(node: Node) -> tuple[str, bool, bool]:
    if isinstance(node, Text):
        return "", False, False
    return node.name, node.shadow is not None, node.frame is not None


def _words(node: Node) -> str:
    return f"“{node.text.strip()[:40]}”" if isinstance(node, Text) else f"<{node.name}>"


def _differences(one: Tree, other: Tree, people: tuple[Person, Person]) -> tuple[dict[Leaf, str], dict[Leaf, str]]:
    """What becomes fields, and what nobody can tell."""
    there = dict(leaves(other))
    fields, unknown = {}, {}
    for leaf, text in leaves(one):
        if text == there.get(leaf):
            continue
        said = with_person(text, people[0], there[leaf], people[1]) if leaf in there else None
        if said is not None:
            fields[leaf] = said
        elif leaf.name in _ADDRESSES:
            fields[leaf] = ""
        else:
            unknown[leaf] = text
    here = {leaf for leaf, _ in leaves(one)}
    return fields, unknown | {leaf: text for leaf, text in there.items() if leaf not in here}


def _differing_styles(one: Tree, other: Tree) -> Iterator[tuple[int | None, str]]:
    for address in sorted({*one.sheets, *other.sheets}):
        if one.sheets.get(address) != other.sheets.get(address):
            yield None, address
    if one.page.base != other.page.base:
        yield None, one.page.base
    for node, there in zip(one.nodes(), other.nodes(), strict=True):
        if isinstance(node, Element) and isinstance(there, Element):
            if node.sheet and node.sheet != there.sheet:
                yield node.number, node.sheet.css or node.sheet.address
            if node.frame and there.frame and node.frame.base != there.frame.base:
                yield node.number, node.frame.base
