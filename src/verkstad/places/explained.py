"""What opening_hours.explain found, in words for the person who typed the hours."""

from collections.abc import Iterable
from datetime import date, time

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.core.translated import best
from verkstad.places.opening_hours.explain import Code, Complaint
from verkstad.places.opening_hours.model import PUBLIC_HOLIDAY, Period, Schedule
from verkstad.places.opening_hours.typed import Reason, UnreadableDay
from verkstad.places.words import clock, day_words, period_words, weekday

WORDS = {
    Code.OVERLAP: gettext_lazy("%(days)s: %(first)s and %(second)s overlap. Did you mean another time?"),
    Code.BACKWARDS: gettext_lazy("%(days)s: %(first)s lasts through the night. Did you mean another time?"),
    Code.NIGHT_INTO_DAY: gettext_lazy("%(days)s: %(first)s runs into the next day’s hours, %(second)s."),
    Code.TOO_LONG: gettext_lazy("%(days)s: %(first)s and %(second)s are more than 24 hours together."),
    Code.SHORT_GAP: gettext_lazy("%(days)s: closed for only a few minutes between %(first)s and %(second)s."),
    Code.NEVER_OCCURS: gettext_lazy("%(period)s: there is no %(days)s between those dates."),
    Code.EMPTY_WEEK: gettext_lazy("There are no hours at all. The place is shown as closed."),
    Code.PAST: gettext_lazy("%(period)s is over and can be removed."),
    Code.CHANGES_NOTHING: gettext_lazy("%(period)s changes nothing. The hours would be the same without it."),
    Code.CONTRADICTION: gettext_lazy(
        "%(first)s and %(second)s are for the same days and say different things. Only the last one counts."
    ),
    Code.OPENS_ON_HOLIDAY: gettext_lazy("%(period)s opens on days that are confirmed as closed: %(dates)s."),
}
ADDED_UP = gettext_lazy("%(first)s and %(second)s hold at the same time, so their hours are added together.")

UNREADABLE = {
    Reason.NOT_UNDERSTOOD: gettext_lazy("“%(part)s” cannot be read. Write for example 9–17, or 9–12, 13–17."),
    Reason.NO_SUCH_TIME: gettext_lazy("“%(part)s” has a time that does not exist."),
    Reason.NO_TIMES: gettext_lazy("“%(part)s” has no times. Write for example 9–17 before it."),
    Reason.NO_END: gettext_lazy("“%(part)s” has no closing time. Write for example 9–17."),
}


def in_words(complaint: Complaint, schedule: Schedule) -> str:
    """One or two sentences."""
    said = {key: _value(value) for key, value in complaint.values.items()}
    if complaint.period is not None:
        said["period"] = named(schedule.periods[complaint.period])
    are_weeks = complaint.code is Code.OVERLAP and complaint.period is None
    return capfirst(str(ADDED_UP if are_weeks else WORDS[complaint.code]) % said)


def unreadable_words(error: UnreadableDay) -> str:
    return str(UNREADABLE[error.reason]) % {"part": error.part}


def named(period: Period) -> str:
    """Its name with its dates: "Summer hours (Monday 14 June – Friday 13 August)"."""
    if not period.is_override and period.starts_on is None and period.ends_on is None:
        return _("The ordinary week")
    name = best(period.name)
    return f"{name} ({period_words(period)})" if name else period_words(period)


def days_in_words(days: Iterable[int]) -> str:
    """Such as "Monday, Friday and holidays"."""
    words = [_("holidays") if day == PUBLIC_HOLIDAY else weekday(day) for day in days]
    if len(words) > 1:
        return _("%(days)s and %(last)s") % {"days": ", ".join(words[:-1]), "last": words[-1]}
    return words[0]


def _value(value: object) -> str:
    match value:
        case Period():
            return named(value)
        case (time() as opens, time() as closes):
            return f"{clock(opens)}–{clock(closes)}"
        case (date(), *_others):
            return ", ".join(day_words(day) for day in value if isinstance(day, date))
        case (int(), *_others):
            return days_in_words(day for day in value if isinstance(day, int))
    raise TypeError(value)
