"""A screen that is recorded anew: whether it is of the same service, and what its steps are about now."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from verkstad.practice.documents import StepDocument
from verkstad.practice.models import Expect
from verkstad.practice.recorded.anchors import anchors, best
from verkstad.practice.recorded.hosts import host_of
from verkstad.practice.recorded.recording import ScreenRefused, title
from verkstad.practice.recorded.steps import choices
from verkstad.practice.recorded.tree import Element, Tree


def refuse_strangers(known: Sequence[Tree], walked: Iterable[tuple[int, Tree]]) -> None:
    """Raises ScreenRefused for one of another host or language than those known, where they tell."""
    hosts, languages = set(map(_host, known)) - {""}, set(map(_language, known)) - {""}
    for number, tree in walked:
        on, language = (
            _("is on %(told)s; the copy was recorded on %(known)s"),
            _("is in the language %(told)s; the copy was recorded in %(known)s"),
        )
        for told, there, words in ((_host(tree), hosts, on), (_language(tree), languages, language)):
            if told and there and told not in there:
                raise ScreenRefused(title(tree, number), words % {"told": told, "known": ", ".join(sorted(there))})


@dataclass(frozen=True, slots=True)
class Carried:
    """``lost``: what steps say, and what they answer, that is about nothing on the screen any longer."""

    steps: tuple[StepDocument, ...]
    lost: tuple[str, ...]


def carried(steps: Iterable[StepDocument], before: Tree, now: Tree) -> Carried:
    """The steps with what they are about now; what is lost is empty until somebody chooses."""
    again = _Again(before, now)
    done, lost = list[StepDocument](), list[str]()
    for step in steps:
        done.append(new := again.step(step))
        if (bool(new.target), new.value) != (bool(step.target), step.value):
            lost.append(step.goal)
        lost += [text for node, text in step.answers.items() if not again.now(node)]
    return Carried(tuple(done), tuple(lost))


class _Again:
    """What of a screen is found again. What two fit as well is found for neither."""

    def __init__(self, before: Tree, now: Tree) -> None:
        here, there = anchors(before), anchors(now)
        found = {number: best(anchor, there) for number, anchor in here.items()}
        times = Counter(found.values())
        pairs = [(number, match) for number, match in found.items() if match is not None and times[match] == 1]
        self.found = {str(number): str(match) for number, match in pairs}
        self.is_like = {str(number) for number, match in pairs if here[number].role == there[match].role}
        self.selects = {
            str(one.number): one for one in now.nodes() if isinstance(one, Element) and one.name == "select"
        }

    def now(self, target: str) -> str:
        return self.found.get(target, "")

    def step(self, step: StepDocument) -> StepDocument:
        """What was filled in cannot be filled in again in something of another kind."""
        is_pressed = step.expect in (Expect.PRESS, Expect.READ)
        target = self.now(step.target) if is_pressed or step.target in self.is_like else ""
        select = self.selects.get(target) if step.expect == Expect.CHOOSE else None
        value = "" if select and step.value not in choices(select) else step.value
        answers = {self.now(node): text for node, text in step.answers.items() if self.now(node)}
        return replace(step, target=target, value=value, answers=answers)


def _host(tree: Tree) -> str:
    return host_of(tree.address or tree.page.base)


def _language(tree: Tree) -> str:
    return tree.page.root.attributes.get("lang", "").partition("-")[0].lower()
