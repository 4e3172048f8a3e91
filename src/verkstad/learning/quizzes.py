"""How a quiz is marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class MarkedAnswer:
    text: str
    why: str
    right: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class MarkedQuestion:
    key: str
    question: str
    several: bool
    answers: tuple[MarkedAnswer, ...]

    @property
    def is_answered(self) -> bool:
        return any(answer.chosen for answer in self.answers)

    @property
    def is_right(self) -> bool:
        """All that are right were chosen, and no other."""
        return all(answer.chosen == answer.right for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Marked:
    questions: tuple[MarkedQuestion, ...]

    @property
    def right(self) -> int:
        return sum(question.is_right for question in self.questions)

    @property
    def is_whole(self) -> bool:
        return all(question.is_answered for question in self.questions)

    def is_passed(self, pass_mark: Decimal) -> bool:
        """Whether as large a share of the questions was answered rightly; never of none."""
        return bool(self.questions) and self.right >= pass_mark * len(self.questions)


def mark(quiz: Sequence[Mapping[str, Any]], chosen: Mapping[str, Sequence[str]]) -> Marked:
    """``quiz`` as ModuleText keeps it; ``chosen``: by key of the question, the numbers of its answers from 0."""
    return Marked(tuple(_question(question, set(chosen.get(question["key"], ()))) for question in quiz))


def _question(question: Mapping[str, Any], chosen: set[str]) -> MarkedQuestion:
    answers = tuple(
        MarkedAnswer(answer["text"], answer["why"], answer["right"], str(number) in chosen)
        for number, answer in enumerate(question["answers"])
    )
    return MarkedQuestion(question["key"], question["question"], question["several"], answers)
