"""Walks a service once more with the steps of its copy, to see what it is like today."""

import gzip
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from playwright.sync_api import ElementHandle, Error, JSHandle

from verkstad.practice.documents import StepDocument
from verkstad.practice.models import Expect
from verkstad.practice.recorded import stored
from verkstad.practice.recorded.anchors import Anchor, anchors, find
from verkstad.practice.recorded.recorder import Recorder
from verkstad.practice.recorded.recording import ScreenRefused
from verkstad.practice.recorded.tree import Tree

# What the person sees without the banner, and the elements behind its nodes.
_SEEN = """() => {
    const { banner, serialise } = window.verkstadRecorder;
    banner.remove();
    const seen = serialise();
    document.documentElement.append(banner);
    return seen;
}"""
_PATIENCE = 5_000


class Lost(ScreenRefused):
    """The walk could not go on from this screen."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A screen of the copy, with the person's own values in its steps; without a tree the service asks who one is."""

    title: str
    tree: Tree | None
    steps: Sequence[StepDocument]


@dataclass(slots=True)
class Rewalk:
    """``today``: the screens as they are met, in the order of the copy. ``prove`` comes back from the e-ID."""

    screens: Sequence[Planned]
    prove: Callable[[Recorder], None]
    today: list[Tree | None] = field(default_factory=list)

    def walk(self, recorder: Recorder) -> None:
        """Raises Lost."""
        for screen in self.screens:
            if screen.tree is None:
                self.today.append(None)
                self.prove(recorder)
                recorder.settle()
            else:
                self.today.append(_seen(recorder)[0])
                known = anchors(screen.tree)
                for step in screen.steps:
                    _do(recorder, screen.title, step, known)


def _do(recorder: Recorder, title: str, step: StepDocument, known: dict[int, Anchor]) -> None:
    if step.expect == Expect.READ:
        return
    tree, seen = _seen(recorder)
    node = find(known[int(step.target)], tree)
    element = seen.evaluate_handle("(seen, node) => seen.live[node]", node).as_element() if node is not None else None
    if element is None:
        raise Lost(title, f"has nothing left to do this with: {step.goal}")
    try:
        _act(element, step)
    except Error as error:
        raise Lost(title, f"no longer lets one do this: {step.goal}") from error
    recorder.settle()


def _act(element: ElementHandle, step: StepDocument) -> None:
    match step.expect:
        case Expect.TICK:
            # What is drawn instead of it often lies on top.
            element.check(force=True, timeout=_PATIENCE)
        case Expect.CHOOSE:
            element.select_option(step.value, timeout=_PATIENCE)
        case Expect.TYPE:
            element.fill(step.value, timeout=_PATIENCE)
        case _:
            element.click(timeout=_PATIENCE)


def _seen(recorder: Recorder) -> tuple[Tree, JSHandle]:
    seen = recorder.page.evaluate_handle(_SEEN)
    tree = seen.evaluate("seen => seen.tree")
    return stored.read(gzip.compress(json.dumps(tree).encode("utf-8", "replace"), compresslevel=1)), seen
