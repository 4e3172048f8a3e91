"""Opening hours out of the tables and into them: rows on one side, ``opening_hours.Schedule`` on the other."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from verkstad.municipalities.models import Municipality
from verkstad.places.models import ConfirmedHoliday, OpeningHours, OpeningPeriod, OpeningSpan
from verkstad.places.opening_hours.model import Period, Schedule, Span, State


def load(municipality: Municipality, ids: Iterable[int] | None = None) -> dict[int, Schedule]:
    """The schedules by OpeningHours id, all of the municipality's or those asked for, in four queries whatever the number."""
    hours = OpeningHours.objects.filter(municipality=municipality).order_by("pk")
    if ids is not None:
        hours = hours.filter(pk__in=ids)
    closed_on_holidays = dict(hours.values_list("pk", "is_closed_on_holidays"))
    spans = defaultdict(list)
    rows = OpeningSpan.objects.filter(period__opening_hours__in=closed_on_holidays).order_by("pk")
    for period, *span in rows.values_list("period_id", "days", "opens", "closes", "closes_next_day", "state"):
        spans[period].append(Span(frozenset(span[0]), *span[1:4], State(span[4])))
    periods = defaultdict(list)
    of_hours = OpeningPeriod.objects.filter(opening_hours__in=closed_on_holidays).order_by("pk")
    for pk, owner, *period in of_hours.values_list("pk", "opening_hours_id", "starts_on", "ends_on", "is_override"):
        periods[owner].append(Period(period[0], period[1], tuple(spans[pk]), period[2]))
    holidays = closed_dates(municipality)
    return {
        pk: Schedule(tuple(periods[pk]), municipality.time_zone, is_closed, holidays)
        for pk, is_closed in closed_on_holidays.items()
    }


def closed_dates(municipality: Municipality) -> frozenset[date]:
    rows = ConfirmedHoliday.objects.filter(municipality=municipality, is_closed=True).order_by("date")
    return frozenset(rows.values_list("date", flat=True))


def store(hours: OpeningHours, periods: Iterable[Period]) -> None:
    """Replace the periods of the opening hours."""
    hours.periods.all().delete()
    for period in periods:
        row = OpeningPeriod.objects.create(
            opening_hours=hours, starts_on=period.starts_on, ends_on=period.ends_on, is_override=period.is_override
        )
        OpeningSpan.objects.bulk_create(
            OpeningSpan(
                period=row,
                days=sorted(span.days),
                opens=span.opens,
                closes=span.closes,
                closes_next_day=span.closes_next_day,
                state=span.state,
            )
            for span in period.spans
        )
