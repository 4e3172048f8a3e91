"""How many made-up people learnt in the demo municipalities."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from verkstad.learning.models import Counted, LearningCount, ModuleText, PackageEdition, Way
from verkstad.municipalities.models import Municipality

DAYS = 1000
# The share of those who came to a lesson that goes on to the next; and of those who answer, that passes.
GO_ON, PASS = 0.86, 0.7


def save_counts(edition: PackageEdition) -> None:
    LearningCount.objects.bulk_create(_counts(edition, edition.package.municipality))


def _counts(edition: PackageEdition, municipality: Municipality) -> Iterator[LearningCount]:
    """Of the last months, more of them lately, and fewer in each module than in the one before."""
    chance = random.Random(f"{municipality.slug} {edition.package.key}")  # noqa: S311 -- made-up people
    today = timezone.localdate()
    texts = ModuleText.objects.filter(module__edition=edition, language=municipality.main_language)
    for text in texts.select_related("module").order_by("module__position"):
        for ago in range(1, DAYS):
            began = sum(chance.random() < (1 - ago / DAYS) / (2 + text.module.position) for _ in range(5))
            if began:
                yield from _of_day(text, today - timedelta(days=ago), began, chance)


def _of_day(text: ModuleText, day: date, began: int, chance: random.Random) -> Iterator[LearningCount]:
    def some(number: int, share: float) -> int:
        return sum(chance.random() < share for _ in range(number))

    def row(what: Counted, number: int, lesson: str = "", way: str = "") -> Iterator[LearningCount]:
        if number:
            yield LearningCount(
                edition_id=text.module.edition_id, day=day, what=what, module=text.module.key, lesson=lesson, way=way,
                language=text.language, number=number,
            )  # fmt: skip

    yield from row(Counted.STARTED, began)
    left = began
    for lesson in text.lessons:
        yield from row(Counted.REACHED, left, lesson["key"])
        left = some(left, GO_ON)
    passed = some(left, PASS)
    yield from row(Counted.PASSED, passed)
    yield from row(Counted.NOT_PASSED, left - passed)
    yield from row(Counted.PROVED, passed, way=Way.TEST)
