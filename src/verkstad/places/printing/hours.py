"""Hours as a sheet of paper says them, in the language of the moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.core.translated import Translated, best
from verkstad.core.writing import phone
from verkstad.places.models import Place
from verkstad.places.opening_hours.evaluate import week_table
from verkstad.places.opening_hours.model import DayHours, DayRow, Schedule, State
from verkstad.places.queries import Hours
from verkstad.places.words import STATE_NOTES, day_words, period_words, span_words, weekday, weekly

type Holidays = Mapping[date, Translated]

MOST_AHEAD = 5
STATES = {
    State.OPEN: gettext_lazy("Open, come without booking"),
    State.BY_APPOINTMENT: gettext_lazy("By appointment"),
    State.PHONE_ONLY: gettext_lazy("By phone"),
    State.WEATHER_PERMITTING: gettext_lazy("In good weather"),
    State.SELF_SERVICE: gettext_lazy("Self-service, no staff"),
}


class Span(NamedTuple):
    """From when to when, never parted over two lines, and as what if not simply open."""

    hours: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A day, or several alike: when it is open, and why not as usual. No spans means closed."""

    name: str
    spans: list[Span]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One day of a week programme, and what it is besides."""

    weekday: str
    date: str
    note: str


@dataclass(frozen=True, slots=True)
class Row:
    """What a week programme says of a place, or of one thing at a place; the days are seven."""

    name: str
    detail: str
    days: list[Line]


def week_words(monday: date) -> str:
    """Such as "Week 48, 23 November – 29 November"."""
    first, last = (date_format(day, "MONTH_DAY_FORMAT") for day in (monday, monday + timedelta(days=6)))
    values = {"number": monday.isocalendar().week, "first": first, "last": last}
    return _("Week %(number)s, %(first)s – %(last)s") % values


def week_of(schedule: Schedule, monday: date, holidays: Holidays) -> list[Line]:
    """The week day by day."""
    return [_day(schedule, day, holidays) for day in week_table(schedule, monday)]


def columns_of(monday: date, holidays: Holidays, schedule: Schedule | None = None) -> list[Column]:
    """The days of a week, with the holidays, and the exceptions of the schedule if there is one."""
    return [
        Column(
            capfirst(weekday(day.weekday())),
            date_format(day, "MONTH_DAY_FORMAT"),
            _note(schedule, day, holidays) if schedule else str(holidays.get(day, "")),
        )
        for day in (monday + timedelta(days=number) for number in range(7))
    ]


def _day(schedule: Schedule, day: DayHours, holidays: Holidays) -> Line:
    return Line(capfirst(day_words(day.date)), _spans(day.rows), _note(schedule, day.date, holidays))


def _spans(rows: Iterable[DayRow]) -> list[Span]:
    return [
        Span(_unbroken(span_words(row._replace(state=State.OPEN))), str(STATE_NOTES.get(row.state, ""))) for row in rows
    ]


def _unbroken(hours: str) -> str:
    return hours.replace("–", "\N{WORD JOINER}–\N{WORD JOINER}")


def _note(schedule: Schedule, day: date, holidays: Holidays) -> str:
    """Why the day is not as usual: the exception that holds, or the holiday."""
    holiday = str(holidays.get(day, ""))
    for period in schedule.overrides:
        if period.first <= day.toordinal() <= period.last:
            return best(period.name) or holiday or _("Not as usual")
    return holiday


def ahead_of(hours: Hours, sunday: date) -> list[Line]:
    """What differs after the week, the soonest first."""
    found = [
        (period.first, Line(capfirst(period_words(period)), [Span(words) for words in weekly(period)], str(name)))
        for name, period in hours.periods
        if period.last > sunday.toordinal()
    ]
    found += [
        (day.date.toordinal(), Line(capfirst(day_words(day.date)), _spans(day.rows), str(name)))
        for name, day in hours.days
        if day.date > sunday
    ]
    return [line for _first, line in sorted(found, key=itemgetter(0))[:MOST_AHEAD]]


def usual_week(schedule: Schedule, monday: date) -> list[Line]:
    """When somebody helps in the ordinary week of then, days that are alike together: "Monday–Friday"."""
    usual = replace(schedule, periods=schedule.ordinary, holidays=frozenset())
    lines = []
    for spans, days in groupby(week_table(usual, monday), key=_helped):
        first, *others = [weekday(day.date.weekday()) for day in days]
        lines.append(Line(capfirst("–".join((first, *others[-1:]))), spans))
    return lines


def _helped(day: DayHours) -> list[Span]:
    return _spans(row for row in day.rows if row.state is not State.SELF_SERVICE)


def by_state(place: Place, schedule: Schedule, monday: date) -> list[Row]:
    """What is on at one place: a row for each thing that one can come, call or book for."""
    week = week_table(schedule, monday)
    there = {row.state for day in week for row in day.rows}
    return [
        Row(
            str(_("Somebody answers") if state is State.OPEN and not place.has_door else label),
            "",
            _days_of(week, state),
        )
        for state, label in STATES.items()
        if state in there
    ]


def _days_of(week: Iterable[DayHours], state: State) -> list[Line]:
    """Without words for the state, which the row has."""
    rows = ([row._replace(state=State.OPEN) for row in day.rows if row.state is state] for day in week)
    return [Line("", _spans(day)) for day in rows]


def by_place(places: Iterable[Place], schedules: Mapping[int, Schedule], monday: date) -> list[Row]:
    """What is on everywhere: a row for each place."""
    return [
        Row(str(place.name), place.street or phone(place.phone), week_of(schedules[place.opening_hours_id], monday, {}))
        for place in places
    ]
