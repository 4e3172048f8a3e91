"""Reads: what was taught, each seat once."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from verkstad.courses.models import Attendance, SignUp
from verkstad.municipalities.models import Municipality
from verkstad.outreach.cascade import Sums
from verkstad.outreach.models import Ambassador, Did, Occasion, Sequel

MOST_SHOWN = 20

_THERE = Attendance.objects.filter(sign_up=OuterRef("pk"))
_SEATS = SignUp.objects.filter(Exists(_THERE), course_date=OuterRef("course_date")).order_by()
_PEOPLE = _SEATS.values("course_date").annotate(people=Count("pk")).values("people")


class Taught(NamedTuple):
    """How many people, at whom they count and where; ``is_counted`` from attendance, or reported."""

    ambassador: int
    area: int | None
    people: int
    is_counted: bool


def with_people(occasions: QuerySet[Occasion]) -> QuerySet[Any]:
    """With ``people``: how many were there, or how many the ambassador says."""
    return occasions.annotate(people=Coalesce("number", Subquery(_PEOPLE, IntegerField()), 0))


def of_municipality(municipality: Municipality) -> QuerySet[Any]:
    return with_people(Occasion.objects.filter(ambassador__municipality=municipality))


def of_ambassador(ambassador: Ambassador) -> QuerySet[Any]:
    """Also those that are counted at another one; the latest first."""
    occasions = Occasion.objects.filter(Q(ambassador=ambassador) | Q(others=ambassador)).distinct()
    related = occasions.select_related("ambassador", "package", "place", "area", "course_date__course")
    return with_people(related).prefetch_related("others").order_by("-day", "-pk")


def taught_in(municipality: Municipality) -> list[Taught]:
    """Each occasion once."""
    is_counted = Q(course_date__isnull=False)
    rows = of_municipality(municipality).annotate(is_counted=is_counted).order_by("pk")
    return [Taught(*row) for row in rows.values_list("ambassador", "area", "people", "is_counted")]


def sums_by_ambassador(municipality: Municipality, taught: Iterable[Taught]) -> dict[int, Sums]:
    """By key of the ambassador at whom it counts, with what was told afterwards."""
    found: dict[int, Sums] = {}
    for one in taught:
        told = Sums(counted=one.people) if one.is_counted else Sums(reported=one.people)
        found[one.ambassador] = found.get(one.ambassador, Sums()) + told
    sequels = Sequel.objects.filter(ambassador__municipality=municipality).order_by("ambassador")
    tests, proved = Q(did=Did.TEST), Q(is_proved=True)
    counts = {"tests": Count("pk", tests), "proved": Count("pk", proved), "teaches": Count("pk", Q(did=Did.TEACHES))}
    for key, *told in sequels.values_list("ambassador").annotate(**counts).values_list("ambassador", *counts):
        found[key] = found.get(key, Sums()) + Sums(0, 0, *told)
    return found


def shared_by_ambassador(municipality: Municipality) -> dict[int, int]:
    """People taught beside another ambassador, at whom they count."""
    rows = of_municipality(municipality).filter(others__isnull=False).order_by("pk").values("others", "people")
    found: dict[int, int] = {}
    for row in rows:
        found[row["others"]] = found.get(row["others"], 0) + row["people"]
    return found


def by_area(taught: Iterable[Taught]) -> Counter[int | None]:
    """People taught by key of the area, with those of none."""
    found: Counter[int | None] = Counter()
    for one in taught:
        found[one.area] += one.people
    return found
