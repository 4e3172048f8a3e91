"""A booked time as an iCalendar file (RFC 5545), for the calendar of the person who comes."""

from datetime import UTC, datetime

from django.utils.translation import gettext as _
from icalendar import CLASS, STATUS, Calendar, Event

from verkstad.appointments import words
from verkstad.appointments.models import Participant, ParticipantState, Way


def calendar_file(participant: Participant, address: str, language: str, now: datetime) -> bytes:
    """The same event after it was moved or cancelled, which is then told by its higher number; ``address`` leads back.

    Of a sensitive kind nothing is told but when and where: calendars are looked at by others too.
    """
    calendar = Calendar.new(
        prodid="-//Verkstad//Appointments//EN",
        method="PUBLISH",
        language=language,
        subcomponents=[_event(participant, address, now)],
    )
    return bytes(calendar.to_ical())


def _event(participant: Participant, address: str, now: datetime) -> Event:
    appointment, is_cancelled = participant.appointment, participant.state == ParticipantState.CANCELLED
    where = words.where(appointment, participant)
    preparation = "" if appointment.kind.is_sensitive else str(appointment.kind.preparation)
    change = _("Move or cancel it: %(link)s") % {"link": address}
    return Event.new(
        uid=f"{participant.key}@verkstad",
        stamp=now.astimezone(UTC),
        start=appointment.starts.astimezone(UTC),
        end=appointment.ends.astimezone(UTC),
        summary=words.what(appointment.kind),
        location=where if appointment.way == Way.ON_SITE else None,
        description="\n\n".join(filter(None, ["" if appointment.way == Way.ON_SITE else where, preparation, change])),
        classification=CLASS.PRIVATE if appointment.kind.is_sensitive else None,
        sequence=participant.moves + is_cancelled,
        status=STATUS.CANCELLED if is_cancelled else STATUS.CONFIRMED,
    )
