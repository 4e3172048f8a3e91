"""One step of a screen as a form: what to do, how that is seen, and what helps."""

from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from verkstad.core.parts import EMPTY_ROWS, Choice, Part, Row, area, chosen, line, offer, rows_sent
from verkstad.practice.digcomp import COMPETENCES
from verkstad.practice.documents import StepDocument
from verkstad.practice.models import Expect

MOST_ANSWERS = 20
TRAINS = [
    ("", _("Nothing in particular")),
    *((code, format_lazy("{} {}", code, it)) for code, it in COMPETENCES.items()),
]


class AnswerRow(Row):
    needed = ("target", "text")
    target = chosen(_("Who presses here"))
    text = line(_("is told"), most=600)


class StepPart(Part):
    """``number`` tells the steps of a form apart, in whatever order they stand."""

    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    goal = area(_("What to do, in plain words"), required=True, most=300)
    target = chosen(_("Where"))
    expect = forms.ChoiceField(label=_("How"), choices=Expect)
    value = line(_("What is right"), _("What is to be chosen or typed, such as {given_name}. Nothing for other steps."))
    hint_1 = area(_("First hint: the same in other words"), most=600)
    hint_2 = area(_("Second hint: where it is"), most=600)
    wrong = area(_("What is said when something else is done"), most=600)
    trains = forms.ChoiceField(label=_("What it trains"), choices=TRAINS, required=False)

    def __init__(self, *args: Any, number: str, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"step-{number}", **kwargs)
        self.number, self.is_open = number, False
        self.rows: list[AnswerRow] = []

    @classmethod
    def of(cls, step: StepDocument, number: str, *, value: str) -> Self:
        """As it is before anybody has typed; ``value`` as it reads on the screen."""
        initial = {name: getattr(step, name) for name in ("key", "goal", "target", "expect", "wrong", "trains")}
        hints = dict(zip(("hint_1", "hint_2"), step.hints, strict=False))
        part = cls(initial=initial | hints | {"value": value}, number=number)
        rows: list[dict[str, str]] = [{"target": target, "text": text} for target, text in step.answers.items()]
        part._add_rows([{"initial": row} for row in (*rows, *[{}] * EMPTY_ROWS)])
        return part

    @classmethod
    def typed_in(cls, values: QueryDict, number: str) -> Self:
        part = cls(values, number=number)
        part._add_rows([{"data": values}] * rows_sent(values, f"step-{number}", MOST_ANSWERS))
        return part

    def is_valid(self) -> bool:
        """It stays open as long as it is not."""
        wrong = [row for row in self.rows if not row.is_valid()]
        self.is_open = bool(wrong) or not super().is_valid()
        return not self.is_open

    def offer(self, targets: list[Choice]) -> None:
        """What there is on the screen to press and fill in."""
        for form in (self, *self.rows):
            offer(form, "target", targets)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("expect") in (Expect.CHOOSE, Expect.TYPE) and not said.get("value"):
            self.add_error("value", _("Write what is to be chosen or typed."))
        if said.get("expect") != Expect.READ and not said.get("target"):
            self.add_error("target", _("Choose what on the screen it is about."))
        return said

    def step(self) -> dict[str, Any]:
        """As it is written now, right or wrong."""
        said = self.typed()
        hints = [said.pop("hint_1"), said.pop("hint_2")]
        while hints and not hints[-1]:
            hints.pop()
        if said["expect"] == Expect.READ:
            del said["target"]
        answers = [row.typed() for row in self.rows if not row.is_empty]
        return said | {"hints": hints, "answers": {row["target"]: row["text"] for row in answers}}

    def _add_rows(self, rows: list[dict[str, Any]]) -> None:
        self.rows = [AnswerRow(prefix=f"{self.prefix}-{number}", **values) for number, values in enumerate(rows)]
