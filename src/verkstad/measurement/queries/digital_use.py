"""Reads: how many cases were completed digitally."""

from datetime import date

from django.db.models import Count, Max, Sum

from verkstad.measurement.models import DigitalUse
from verkstad.measurement.periods import Period
from verkstad.municipalities.models import Municipality


def digital_cases(municipality: Municipality, service_id: int, period: Period) -> dict[date, int]:
    """By month, of all sources; months of which nothing is told are not there."""
    told = DigitalUse.objects.filter(
        municipality=municipality, service=service_id, month__gte=period.first, month__lte=period.last
    )
    return dict(told.order_by().values_list("month").annotate(Sum("cases")))


def digital_sources(municipality: Municipality) -> list[tuple[str, int, date]]:
    """Each source, of how many services it tells, and up to which month."""
    told = DigitalUse.objects.filter(municipality=municipality).values_list("source")
    return list(told.annotate(Count("service", distinct=True), Max("month")).order_by("source"))
