"""Reads: how far a campaign reached, counted from what really happened while it went on."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from verkstad.courses.models import Audience, CourseDate
from verkstad.municipalities.models import Municipality
from verkstad.outreach.models import Ambassador, Campaign, Did, Group, Material, Reach, Sequel, VisitCount
from verkstad.outreach.queries.dates import with_first
from verkstad.outreach.queries.occasions import of_municipality, people_at

# By month, whose first day it is.
type Months = Counter[date]


@dataclass(frozen=True, slots=True)
class Reached:
    """One thing that is counted; ``goal`` is 0 for none. What was printed has no day, so ``months`` is empty."""

    what: Reach
    goal: int
    number: int
    months: Months

    @property
    def is_dated(self) -> bool:
        return self.what != Reach.PRINTED


def campaigns_of(municipality: Municipality) -> QuerySet[Campaign]:
    return Campaign.objects.filter(municipality=municipality).order_by("-starts_on", "pk")


def materials_of(campaign: Campaign) -> QuerySet[Material]:
    """Each with ``visited``, how often its address was followed, at any time."""
    return campaign.materials.annotate(visited=Sum("visits__number", default=0)).order_by("kind", "channel", "pk")


def course_dates_of(municipality: Municipality) -> QuerySet[Any]:
    """The latest first, with ``first``, their first session."""
    dates = CourseDate.objects.filter(course__municipality=municipality, cancelled_at=None)
    timed = with_first(dates).filter(first__isnull=False)
    return timed.order_by("-first", "pk").select_related("course", "place")


def reached(campaign: Campaign) -> list[Reached]:
    """Everything that is counted, in one query or two each."""
    goals = dict(campaign.goals.order_by("what").values_list("what", "number"))
    found = []
    for what in Reach:
        months = Counter[date]() if what == Reach.PRINTED else _MONTHS[what](campaign)
        number = _printed(campaign) if what == Reach.PRINTED else months.total()
        found.append(Reached(what, goals.get(what, 0), number, months))
    return found


def months_of(campaign: Campaign, until: date) -> Iterator[date]:
    """First days of the months that it has gone on in."""
    last = min(campaign.ends_on, until)
    month = campaign.starts_on.replace(day=1)
    while month <= last:
        yield month
        month = month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)


def _printed(campaign: Campaign) -> int:
    number: int = campaign.materials.aggregate(all=Sum("printed", default=0))["all"]
    return number


def _ambassadors(campaign: Campaign) -> Months:
    begun = Ambassador.objects.filter(municipality=campaign.municipality, **_between(campaign, "starts_on"))
    return _by_month((day, 1) for day in begun.order_by("pk").values_list("starts_on", flat=True))


def _colleagues(campaign: Campaign) -> Months:
    taught = of_municipality(campaign.municipality).filter(group=Group.COLLEAGUES, **_between(campaign, "day"))
    return _by_month(taught.order_by("pk").values_list("day", "people"))


def _residents(campaign: Campaign) -> Months:
    """Seats that somebody sat on at its course dates, on the first day of each; not those logged as of colleagues."""
    dates = course_dates_of(campaign.municipality).filter(campaigns=campaign).exclude(audience=Audience.STAFF)
    dates = dates.exclude(occasion__group=Group.COLLEAGUES)
    rows = dates.annotate(people=people_at("pk")).values_list("first", "people")
    days = ((timezone.localtime(first).date(), people) for first, people in rows)
    return _by_month(one for one in days if campaign.starts_on <= one[0] <= campaign.ends_on)


def _tests(campaign: Campaign) -> Months:
    told = Sequel.objects.filter(Q(did=Did.TEST), ambassador__municipality=campaign.municipality)
    days = told.filter(**_between(campaign, "day")).order_by("pk").values_list("day", flat=True)
    return _by_month((day, 1) for day in days)


def _visits(campaign: Campaign) -> Months:
    visits = VisitCount.objects.filter(material__campaign=campaign, **_between(campaign, "day"))
    return _by_month(visits.order_by("pk").values_list("day", "number"))


def _between(campaign: Campaign, field: str) -> dict[str, Any]:
    return {f"{field}__gte": campaign.starts_on, f"{field}__lte": campaign.ends_on}


def _by_month(days: Any) -> Months:
    months: Months = Counter()
    for day, number in days:
        months[day.replace(day=1)] += number
    return months


_MONTHS = {
    Reach.AMBASSADORS: _ambassadors,
    Reach.COLLEAGUES: _colleagues,
    Reach.RESIDENTS: _residents,
    Reach.TESTS: _tests,
    Reach.VISITS: _visits,
}
