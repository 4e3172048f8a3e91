"""Writes: the ordinary weeks of a place, its exceptions, and copies from place to place."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from django.db import transaction

from verkstad.core import audit
from verkstad.places import schedules
from verkstad.places.actions.mark import renew_board
from verkstad.places.models import OpeningHours, Place
from verkstad.places.opening_hours import osm
from verkstad.places.opening_hours.model import Period, Schedule


class UnknownPeriod(Exception):
    """The place has no period of that number."""


class Copied(StrEnum):
    """What of another place's hours is copied."""

    WEEK = "week"
    EXCEPTIONS = "exceptions"
    ALL = "all"


@transaction.atomic
def set_opening_hours(
    place: Place,
    periods: Iterable[Period],
    *,
    closed_on_holidays: bool,
    by: str = audit.SYSTEM,
    based_on: int | None = None,
) -> None:
    """Replace all hours of the place; raises versions.EditedMeanwhile."""
    rewrite(place, periods, "place.hours_set", closed_on_holidays=closed_on_holidays, by=by, based_on=based_on)


@transaction.atomic
def set_period(
    place: Place,
    period: Period,
    *,
    number: int | None = None,
    closed_on_holidays: bool | None = None,
    by: str,
    based_on: int | None = None,
) -> None:
    """Add an ordinary week or an exception, or put it in place of the one with this number in the place's schedule.

    Raises UnknownPeriod and versions.EditedMeanwhile.
    """
    periods = _periods(place)
    if number is None:
        periods.append(period)
    else:
        _require(periods, number)
        periods[number] = period
    rewrite(place, periods, "place.period_set", closed_on_holidays=closed_on_holidays, by=by, based_on=based_on)


@transaction.atomic
def remove_period(place: Place, number: int, *, by: str, based_on: int | None = None) -> None:
    """Take away the ordinary week or exception with this number; raises UnknownPeriod and EditedMeanwhile."""
    periods = _periods(place)
    _require(periods, number)
    del periods[number]
    rewrite(place, periods, "place.period_removed", by=by, based_on=based_on)


@transaction.atomic
def copy_hours(source: Place, target: Place, *, what: Copied, by: str, based_on: int | None = None) -> None:
    """Replace the weeks of the target, its exceptions or both by those of the source.

    Changes made for one day at short notice are nobody else's: they are not copied, and those of the target stay.
    """
    given = schedules.load(source.municipality, [source.opening_hours_id])[source.opening_hours_id]
    periods = [
        period
        for is_override, part in ((False, Copied.WEEK), (True, Copied.EXCEPTIONS))
        for period in (given.periods if what in (part, Copied.ALL) else _periods(target))
        if period.is_override == is_override and not period.is_sudden
    ]
    periods += [period for period in _periods(target) if period.is_sudden]
    closed_on_holidays = None if what == Copied.EXCEPTIONS else given.closed_on_holidays
    rewrite(target, periods, "place.hours_copied", closed_on_holidays=closed_on_holidays, by=by, based_on=based_on)


def rewrite(
    place: Place,
    periods: Iterable[Period],
    action: str,
    *,
    closed_on_holidays: bool | None = None,
    by: str,
    based_on: int | None = None,
) -> None:
    """Store the periods as all there are. The audit row has the hours as they became, in OpenStreetMap's syntax."""
    renew_board(place.municipality)
    hours = OpeningHours.objects.select_for_update().get(pk=place.opening_hours_id)
    hours.step(by=by, based_on=based_on)
    if closed_on_holidays is not None:
        hours.is_closed_on_holidays = closed_on_holidays
    hours.save()
    periods = tuple(periods)
    schedules.store(hours, periods)
    written = osm.write(Schedule(periods, place.municipality.time_zone, hours.is_closed_on_holidays))
    audit.record(action, target=place, by=by, municipality=place.municipality.slug, hours=written)


def _periods(place: Place) -> list[Period]:
    renew_board(place.municipality)
    return list(schedules.load(place.municipality, [place.opening_hours_id])[place.opening_hours_id].periods)


def _require(periods: Sequence[Period], number: int) -> None:
    if not 0 <= number < len(periods):
        raise UnknownPeriod(f"There is no period {number}.")
