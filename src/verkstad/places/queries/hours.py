"""Reads: the hours of a place, saved or not yet, and the holidays to settle."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from verkstad.core.translated import Translated
from verkstad.municipalities.models import Municipality
from verkstad.places import schedules
from verkstad.places.board import Opening, board
from verkstad.places.models import ConfirmedHoliday, Place
from verkstad.places.opening_hours.evaluate import week_table
from verkstad.places.opening_hours.holidays import ProposedHoliday, propose
from verkstad.places.opening_hours.model import DayHours, Period, Schedule


@dataclass(frozen=True, slots=True)
class Hours:
    """The present week, and what differs in the weeks ahead: single days, holidays among them, and longer periods.

    Each of the days and periods comes with its name, which may be empty.
    """

    week: list[DayHours]
    days: list[tuple[Translated, DayHours]]
    periods: list[tuple[Translated, Period]]


def opening_of(place: Place, at: datetime) -> Opening:
    """What the board says of the place; raises Place.DoesNotExist for one that is not published."""
    row = board(place.municipality, at).rows.get(place.pk)
    if row is None:
        raise Place.DoesNotExist
    return row.opening(at)


def hours_for_appointments(
    municipality: Municipality, at: datetime, places: Iterable[int], until: datetime
) -> list[tuple[int, int, int]]:
    """When published places let those in who have an appointment: place (id), from and to in seconds since 1970."""
    here = board(municipality, at)
    known = (pk for pk in places if pk in here.rows)
    return [(pk, start, end) for pk in known for start, end in here.let_in(pk, at, until)]


def schedule_of(place: Place) -> Schedule:
    """All hours of the place."""
    return schedules.load(place.municipality, [place.opening_hours_id])[place.opening_hours_id]


def hours_of(place: Place, today: date, *, weeks_ahead: int = 8) -> Hours:
    """The week of ``today`` from its Monday, and what differs from today on."""
    return hours_in(place.municipality, schedule_of(place), today, weeks_ahead=weeks_ahead)


def hours_in(municipality: Municipality, schedule: Schedule, today: date, *, weeks_ahead: int = 8) -> Hours:
    """The same of a schedule that may not be saved yet."""
    horizon = today + timedelta(weeks=weeks_ahead)
    names = holidays_between(municipality, today, horizon)
    periods = []
    for period in _overrides(schedule, today, horizon):
        name = Translated(period.name)
        if period.length > 1:
            periods.append((name, period))
        else:
            names[date.fromordinal(period.first)] = name or names.get(date.fromordinal(period.first), name)
    days = [(names[day], _week(schedule, day)[day.weekday()]) for day in sorted(names)]
    return Hours(_week(schedule, today), days, periods)


def _week(schedule: Schedule, day: date) -> list[DayHours]:
    return week_table(schedule, day - timedelta(days=day.weekday()))


def holidays_between(municipality: Municipality, first: date, last: date) -> dict[date, Translated]:
    rows = ConfirmedHoliday.objects.filter(municipality=municipality, is_closed=True, date__range=(first, last))
    return dict(rows.order_by("date").values_list("date", "name"))


def _overrides(schedule: Schedule, first: date, last: date) -> list[Period]:
    """The exceptions that touch the dates, in the order they begin; of one day the one that wins comes last."""
    touching = (p for p in reversed(schedule.overrides) if p.first <= last.toordinal() and p.last >= first.toordinal())
    return sorted(touching, key=lambda period: period.first)


def holidays_to_confirm(municipality: Municipality, year: int) -> list[ProposedHoliday]:
    """What the municipality has to settle for the year; nothing once it has."""
    return [] if confirmed_holidays(municipality, year) else proposed_holidays(municipality, year)


def proposed_holidays(municipality: Municipality, year: int) -> list[ProposedHoliday]:
    """The days that its country knows."""
    return propose(municipality.country, year)


def confirmed_holidays(municipality: Municipality, year: int) -> list[ConfirmedHoliday]:
    """What has been settled for the year, days that do not count included, in order."""
    return list(ConfirmedHoliday.objects.filter(municipality=municipality, date__year=year).order_by("date"))
