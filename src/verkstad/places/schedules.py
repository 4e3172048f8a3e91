"""Opening hours out of the tables and into them: rows on one side, ``opening_hours.Schedule`` on the other."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from verkstad.municipalities.models import Municipality
from verkstad.places.models import ConfirmedHoliday, OpeningHours, OpeningPeriod, OpeningSpan
from verkstad.places.opening_hours.model import Period, Schedule, Span, State


def load(municipality: Municipality, ids: Iterable[int] | None = None) -> dict[int, Schedule]:
    """The schedules of the municipality, or those asked for, by OpeningHours id; four queries whatever the number."""
    hours = OpeningHours.objects.filter(municipality=municipality).order_by("pk")
    if ids is not None:
        hours = hours.filter(pk__in=ids)
    closed_on_holidays = dict(hours.values_list("pk", "is_closed_on_holidays"))
    spans = defaultdict(list)
    of_period = OpeningSpan.objects.filter(period__opening_hours__in=closed_on_holidays).order_by("pk")
    for period, days, opens, closes, closes_next_day, state in of_period.values_list(
        "period_id", "days", "opens", "closes", "closes_next_day", "state"
    ):
        spans[period].append(Span(frozenset(days), opens, closes, closes_next_day, State(state)))
    periods = defaultdict(list)
    of_hours = OpeningPeriod.objects.filter(opening_hours__in=closed_on_holidays).order_by("pk")
    for pk, owner, starts_on, ends_on, is_override, name, is_sudden in of_hours.values_list(
        "pk", "opening_hours_id", "starts_on", "ends_on", "is_override", "name", "is_sudden"
    ):
        periods[owner].append(Period(starts_on, ends_on, tuple(spans[pk]), is_override, name, is_sudden))
    holidays = closed_dates(municipality)
    return {
        pk: Schedule(tuple(periods[pk]), municipality.time_zone, is_closed, holidays)
        for pk, is_closed in closed_on_holidays.items()
    }


def closed_dates(municipality: Municipality) -> frozenset[date]:
    """The holidays that the municipality has confirmed."""
    rows = ConfirmedHoliday.objects.filter(municipality=municipality, is_closed=True).order_by("date")
    return frozenset(rows.values_list("date", flat=True))


def store(hours: OpeningHours, periods: Iterable[Period]) -> None:
    """Replace the periods of the opening hours."""
    periods = list(periods)
    hours.periods.all().delete()
    rows = OpeningPeriod.objects.bulk_create(
        OpeningPeriod(
            opening_hours=hours,
            name=dict(one.name),
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            is_override=one.is_override,
            is_sudden=one.is_sudden,
        )
        for one in periods
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
        for row, period in zip(rows, periods, strict=True)
        for span in period.spans
    )
