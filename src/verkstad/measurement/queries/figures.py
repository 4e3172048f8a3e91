"""Reads: how many enquiries there were, from the counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min, Q, Sum

from verkstad.measurement.models import Count, Enquiry, EnquiryCount, PlaceCount, TopicCount
from verkstad.measurement.periods import Period, latest, shifted
from verkstad.municipalities.models import Municipality


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which enquiries; empty is all."""

    period: Period
    place_id: int | None = None
    service_id: int | None = None
    channel: str = ""
    kind: str = ""

    @property
    def filters(self) -> dict[str, Any]:
        named = ("place_id", "service_id", "channel", "kind")
        return {name: value for name in named if (value := getattr(self, name))}


@dataclass(slots=True)
class Figure:
    """A number, that of the period before, and the minutes of those whose time was told."""

    number: int = 0
    before: int = 0
    minutes: int = 0

    def add(self, other: "Figure") -> None:
        self.number += other.number
        self.before += other.before
        self.minutes += other.minutes


@dataclass(frozen=True, slots=True)
class Overview:
    """``months`` are a year at least; the breakdowns are by value."""

    total: Figure
    months: Mapping[date, Figure]
    channel: Mapping[str, Figure]
    kind: Mapping[str, Figure]
    outcome: Mapping[str, Figure]


MARKS = ("channel", "kind", "outcome")


def overview(municipality: Municipality, wanted: Wanted) -> Overview:
    """One query: counts are few once place and topic are summed up."""
    months = wanted.period.at_least(12)
    since = min(months.first, wanted.period.before.first)
    rows = _counts(municipality, wanted, since).values_list("month", *MARKS).annotate(Sum("number"), Sum("minutes"))
    found = Overview(Figure(), {month: Figure() for month in months.months}, {}, {}, {})
    for month, channel, kind, outcome, number, minutes in rows:
        if month in found.months:
            found.months[month].add(Figure(number, 0, minutes))
        figure = _of(wanted.period, month, number, minutes)
        found.total.add(figure)
        for by, value in ((found.channel, channel), (found.kind, kind), (found.outcome, outcome)):
            by.setdefault(value, Figure()).add(figure)  # type: ignore[attr-defined]  # three kinds of key
    return found


def first_counted(municipality: Municipality) -> date | None:
    """The first month that anything is known of; one query."""
    counted = PlaceCount.objects.filter(municipality=municipality, number__gt=0)
    return counted.aggregate(first=Min("month"))["first"]  # type: ignore[no-any-return]


def figures_by(municipality: Municipality, wanted: Wanted, *by: str) -> dict[tuple[Any, ...], Figure]:
    """By the values of one or more columns; one query."""
    rows = _counts(municipality, wanted, wanted.period.before.first, *by).values_list(*by)
    return _compared(rows, Q(month__gte=wanted.period.first))


def most_asked_services(municipality: Municipality, today: date, limit: int = 20) -> list[int]:
    """By id, those that people asked most about in the last twelve months; one query."""
    asked = figures_by(municipality, Wanted(latest(12, today)), "service_id")
    often = sorted(asked.items(), key=lambda pair: -pair[1].number)
    return [service for (service,), figure in often if service and figure.number][:limit]


def places_and_topics(municipality: Municipality, wanted: Wanted) -> dict[tuple[Any, ...], int]:
    """By place, theme and who answers for the service, in the period alone: the widest read there is; one query."""
    by = ("place_id", "theme", "service__organisation_id")
    rows = _counts(municipality, wanted, wanted.period.first, *by).values_list(*by)
    return {tuple(values): number for *values, number in rows.annotate(Sum("number"))}


def avoidable_by(municipality: Municipality, wanted: Wanted, *by: str) -> dict[tuple[Any, ...], Figure]:
    """The same of those that need not have been asked; one query of the enquiries that tell why."""
    period = wanted.period
    told = Enquiry.objects.filter(
        municipality=municipality,
        day__gte=period.before.first,
        day__lt=shifted(period.last, 1),
        **wanted.filters,
    ).exclude(avoidable_because="")
    return _compared(told.order_by().values_list(*by), Q(day__gte=period.first))


def _compared(rows: Any, now: Q) -> dict[tuple[Any, ...], Figure]:
    found = rows.annotate(
        now=Sum("number", filter=now, default=0),
        before=Sum("number", filter=~now, default=0),
        spent=Sum("minutes", filter=now, default=0),
    )
    return {tuple(values): Figure(number, before, minutes) for *values, number, before, minutes in found}


def _counts(municipality: Municipality, wanted: Wanted, since: date, *by: str) -> Any:
    """From the smallest table that tells the places and topics apart that are asked for."""
    named = {name.partition("__")[0] for name in (*by, *wanted.filters)}
    of_place, of_topic = "place_id" in named, bool(named & {"service_id", "service", "theme"})
    table: type[Count] = EnquiryCount if of_place and of_topic else TopicCount if of_topic else PlaceCount
    return table.objects.filter(  # type: ignore[attr-defined]  # all counts have it
        municipality=municipality, month__gte=since, month__lte=wanted.period.last, **wanted.filters
    ).order_by()


def _of(period: Period, month: date, number: int, minutes: int) -> Figure:
    if month in period:
        return Figure(number, 0, minutes)
    return Figure(0, number) if month in period.before else Figure()
