"""A screen's form as a whole: from a screen, or from what was typed, and back to a screen."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from verkstad.core.parts import Choice, Editor, Part, area, line, numbers_sent, with_parts
from verkstad.practice.blocks import MOST_BLOCKS, MOST_ROWS, Block
from verkstad.practice.documents import EID_FIELDS, MOST_STEPS, ScreenDocument, StepDocument, read_screen
from verkstad.practice.editing import free_key, named_targets
from verkstad.practice.forms.blocks import FIELDS, WITHOUT_KEY, BlockPart, label_of, value_of
from verkstad.practice.forms.steps import StepPart
from verkstad.practice.models import Expect, ScreenSource

MOST = {"block": MOST_BLOCKS, "step": MOST_STEPS}


class HeadPart(Part):
    title = line(_("Name of the screen"), required=True, most=120)


class EidPart(Part):
    """What the practice e-ID asks. It has no field for a number or a code, and none can be added."""

    before = area(_("What stands above it"), _("Such as which e-ID one chooses in the real service."), required=True)
    asks = line(_("Who asks?"), required=True)
    why = line(_("What for?"), required=True)


@dataclass(frozen=True, slots=True)
class ScreenEditor(Editor):
    """``before`` is the screen as it is saved."""

    before: ScreenDocument
    head: HeadPart
    eid: EidPart | None
    blocks: list[BlockPart]
    steps: list[StepPart]

    @classmethod
    def of(cls, screen: ScreenDocument, recorded: list[Choice]) -> Self:
        """The form before anybody has typed; ``recorded`` is what a recorded screen has to point at."""
        blocks = [] if isinstance(screen.body, dict) else screen.body
        editor = cls(
            before=screen,
            head=HeadPart(initial={"title": screen.title}),
            eid=EidPart(initial=screen.body) if isinstance(screen.body, dict) else None,
            blocks=[BlockPart.of(block, str(number)) for number, block in enumerate(blocks)],
            steps=[
                StepPart.of(step, str(number), value=_shown_value(step, blocks))
                for number, step in enumerate(screen.steps)
            ],
        )
        editor._offer(recorded or named_targets(screen.body))
        return editor

    @classmethod
    def typed_in(cls, screen: ScreenDocument, values: QueryDict, recorded: list[Choice]) -> Self:
        """The form as it was sent. What is of no kind is left out."""
        blocks = [BlockPart.typed_in(values, number) for number in numbers_sent(values, "block", MOST_BLOCKS)]
        editor = cls(
            before=screen,
            head=HeadPart(values),
            eid=EidPart(values) if screen.source == ScreenSource.EID else None,
            blocks=[block for block in blocks if block] if screen.source == ScreenSource.AUTHORED else [],
            steps=[StepPart.typed_in(values, number) for number in numbers_sent(values, "step", MOST_STEPS)],
        )
        editor._offer(recorded or named_targets(editor._body()))
        return editor

    @property
    def parts(self) -> list[Part]:
        blocks = [part for block in self.blocks for part in (block, *block.rows)]
        steps = [part for step in self.steps for part in (step, *step.rows)]
        return [self.head, *([self.eid] if self.eid else []), *blocks, *steps]

    @property
    def next_number(self) -> dict[str, int]:
        """Of what is added next."""
        blocks, steps = [int(part.number) for part in self.blocks], [int(part.number) for part in self.steps]
        return {"block": max(blocks, default=-1) + 1, "step": max(steps, default=-1) + 1}

    def screen(self, step_keys: Collection[str]) -> ScreenDocument:
        """As it is written now; ``step_keys`` are those of other screens' steps. Raises Refused."""
        body, taken = self._body(), list(step_keys)
        steps = []
        for part in self.steps:
            step = part.step()
            step["key"] = step["key"] or free_key(step["goal"], taken, "step")
            if step["expect"] == Expect.CHOOSE and isinstance(body, list):
                step["value"] = value_of(_options(body, step["target"]), step["value"])
            taken.append(step["key"])
            steps.append(step)
        head = {"key": self.before.key, "title": self.head.typed()["title"], "source": self.before.source}
        return read_screen(head | {"body": body, "steps": steps})

    def _body(self) -> list[Block] | Block:
        if self.eid:
            said = self.eid.typed()
            return {name: said[name] for name in EID_FIELDS}
        return [part.block() for part in self.blocks]

    def _offer(self, targets: list[Choice]) -> None:
        for block in self.blocks:
            block.offer(targets)
        for step in self.steps:
            step.offer(targets)


def with_rows(values: QueryDict, order: str) -> QueryDict:
    """What was typed, after the order; see with_parts."""
    return with_parts(values, order, MOST, _begin, rows=MOST_ROWS)


def _begin(values: QueryDict, prefix: str, kind: str) -> None:
    if kind in FIELDS:
        values[f"{prefix}-kind"] = kind
        values[f"{prefix}-key"] = "" if kind in WITHOUT_KEY else _new_key(values, kind)


def _new_key(values: QueryDict, kind: str) -> str:
    """Such as button-3."""
    taken = {str(value) for name, value in values.items() if name.endswith("-key")}
    return free_key(kind, taken, kind)


def _options(blocks: list[Block], key: str) -> list[Block]:
    return next((block.get("options", []) for block in blocks if block.get("key") == key), [])


def _shown_value(step: StepDocument, blocks: list[Block]) -> str:
    """What is chosen is told by its label."""
    return label_of(_options(blocks, step.target), step.value) if step.expect == Expect.CHOOSE else step.value
