"""How many buttons and fields of a recorded copy are found again after the service has had a new release, and how long
a screen takes to record.

The two services of the tests are walked; then each screen is changed as a release changes one: classes get new names,
every second id too, everything is wrapped once more, a banner comes on top and one question in every form. A harder
release also gives every second field another name and every third text of a button or heading another wording.

make test    (once, for what the services are built of)
python benchmarks/practice_anchors.py
"""

import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from machine import print_figures

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.practice.services import bin_move, plot, server, walking
from verkstad.practice.recorded import hosts, recorder, recording, stored
from verkstad.practice.recorded.anchors import anchors, best
from verkstad.practice.recorded.tree import Element, Node, Text, Tree

REFERRING = {"for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form"}
WALKS = (("plot", walking.apply_for_plot, plot), ("bin", walking.have_bin_moved, bin_move))


def main() -> None:
    walks = list(walked())
    rows = []
    for release, is_hard in (("as probed", False), ("harder", True)):
        of_each = [[name, *counted(screens, is_hard)] for name, screens, _ in walks]
        both = [sum(row[column] for row in of_each) for column in range(1, 5)]
        rows += [[release, *row] for row in (*of_each, ["both", *both])]
    heads = ["release", "service", "controls", "found", "wrong one found", "not found"]
    print_figures("Anchors after a release", heads, rows)
    print_figures("Recording", ["service", "screens", "median", "longest", "kB a tree"], [row for *_, row in walks])


def counted(screens: Sequence[Tree], is_hard: bool) -> tuple[int, int, int, int]:
    answers = []
    for tree in screens:
        now, numbers = released(tree, is_hard)
        there = anchors(now)
        answers += [(best(anchor, there), numbers[number]) for number, anchor in anchors(tree).items()]
    found = sum(answer == right for answer, right in answers)
    lost = sum(answer is None for answer, _ in answers)
    return len(answers), found, len(answers) - found - lost, lost


def walked() -> Iterator[tuple[str, list[Tree], list[object]]]:
    """Each screen once, as it was when it was first seen, and what recording took."""
    with server.running() as address, tempfile.TemporaryDirectory() as folder:
        places = hosts.hosts(address, never=[server.EID_HOST])
        for name, walk, service in WALKS:
            file = Path(folder) / f"{name}.zip"
            by_first = partial(walk, person=next(iter(service.PEOPLE.values())))
            report = recorder.record(f"{address}/{name}/start", file, by_first, places, headless=True)
            screens = [screen.tree for screen in recording.read(file).screens if screen.tree]
            times = [f"{figure(report.milliseconds):.1f} ms" for figure in (statistics.median, max)]
            size = statistics.mean(len(stored.dump(tree)) for tree in screens) / 1000
            once = {recording.title(tree, 0): tree for tree in reversed(screens)}
            yield name, list(once.values()), [name, len(screens), *times, f"{size:.1f}"]


def released(tree: Tree, is_hard: bool) -> tuple[Tree, Mapping[int, int]]:
    """The screen as it is after the release, and the new numbers of its elements by the old ones."""
    numbers: dict[int, int] = {}
    count = iter(range(1_000_000))

    def node(old: Node) -> Node:
        number = numbers[old.number] = next(count)
        if isinstance(old, Text):
            return replace(old, number=number, text=f"{old.text} nu" if is_hard and one_in(3, old.text) else old.text)
        shadow = old.shadow and replace(old.shadow, children=tuple(map(node, old.shadow.children)))
        before = tuple(map(fresh, [BANNER])) if old.name == "body" else ()
        children = [node(child) for child in old.children]
        if old.name == "form":
            children.insert(len(children) // 2, fresh(QUESTION))
        inside = (*before, Element("div", {"class": "shell"}, tuple(children), number=next(count)))
        return replace(
            old,
            number=number,
            attributes=renamed(old.attributes, is_hard),
            shadow=shadow,
            children=inside if old.name == "body" else tuple(children),
        )

    def fresh(new: Node) -> Node:
        number = next(count)
        return (
            replace(new, number=number)
            if isinstance(new, Text)
            else replace(new, number=number, children=tuple(map(fresh, new.children)))
        )

    root = node(tree.page.root)
    assert isinstance(root, Element)
    return replace(tree, page=replace(tree.page, root=root)), numbers


def renamed(attributes: Mapping[str, str], is_hard: bool) -> dict[str, str]:
    new = dict(attributes)
    if "class" in new:
        new["class"] = " ".join(sha256(name.encode()).hexdigest()[:8] for name in new["class"].split())
    for name in ({"id"} | REFERRING | ({"name"} if is_hard else set())) & new.keys():
        new[name] = " ".join(f"x{part}" if one_in(2, part) else part for part in new[name].split())
    return new


def one_in(many: int, text: str) -> bool:
    """The same each time."""
    return bool(text.strip()) and int(sha256(text.strip().encode()).hexdigest(), 16) % many == 0


def element(name: str, /, *children: object, **attributes: str) -> Element:
    nodes = tuple(Text(child) if isinstance(child, str) else child for child in children)
    return Element(name, {key.rstrip("_"): value for key, value in attributes.items()}, nodes)


BANNER = element(
    "section",
    element("h2", "Nyhet / Nyhed"),
    element("a", "Läs mer / Læs mere", href="#"),
    element("button", "Stäng / Luk"),
)
QUESTION = element(
    "fieldset",
    element("legend", "Har du varit här förut? / Har du været her før?"),
    *[element("label", element("input", type="radio", name="before", value=value), value) for value in ("Ja", "Nej")],
)


if __name__ == "__main__":
    main()
