"""Reads: what was taught, each seat once."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from verkstad.courses.models import Attendance
from verkstad.municipalities.models import Municipality
from verkstad.outreach.cascade import Sums
from verkstad.outreach.models import Ambassador, Did, Occasion, Sequel

MOST_SHOWN = 20

_AT_DATE = Attendance.objects.filter(sign_up__course_date=OuterRef("course_date")).order_by()
_ATTENDED = _AT_DATE.values("sign_up__course_date").annotate(people=Count("sign_up", distinct=True)).values("people")


def with_people(occasions: QuerySet[Occasion]) -> QuerySet[Any]:
    """With ``people``: how many were there, or how many the ambassador says."""
    return occasions.annotate(people=Coalesce("number", Subquery(_ATTENDED, IntegerField()), 0))


def of_municipality(municipality: Municipality) -> QuerySet[Any]:
    return with_people(Occasion.objects.filter(ambassador__municipality=municipality))


def of_ambassador(ambassador: Ambassador) -> QuerySet[Any]:
    """Also those that are counted at another one; the latest first."""
    occasions = Occasion.objects.filter(Q(ambassador=ambassador) | Q(others=ambassador)).distinct()
    related = occasions.select_related("ambassador", "package", "place", "area", "course_date__course")
    return with_people(related).prefetch_related("others").order_by("-day", "-pk")


def sums_by_ambassador(municipality: Municipality) -> dict[int, Sums]:
    """By key of the ambassador at whom it counts."""
    found: dict[int, Sums] = {}
    rows = of_municipality(municipality).values("ambassador", "people", is_counted=Q(course_date__isnull=False))
    for row in rows.order_by("pk"):
        told = Sums(counted=row["people"]) if row["is_counted"] else Sums(reported=row["people"])
        found[row["ambassador"]] = found.get(row["ambassador"], Sums()) + told
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


def by_area(municipality: Municipality) -> dict[int | None, int]:
    """People taught by key of the area, with those of none."""
    rows = of_municipality(municipality).order_by("pk").values_list("area", "people")
    found: dict[int | None, int] = {}
    for area, people in rows:
        found[area] = found.get(area, 0) + people
    return found
