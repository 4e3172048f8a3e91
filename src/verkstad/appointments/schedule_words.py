"""Working patterns and absences in words."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from verkstad.appointments.models import Absence, Appointment, WorkingPattern
from verkstad.appointments.queries.week import Clash, Times
from verkstad.places.words import clock, day_words, weekday

ON_DAYS = (
    gettext_lazy("Mondays"),
    gettext_lazy("Tuesdays"),
    gettext_lazy("Wednesdays"),
    gettext_lazy("Thursdays"),
    gettext_lazy("Fridays"),
    gettext_lazy("Saturdays"),
    gettext_lazy("Sundays"),
)


def days_words(days: Sequence[int]) -> str:
    """Such as "Mondays and Wednesdays", "Monday–Friday", "Every day"."""
    ordered = sorted(days)
    if len(ordered) == 7:
        return _("Every day")
    if len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return capfirst(f"{weekday(ordered[0])}–{weekday(ordered[-1])}")
    return capfirst(get_text_list([str(ON_DAYS[day]) for day in ordered], _("and")))


def pattern_words(row: WorkingPattern) -> str:
    """The days and times, such as "Mondays 13:00–16:00, every other week"."""
    times = f"{clock(row.starts)}–{clock(row.ends)}" if row.starts and row.ends else _("does not work")
    is_one_day = row.is_exception and row.starts_on == row.ends_on
    words = times if is_one_day else f"{days_words(row.days)}{' ' if row.starts else ': '}{times}"
    return ", ".join(filter(None, [words, weeks_between(row.every_weeks)]))


def weeks_between(number: int) -> str:
    """In the middle of a sentence; each week goes without saying."""
    if number == 1:
        return ""
    if number == 2:
        return _("every other week")
    return ngettext("every week", "every %(number)s weeks", number) % {"number": number}


def dates_words(row: WorkingPattern, today: date) -> str:
    """From when and until when, where that is not gone or open."""
    starts, ends = (date_format(day) if day else "" for day in (row.starts_on, row.ends_on))
    if row.is_exception:
        return capfirst(day_words(row.starts_on)) if row.starts_on == row.ends_on else f"{starts} – {ends}"
    if row.starts_on <= today:
        return _("Until %(day)s") % {"day": ends} if ends else ""
    return f"{starts} – {ends}" if ends else _("From %(day)s") % {"day": starts}


def absence_words(absence: Absence) -> str:
    """Such as "Monday 23 November", with times where it is not whole days."""
    starts, ends = timezone.localtime(absence.span.lower), timezone.localtime(absence.span.upper)
    first, last = starts.date(), (ends - timedelta(microseconds=1)).date()
    begins, finishes = ("" if at.time() == time() else clock(at) for at in (starts, ends))
    if first != last:
        return f"{day_words(first)} {begins}".rstrip() + " – " + f"{day_words(last)} {finishes}".rstrip()
    if begins and finishes:
        return f"{day_words(first)} {begins}–{finishes}"
    if begins:
        return _("%(day)s from %(time)s") % {"day": day_words(first), "time": begins}
    return _("%(day)s until %(time)s") % {"day": day_words(first), "time": finishes} if finishes else day_words(first)


def times_words(times: Times) -> list[str]:
    return [f"{clock(starts)}–{clock(ends)}" for starts, ends in times]


def span_words(one: Appointment | Clash) -> str:
    """When it is, such as "Monday 23 November, 10:00–10:30"."""
    day = day_words(timezone.localtime(one.starts).date())
    return f"{capfirst(day)}, {clock(one.starts)}–{clock(one.ends)}"
