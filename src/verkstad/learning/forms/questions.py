"""A question as a form: what is asked, and the answers with which is right and why."""

from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from verkstad.core.parts import Editor, Part, area, line, numbers_sent, with_parts
from verkstad.learning.documents import MOST_ITEMS, Kept

FIRST_ANSWERS = 3


class QuestionHead(Part):
    question = area(
        _("Question"),
        _("Ask about something that people meet, not about a word. Who ticks more than one answer below as right "
          "lets learners choose several."),
        required=True,
        most=400,
    )  # fmt: skip


class AnswerPart(Part):
    """``number`` tells the answers of a form apart, in whatever order they stand."""

    text = line(_("Answer"), required=True, most=400)
    right = forms.BooleanField(label=_("This is right"), required=False)
    why = area(_("Why it is right or wrong"), _("Shown when the question has been answered."), most=600)

    def __init__(self, *args: Any, number: str, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"answer-{number}", **kwargs)
        self.number = number

    def answer(self) -> Kept:
        said = self.typed()
        return {"text": said["text"], "right": bool(said["right"]), "why": said["why"]}


@dataclass(frozen=True, slots=True)
class QuestionEditor(Editor):
    head: QuestionHead
    answers: list[AnswerPart]

    @classmethod
    def of(cls, question: Kept) -> Self:
        """The form before anybody has typed."""
        answers = question["answers"] or [{}] * FIRST_ANSWERS
        parts = [AnswerPart(initial=answer, number=str(number)) for number, answer in enumerate(answers)]
        return cls(QuestionHead(initial={"question": question["question"]}), parts)

    @classmethod
    def typed_in(cls, values: QueryDict) -> Self:
        """The form as it was sent."""
        numbers = numbers_sent(values, "answer", MOST_ITEMS)
        return cls(QuestionHead(values), [AnswerPart(values, number=number) for number in numbers])

    @property
    def parts(self) -> list[Part]:
        return [self.head, *self.answers]

    @property
    def next_number(self) -> int:
        """Of the answer that is added next."""
        return max((int(part.number) for part in self.answers), default=-1) + 1

    def is_valid(self) -> bool:
        """An answer has to be right."""
        if Editor.is_valid(self) and not any(part.answer()["right"] for part in self.answers):
            self.head.add_error(None, gettext("Tick at least one answer as right."))
        return Editor.is_valid(self)

    def written(self, key: str) -> Kept:
        """As it is written now."""
        answers = [part.answer() for part in self.answers]
        several = sum(answer["right"] for answer in answers) > 1
        return {"key": key, "question": self.head.typed()["question"], "several": several, "answers": answers}

    def shown(self, key: str) -> Kept:
        """As far as it can be shown now: without the answers in which something is missing."""
        self.is_valid()
        return self.written(key) | {"answers": [part.answer() for part in self.answers if not part.errors]}


def with_answers(values: QueryDict, order: str) -> QueryDict:
    """What was typed, after the order; see with_parts."""
    return with_parts(values, order, {"answer": MOST_ITEMS}, lambda *_new: None, rows=0)
