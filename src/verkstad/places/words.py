"""Sentences about hours that several pages say, staff's and residents'."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import itemgetter

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.places.board import Opening
from verkstad.places.opening_hours.model import DayRow, Period, Span, State
from verkstad.places.queries import Hours

LIMITED = (State.SELF_SERVICE, State.BY_APPOINTMENT, State.WEATHER_PERMITTING, State.PHONE_ONLY)


def clock(moment: datetime | time) -> str:
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment)
    return f"{moment:%H:%M}"


def badge(opening: Opening) -> str:
    """The shape of the badge: open, limited or closed."""
    if opening.state in LIMITED:
        return "limited"
    return "open" if opening.is_open else "closed"


def opening_sentence(opening: Opening) -> str:
    """Such as "Open now until 18:00" or "Closed now. Opens on Monday at 10:00"."""
    if opening.is_open:
        return _open(opening)
    return " ".join(filter(None, [str(NOW[opening.state]), _opens(opening)]))


NOW = {
    State.CLOSED: gettext_lazy("Closed now."),
    State.SELF_SERVICE: gettext_lazy("Self-service now, no staff."),
    State.BY_APPOINTMENT: gettext_lazy("Open now for booked visits."),
    State.WEATHER_PERMITTING: gettext_lazy("Open now in good weather."),
}


def _open(opening: Opening) -> str:
    phone = opening.state == State.PHONE_ONLY
    until, now = opening.until, opening.now
    if until is None or until - now >= timedelta(days=7):
        return _("Answers the phone round the clock") if phone else _("Open round the clock")
    local = timezone.localtime(until)
    days = (local.date() - timezone.localtime(now).date()).days
    values = {"day": date_format(local, "l"), "time": clock(local)}
    if days == 0 or (days == 1 and local.time() < MORNING):
        return (_("Answers the phone until %(time)s") if phone else _("Open now until %(time)s")) % values
    if days == 1:
        sentence = (
            _("Answers the phone until tomorrow at %(time)s") if phone else _("Open now until tomorrow at %(time)s")
        )
    else:
        sentence = (
            _("Answers the phone until %(day)s at %(time)s") if phone else _("Open now until %(day)s at %(time)s")
        )
    return sentence % values


# Until then people count the hours to the evening before: "open until 02:00".
MORNING = time(6)

# When a person can help the next time: today, tomorrow, within a week, later.
WITHIN_A_WEEK, LATER = 2, 3
OPENS = (
    gettext_lazy("Opens today at %(time)s"),
    gettext_lazy("Opens tomorrow at %(time)s"),
    gettext_lazy("Opens on %(day)s at %(time)s"),
    gettext_lazy("Opens on %(date)s at %(time)s"),
)
ANSWERS = (
    gettext_lazy("Answers the phone today from %(time)s"),
    gettext_lazy("Answers the phone tomorrow from %(time)s"),
    gettext_lazy("Answers the phone on %(day)s from %(time)s"),
    gettext_lazy("Answers the phone on %(date)s from %(time)s"),
)
STAFFED = (
    gettext_lazy("Staff are here today from %(time)s"),
    gettext_lazy("Staff are here tomorrow from %(time)s"),
    gettext_lazy("Staff are here on %(day)s from %(time)s"),
    gettext_lazy("Staff are here on %(date)s from %(time)s"),
)
WITHOUT_BOOKING = (
    gettext_lazy("Come without booking today from %(time)s"),
    gettext_lazy("Come without booking tomorrow from %(time)s"),
    gettext_lazy("Come without booking on %(day)s from %(time)s"),
    gettext_lazy("Come without booking on %(date)s from %(time)s"),
)


def _opens(opening: Opening) -> str:
    if opening.opens_next is None:
        return ""
    opens = timezone.localtime(opening.opens_next)
    days = (opens.date() - timezone.localtime(opening.now).date()).days
    when = bisect_left((0, 1, 6), days)
    values = {"time": clock(opens)}
    # Only what the sentence says: writing a date takes longer than the rest.
    if when == WITHIN_A_WEEK:
        values["day"] = date_format(opens, "l")
    elif when == LATER:
        values["date"] = _day_and_month(opens)
    return str(_coming(opening)[when]) % values


def _coming(opening: Opening) -> tuple[Promise, ...]:
    if opening.opens_as == State.PHONE_ONLY:
        return ANSWERS
    match opening.state:
        case State.CLOSED:
            return OPENS
        case State.BY_APPOINTMENT:
            return WITHOUT_BOOKING
        case _:
            return STAFFED


def _day_and_month(day: date) -> str:
    return date_format(day, "MONTH_DAY_FORMAT")


STATE_NOTES = {
    State.SELF_SERVICE: gettext_lazy("self-service"),
    State.BY_APPOINTMENT: gettext_lazy("booked visits"),
    State.PHONE_ONLY: gettext_lazy("by phone only"),
    State.WEATHER_PERMITTING: gettext_lazy("in good weather"),
}


def span_words(span: DayRow | Span) -> str:
    """Such as "10:00–18:00" or "07:00–10:00, self-service"."""
    words = _("Round the clock") if span.opens == span.closes else f"{clock(span.opens)}–{clock(span.closes)}"
    note = STATE_NOTES.get(span.state)
    return f"{words}, {note}" if note else words


def hours_tables(hours: Hours, today: date) -> dict[str, list[dict[str, object]]]:
    """The rows of components/hours_table.html: this week's days, and what differs in the weeks ahead."""
    names = {day.date: str(name) for name, day in hours.days}
    week = [
        _row(weekday(day.date.weekday()), _spans(day.rows), names.get(day.date, ""), day.date == today)
        for day in hours.week
    ]
    ahead = [(period.first, _row(period_words(period), weekly(period), str(name))) for name, period in hours.periods]
    ahead += [
        (day.date.toordinal(), _row(day_words(day.date), _spans(day.rows), str(name))) for name, day in hours.days
    ]
    return {"week": week, "ahead": [row for _first, row in sorted(ahead, key=itemgetter(0))]}


def _row(day: str, spans: list[str], note: str, is_today: bool = False) -> dict[str, object]:
    return {"day": capfirst(day), "spans": spans, "note": note, "is_today": is_today}


def _spans(spans: Iterable[DayRow | Span]) -> list[str]:
    return [span_words(span) for span in spans if span.state != State.CLOSED]


def weekly(period: Period) -> list[str]:
    """The hours of a period with the weekdays they hold on, which go without saying when it is all of them."""
    lines = []
    for stretches, days in groupby(range(7), key=lambda day: period.stretches[day]):
        first, *others = days
        words = "–".join(weekday(day) for day in (first, *others[-1:]))
        spans = _spans(Span.over(frozenset({first}), stretch) for stretch in stretches)
        lines += spans if len(others) == 6 else [f"{capfirst(words)} {span}" for span in spans]
    return lines


def weekday(day: int) -> str:
    """In the middle of a sentence: "Monday", "måndag"."""
    return str(WEEKDAYS[day])


def period_words(period: Period) -> str:
    """One date, or from which to which; open ends in words."""
    first, last = (day_words(day) if day else "" for day in (period.starts_on, period.ends_on))
    if first and last:
        return first if first == last else f"{first} – {last}"
    if first:
        return _("From %(day)s") % {"day": first}
    return _("Until %(day)s") % {"day": last} if last else _("Until further notice")


def day_words(day: date) -> str:
    return f"{date_format(day, 'l')} {_day_and_month(day)}"
