"""Reads: how far those who practise together have come."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from verkstad.identity.models import Membership
from verkstad.municipalities.models import Municipality
from verkstad.practice.models import Edition, Learner, PracticeGroup, State
from verkstad.practice.queries.showing import ShownStep


@dataclass(frozen=True, slots=True)
class StepTaken:
    """``here`` are at the step now, ``passed`` have done it."""

    number: int
    goal: str
    here: int
    passed: int


@dataclass(frozen=True, slots=True)
class Progress:
    learners: int
    finished: int
    hints: int
    steps: tuple[StepTaken, ...]

    @property
    def mark(self) -> str:
        """Another one as soon as anything has changed."""
        numbers = [(step.here, step.passed) for step in self.steps]
        return f"{self.learners} {self.finished} {self.hints} {numbers}"


def progress(group: PracticeGroup, steps: Sequence[ShownStep]) -> Progress:
    """One query. Whoever is at a step that is not there any longer is at the first."""
    learners = list(Learner.objects.filter(group=group).order_by("pk"))
    order = {step.key: index for index, step in enumerate(steps)}
    on_the_way = [learner for learner in learners if not learner.finished_at]
    here = Counter(order.get(learner.step, 0) for learner in on_the_way)
    finished, taken, passed = len(learners) - len(on_the_way), [], len(learners)
    for index, step in enumerate(steps):
        passed -= here[index]
        taken.append(StepTaken(step.number, step.goal, here[index], passed))
    return Progress(len(learners), finished, sum(learner.hints for learner in learners), tuple(taken))


def open_groups(member: Membership) -> QuerySet[PracticeGroup]:
    """Those of the member that are not over, the latest first."""
    groups = PracticeGroup.objects.filter(municipality=member.municipality, opened_by=member.user, closed_at=None)
    return groups.select_related("copy").order_by("-opened_at")


def shown_editions(municipality: Municipality) -> list[Edition]:
    """All that residents can practise with, in every language, by title; one query."""
    editions = Edition.objects.filter(copy__municipality=municipality, state=State.PUBLISHED).order_by("pk")
    return sorted(editions.select_related("copy"), key=lambda edition: (edition.title.casefold(), edition.copy_id))
