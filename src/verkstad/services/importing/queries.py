"""Reads: imports as pages and reports show them."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Count, Q

from verkstad.municipalities.models import Municipality
from verkstad.services.importing.columns import normal
from verkstad.services.models import LifeEvent, Organisation
from verkstad.services.models.imports import Action, Import, Outcome


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entries there are of each action and of each outcome; ``unchosen`` of those that need a choice."""

    by_action: dict[str, int]
    by_outcome: dict[str, int]
    unchosen: int

    @property
    def finished(self) -> int:
        return sum(number for outcome, number in self.by_outcome.items() if outcome)


def counts(one: Import) -> Counts:
    if one.is_emptied:
        return Counts(**one.kept_counts)
    rows = one.rows.order_by("action", "outcome", "choice").values_list("action", "outcome", "choice")
    found = list(rows.annotate(number=Count("pk")))
    return Counts(
        by_action={it.value: sum(n for action, _, _, n in found if action == it) for it in Action},
        by_outcome={it: sum(n for _, outcome, _, n in found if outcome == it) for it in ("", *Outcome.values)},
        unchosen=sum(n for action, _, choice, n in found if action == Action.UNSURE and not choice),
    )


def count_unreviewed(one: Import) -> int:
    """How many entries have a text that counts as reviewed now and would not afterwards."""
    lost = (Q(**{f"changes__reviewed_on.{language}__1": None}) for language in one.municipality.languages)
    return one.rows.filter(reduce(or_, lost)).count()


def vocabulary(municipality: Municipality) -> tuple[dict[str, str], dict[str, str]]:
    """Slugs of the municipality's organisations, and codes of life events, by each of their names and by themselves."""
    organisations = Organisation.objects.filter(municipality=municipality).order_by("-slug")
    events = LifeEvent.objects.order_by("-code")
    return (
        {normal(name): row.slug for row in organisations for name in (*row.name.values(), row.slug)},
        {normal(name): row.code for row in events for name in (*row.name.values(), row.code)},
    )
