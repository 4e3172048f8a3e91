"""Writes: what is different today, such as closing at three because somebody is ill."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction

from verkstad.core import audit
from verkstad.places import schedules
from verkstad.places.actions.hours import rewrite
from verkstad.places.actions.mark import renew_board
from verkstad.places.models import Place
from verkstad.places.opening_hours.model import Period, Schedule
from verkstad.places.opening_hours.today import day_with


@transaction.atomic
def change_today(
    place: Place,
    *,
    opens: time | None = None,
    closes: time | None = None,
    closed: bool = False,
    note: Mapping[str, str] | None = None,
    by: str = audit.SYSTEM,
    now: datetime,
) -> None:
    """Open or close at another time today, or not open at all; ``note`` says why, by language.

    It starts from the day's planned hours, whatever was changed before. Raises opening_hours.today.NotToday.
    """
    planned, day = _planned(place, now)
    spans = day_with(planned, day, opens=opens, closes=closes, closed=closed)
    change = Period(day, day, spans, is_override=True, name=note or {}, is_sudden=True)
    rewrite(place, (*planned.periods, change), "place.today_changed", by=by)


@transaction.atomic
def undo_today(place: Place, *, by: str = audit.SYSTEM, now: datetime) -> None:
    """Let the day's planned hours hold again."""
    planned, _day = _planned(place, now)
    rewrite(place, planned.periods, "place.today_undone", by=by)


def _planned(place: Place, now: datetime) -> tuple[Schedule, date]:
    """The schedule without sudden changes of the municipality's day of ``now``, and that day."""
    renew_board(place.municipality)
    schedule = schedules.load(place.municipality, [place.opening_hours_id])[place.opening_hours_id]
    day = now.astimezone(ZoneInfo(place.municipality.time_zone)).date()
    kept = (period for period in schedule.periods if not (period.is_sudden and period.starts_on == day))
    return replace(schedule, periods=tuple(kept)), day
