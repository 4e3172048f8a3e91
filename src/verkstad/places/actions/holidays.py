"""Writes: the holidays a municipality confirms."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from verkstad.core import audit
from verkstad.municipalities.models import Municipality
from verkstad.places.actions.mark import renew_board
from verkstad.places.models import ConfirmedHoliday


class UnknownHoliday(Exception):
    """The date lies outside the year that is being confirmed."""


@transaction.atomic
def confirm_holidays(
    municipality: Municipality,
    year: int,
    days: Iterable[tuple[date, Mapping[str, str], bool]],
    *,
    by: str = audit.SYSTEM,
) -> None:
    """Settle all holidays of a year: date, names by language, and whether it counts as a holiday here.

    Raises UnknownHoliday for a date of another year.
    """
    renew_board(municipality)
    rows = [
        ConfirmedHoliday(municipality=municipality, date=day, name=dict(name), is_closed=is_closed)
        for day, name, is_closed in days
    ]
    if strays := [row.date for row in rows if row.date.year != year]:
        raise UnknownHoliday(f"{strays[0]} is not in {year}.")
    ConfirmedHoliday.objects.filter(municipality=municipality, date__year=year).delete()
    ConfirmedHoliday.objects.bulk_create(rows)
    closed = [row.date.isoformat() for row in rows if row.is_closed]
    audit.record(
        "holidays.confirmed", target=municipality, by=by, municipality=municipality.slug, year=year, closed=closed
    )
