"""Reads: how practising went, of nobody in particular."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from verkstad.core.translated import Text
from verkstad.practice.models import Counted, Edition, PracticeCopy, PracticeCount, State, Step
from verkstad.practice.texts import filled

type Counts = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class StepResult:
    """``stopped`` came to the step and no further."""

    number: int
    goal: str
    reached: int
    stopped: int
    hints: int
    wrong: int


@dataclass(frozen=True, slots=True)
class CopyResult:
    """``title`` and ``steps`` are those of what is shown now, or was last."""

    copy: PracticeCopy
    title: Text
    started: int
    finished: int
    steps: Sequence[StepResult]

    @property
    def most_stop_at(self) -> StepResult | None:
        """The first of the steps where most stopped; None when nobody did."""
        worst = max(self.steps, key=lambda step: step.stopped, default=None)
        return worst if worst and worst.stopped else None


def copy_results(copies: QuerySet[PracticeCopy], first: date, last: date) -> list[CopyResult]:
    """Of those that are shown, or were practised from the first to the last day; by title, in three queries."""
    editions = _latest_editions(copies)
    steps: dict[int, list[Step]] = defaultdict(list)
    rows = Step.objects.filter(screen__edition__in=editions.values()).select_related("screen")
    for step in rows.order_by("screen__position", "position"):
        steps[step.screen.edition_id].append(step)
    counts: dict[int, dict[tuple[str, str], int]] = defaultdict(dict)
    counted = PracticeCount.objects.filter(copy__in=editions, day__range=(first, last))
    for copy, what, step, number in counted.order_by().values_list("copy", "what", "step").annotate(Sum("number")):
        counts[copy][what, step] = number
    found = [
        _result(edition, steps[edition.pk], counts[copy])
        for copy, edition in editions.items()
        if edition.state == State.PUBLISHED or counts[copy]
    ]
    return sorted(found, key=lambda result: (result.title.casefold(), result.title.language))


def _latest_editions(copies: QuerySet[PracticeCopy]) -> dict[int, Edition]:
    """By copy that which is shown, else that which was last: no older one is shown; one query."""
    editions = Edition.objects.filter(copy__in=copies, published_at__isnull=False)
    found = editions.select_related("copy", "persona").order_by("copy", "number")
    return {edition.copy_id: edition for edition in found}


def _result(edition: Edition, steps: Sequence[Step], counts: Counts) -> CopyResult:
    started, finished = counts.get((Counted.STARTED, ""), 0), counts.get((Counted.FINISHED, ""), 0)
    reached = [started, *(counts.get((Counted.REACHED, step.key), 0) for step in steps[1:]), finished]
    return CopyResult(
        edition.copy,
        Text(edition.title, edition.copy.language),
        started,
        finished,
        [
            StepResult(
                number=index + 1,
                goal=filled(step.goal, edition.persona.fields),
                reached=reached[index],
                stopped=max(0, reached[index] - reached[index + 1]),
                hints=counts.get((Counted.HINT, step.key), 0),
                wrong=counts.get((Counted.WRONG, step.key), 0),
            )
            for index, step in enumerate(steps)
        ],
    )
