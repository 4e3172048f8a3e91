"""Reads: ambassadors and areas, and what they come to by unit and by area."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from verkstad.core.privacy import Mark, protected
from verkstad.courses.models import Unit
from verkstad.identity.models import Membership
from verkstad.municipalities.models import Municipality
from verkstad.outreach import cascade
from verkstad.outreach.cascade import NOTHING, Branch, Sums
from verkstad.outreach.models import Ambassador, Area
from verkstad.outreach.queries import occasions
from verkstad.outreach.queries.occasions import Taught


@dataclass(frozen=True, slots=True)
class OfUnit:
    unit: Unit
    ambassadors: int
    goal: int
    sums: Sums


@dataclass(frozen=True, slots=True)
class OfArea:
    """``area`` is none for what was taught where nobody said. ``mark`` tells whether ``people`` may be shown."""

    area: Area | None
    people: int
    mark: Mark

    @property
    def share(self) -> float | None:
        """Of its residents, in percent, at most: who was taught twice is counted twice."""
        residents = self.area.residents if self.area else None
        return 100 * self.people / residents if residents else None


@dataclass(frozen=True, slots=True)
class Cascade:
    """All of a municipality, each seat once. ``shared`` is by ambassador, and counted at somebody else."""

    roots: list[Branch]
    units: list[OfUnit]
    areas: list[OfArea]
    shared: Mapping[int, int]
    total: Sums
    ambassadors: list[Ambassador]

    @property
    def goal(self) -> int:
        return sum(one.goal for one in self.ambassadors)


def cascade_of(municipality: Municipality, *, hides_small: bool) -> Cascade:
    """Five queries, however many there are."""
    ambassadors = list(ambassadors_of(municipality))
    taught = occasions.taught_in(municipality)
    sums = occasions.sums_by_ambassador(municipality, taught)
    return Cascade(
        roots=cascade.grow(ambassadors, sums),
        units=_by_unit(ambassadors, sums),
        areas=_by_area(municipality, taught, hides_small),
        shared=occasions.shared_by_ambassador(municipality, taught),
        total=cascade.total(sums.values()),
        ambassadors=ambassadors,
    )


def ambassadors_of(municipality: Municipality) -> QuerySet[Ambassador]:
    return (
        Ambassador.objects.filter(municipality=municipality).select_related("unit", "trained_by").order_by("name", "pk")
    )


def areas_of(municipality: Municipality) -> QuerySet[Area]:
    return Area.objects.filter(municipality=municipality).order_by("name")


def members_to_choose(municipality: Municipality, ambassador: Ambassador | None) -> QuerySet[Membership]:
    """Those who are not ambassadors yet, and who the ambassador is."""
    free = Q(ambassador=None) | Q(ambassador=ambassador) if ambassador else Q(ambassador=None)
    members = Membership.objects.active().filter(free, municipality=municipality)
    return members.select_related("user").order_by("user__first_name", "user__last_name", "pk")


def is_over(ambassador: Ambassador, today: date) -> bool:
    return ambassador.ends_on is not None and ambassador.ends_on < today


def _by_unit(ambassadors: list[Ambassador], sums: Mapping[int, Sums]) -> list[OfUnit]:
    found: dict[int, list[Ambassador]] = {}
    for one in ambassadors:
        found.setdefault(one.unit_id, []).append(one)
    rows = [
        OfUnit(
            those[0].unit,
            len(those),
            sum(one.goal for one in those),
            cascade.total(sums.get(one.pk, NOTHING) for one in those),
        )
        for those in found.values()
    ]
    return sorted(rows, key=lambda row: row.unit.name.casefold())


def _by_area(municipality: Municipality, taught: list[Taught], hides_small: bool) -> list[OfArea]:
    people = occasions.by_area(taught)
    areas: list[Area | None] = [*areas_of(municipality), None]
    numbers = [people[area.pk if area else None] for area in areas]
    marks = protected(numbers) if hides_small else [Mark.SHOWN] * len(numbers)
    return [OfArea(*row) for row in zip(areas, numbers, marks, strict=True)]
