"""Sentences about time that several pages say."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.places.board import Opening
from verkstad.places.models import ConfirmedHoliday, OpeningPeriod
from verkstad.places.opening_hours.model import DayHours, State
from verkstad.places.queries import Hours
from verkstad.services.queries import Ways

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
    """Such as "Open now until 18:00" or "Closed. Opens on Monday at 10:00"."""
    if opening.state == State.CLOSED:
        return " ".join(filter(None, [_("Closed now."), _opens(opening)]))
    if opening.is_open:
        return _open(opening)
    now = {
        State.SELF_SERVICE: _("Self-service now, no staff."),
        State.BY_APPOINTMENT: _("Open now for booked visits."),
        State.WEATHER_PERMITTING: _("Open now in good weather."),
    }[opening.state]
    return " ".join(filter(None, [now, _opens(opening)]))


def _open(opening: Opening) -> str:
    phone = opening.state == State.PHONE_ONLY
    until, now = opening.until, timezone.localtime(opening.now)
    if until is None or (until - opening.now).days >= 7:
        return _("Answers round the clock") if phone else _("Open round the clock")
    local = timezone.localtime(until)
    if (local.date() - now.date()).days > 1:
        day = date_format(local, "l")
        return _("Open now until %(day)s at %(time)s") % {"day": day, "time": clock(until)}
    sentence = _("Answers the phone until %(time)s") if phone else _("Open now until %(time)s")
    return sentence % {"time": clock(until)}


def _opens(opening: Opening) -> str:
    if opening.opens_next is None:
        return ""
    values = {"time": clock(opening.opens_next)}
    opens, now = timezone.localtime(opening.opens_next), timezone.localtime(opening.now)
    days = (opens.date() - now.date()).days
    if days == 0:
        return _("Opens today at %(time)s") % values
    if days == 1:
        return _("Opens tomorrow at %(time)s") % values
    if days < 7:
        return _("Opens on %(day)s at %(time)s") % (values | {"day": date_format(opens, "l")})
    return _("Opens %(day)s at %(time)s") % (values | {"day": date_format(opens, "MONTH_DAY_FORMAT")})


STATE_NOTES = {
    State.SELF_SERVICE: gettext_lazy("self-service"),
    State.BY_APPOINTMENT: gettext_lazy("booked visits"),
    State.PHONE_ONLY: gettext_lazy("by phone only"),
    State.WEATHER_PERMITTING: gettext_lazy("in good weather"),
}


def span_words(opens: time, closes: time, state: State) -> str:
    """Such as "10:00–18:00" or "07:00–10:00 self-service"."""
    whole_day = opens == closes
    words = _("Round the clock") if whole_day else f"{opens:%H:%M}–{closes:%H:%M}"
    note = STATE_NOTES.get(state)
    return f"{words} {note}" if note else words


def eid_sentence(ways: Ways) -> str:
    """The answer to "Do I need e-ID?"."""
    if not ways.needs_eid:
        return _("No.")
    return _("Only if you do it online. There are other ways below.")


def hours_tables(hours: Hours, today: date) -> dict[str, list[dict[str, object]]]:
    """The rows of components/hours_table.html: this week's days, and what differs in the weeks ahead."""
    holidays = {holiday.date: str(holiday.name) for holiday, _day in hours.holidays}
    week = [_day_row(day, today, holidays.get(day.date, "")) for day in hours.week]
    ahead = [(period.starts_on or today, _exception_row(period)) for period in hours.exceptions]
    ahead += [(day.date, _holiday_row(holiday, day)) for holiday, day in hours.holidays]
    return {"week": week, "ahead": [row for _day, row in sorted(ahead, key=lambda pair: pair[0])]}


def _day_row(day: DayHours, today: date, note: str) -> dict[str, object]:
    weekday = capfirst(date_format(day.date, "l"))
    return {"day": weekday, "spans": _spans(day), "note": note, "is_today": day.date == today}


def _holiday_row(holiday: ConfirmedHoliday, day: DayHours) -> dict[str, object]:
    return {"day": _day_words(day.date), "spans": _spans(day), "note": str(holiday.name), "is_today": False}


def _spans(day: DayHours) -> list[str]:
    return [span_words(row.opens, row.closes, row.state) for row in day.rows if row.state != State.CLOSED]


def _exception_row(period: OpeningPeriod) -> dict[str, object]:
    days = _day_words(period.starts_on) if period.starts_on else ""
    if period.ends_on and period.ends_on != period.starts_on:
        days = f"{days} – {_day_words(period.ends_on)}"
    spans = [span_words(span.opens, span.closes, State(span.state)) for span in period.spans.all()]
    return {"day": days, "spans": spans, "note": str(period.name), "is_today": False}


def _day_words(day: date) -> str:
    return capfirst(f"{date_format(day, 'l')} {date_format(day, 'MONTH_DAY_FORMAT')}")
