"""What has changed in a service since it was recorded, told by walking it again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from verkstad.practice.recorded.anchors import Anchor, anchors, best
from verkstad.practice.recorded.recording import title
from verkstad.practice.recorded.tree import Element, Leaf, Text, Tree, with_fields
from verkstad.practice.texts import filled


class What(StrEnum):
    SCREEN_GONE = "screen_gone"
    SCREEN_NEW = "screen_new"
    GONE = "gone"
    NEW = "new"
    MOVED = "moved"  # stands under another heading
    RENAMED = "renamed"  # says something else
    OTHER_KIND = "other_kind"  # such as a link that has become a button


_SENTENCES = {
    What.SCREEN_GONE: "The screen is gone.",
    What.SCREEN_NEW: "The screen is new.",
    What.GONE: "The {control} is gone.",
    What.NEW: "The {control} is new.",
    What.MOVED: "The {control} stands under “{now}” now.",
    What.RENAMED: "The {control} is called “{now}” now.",
    What.OTHER_KIND: "The {control} is a {now} now.",
}


@dataclass(frozen=True, slots=True)
class Change:
    """``node`` is its number in the screen of the copy; none when it is new."""

    what: What
    screen: str
    node: int | None = None
    control: str = ""
    now: str = ""

    def __str__(self) -> str:
        return f"{self.screen}: {_SENTENCES[self.what].format(control=self.control, now=self.now)}"


def changes(copy: Sequence[Tree | None], today: Sequence[Tree | None], person: Mapping[str, str]) -> list[Change]:
    """``person`` is who walked today: what stands for anybody in the copy is read as theirs."""
    before = [tree and _as(tree, person) for tree in copy]
    names, names_today = _titles(before), _titles(today)
    found: list[Change] = []
    for _, start, end, start_today, end_today in SequenceMatcher(None, names, names_today, False).get_opcodes():
        pairs = list(zip(range(start, end), range(start_today, end_today), strict=False))
        for number, number_today in pairs:
            found += _changes(names[number], before[number], today[number_today])
        found += [Change(What.SCREEN_GONE, name) for name in names[start + len(pairs) : end]]
        found += [Change(What.SCREEN_NEW, name) for name in names_today[start_today + len(pairs) : end_today]]
    return found


def _titles(screens: Sequence[Tree | None]) -> list[str]:
    return [title(tree, number) if tree else "e-ID" for number, tree in enumerate(screens)]


def _as(tree: Tree, person: Mapping[str, str]) -> Tree:
    texts = {}
    for node in tree.nodes():
        if isinstance(node, Text) and node.fields:
            texts[Leaf(node.number)] = filled(node.text, person)
        if isinstance(node, Element):
            texts |= {Leaf(node.number, name): filled(node.attributes[name], person) for name in node.fields}
    return with_fields(tree, texts)


def _changes(screen: str, before: Tree | None, today: Tree | None) -> Iterator[Change]:
    there = anchors(today) if today else {}
    seen = set()
    for number, anchor in anchors(before).items() if before else ():
        now = best(anchor, there)
        seen.add(now)
        if now is None:
            yield Change(What.GONE, screen, number, _words(anchor))
        else:
            yield from _differences(screen, number, anchor, there[now])
    yield from (Change(What.NEW, screen, None, _words(there[number])) for number in there if number not in seen)


def _differences(screen: str, number: int, before: Anchor, today: Anchor) -> Iterator[Change]:
    pairs = (
        (What.OTHER_KIND, before.role, today.role),
        (What.RENAMED, before.name, today.name),
        (What.MOVED, before.heading, today.heading),
    )
    yield from (Change(what, screen, number, _words(before), now) for what, was, now in pairs if was != now)


def _words(anchor: Anchor) -> str:
    return f"{anchor.role} “{anchor.name or anchor.field or anchor.id}”"
