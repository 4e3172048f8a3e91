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


class Taught(NamedTuple):
    """How many people, at whom they count and where; ``is_counted`` from attendance, or reported."""

    occasion: int
    ambassador: int
    area: int | None
    people: int
    is_counted: bool


def people_at(course_date: str) -> Coalesce:
    """How many were there, each once; ``course_date`` names the column of its key."""
    there = Attendance.objects.filter(sign_up=OuterRef("pk"))
    seats = SignUp.objects.filter(Exists(there), course_date=OuterRef(course_date)).order_by()
    counted = seats.values("course_date").annotate(people=Count("pk")).values("people")
    return Coalesce(Subquery(counted, IntegerField()), 0)


def with_people(occasions: QuerySet[Occasion]) -> QuerySet[Any]:
    """With ``people``: how many were there, or how many the ambassador says."""
    return occasions.annotate(people=Coalesce("number", people_at("course_date")))


def of_municipality(municipality: Municipality) -> QuerySet[Any]:
    return with_people(Occasion.objects.filter(ambassador__municipality=municipality))


def of_ambassador(ambassador: Ambassador) -> QuerySet[Any]:
    """Also those that are counted at another one; the latest first."""
    beside = ambassador.shared_occasions.order_by().values("pk")
    occasions = Occasion.objects.filter(Q(ambassador=ambassador) | Q(pk__in=beside))
    related = occasions.select_related("ambassador", "package", "place", "area", "course_date__course")
    return with_people(related).prefetch_related("others").order_by("-day", "-pk")


def taught_in(municipality: Municipality) -> list[Taught]:
    """Each occasion once."""
    is_counted = Q(course_date__isnull=False)
    rows = of_municipality(municipality).annotate(is_counted=is_counted).order_by("pk")
    return [Taught(*row) for row in rows.values_list("pk", "ambassador", "area", "people", "is_counted")]


def sums_by_ambassador(municipality: Municipality, taught: Iterable[Taught]) -> dict[int, Sums]:
    """By key of the ambassador at whom it counts, with what was told afterwards."""
    counted, reported = Counter[int](), Counter[int]()
    for one in taught:
        (counted if one.is_counted else reported)[one.ambassador] += one.people
    sequels = Sequel.objects.filter(ambassador__municipality=municipality).order_by("ambassador")
    tests, proved = Q(did=Did.TEST), Q(is_proved=True)
    counts = {"tests": Count("pk", tests), "proved": Count("pk", proved), "teaches": Count("pk", Q(did=Did.TEACHES))}
    rows = sequels.values_list("ambassador").annotate(**counts).values_list("ambassador", *counts)
    told = {key: numbers for key, *numbers in rows}
    return {key: Sums(counted[key], reported[key], *told.get(key, ())) for key in {*counted, *reported, *told}}


def shared_by_ambassador(municipality: Municipality, taught: Iterable[Taught]) -> Counter[int]:
    """People taught beside another ambassador, at whom they count."""
    people = {one.occasion: one.people for one in taught}
    found: Counter[int] = Counter()
    for link in Occasion.others.through.objects.filter(occasion__ambassador__municipality=municipality).order_by("pk"):
        found[link.ambassador_id] += people[link.occasion_id]
    return found


def by_area(taught: Iterable[Taught]) -> Counter[int | None]:
    """People taught by key of the area, with those of none."""
    found: Counter[int | None] = Counter()
    for one in taught:
        found[one.area] += one.people
    return found
