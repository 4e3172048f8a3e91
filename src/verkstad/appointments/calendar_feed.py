"""What is booked with a helper as iCalendar (RFC 5545), for their own calendar."""

from collections.abc import Iterable
from datetime import UTC

from django.utils.translation import gettext as _
from icalendar import CLASS, Calendar, Event

from verkstad.appointments.models import Appointment, Helper, Participant, Way
from verkstad.appointments.words import address
from verkstad.core.writing import phone
from verkstad.municipalities.models import Municipality


def calendar_of(municipality: Municipality, helper: Helper, booked: Iterable[Appointment], language: str) -> bytes:
    """The same for the same data, so that a calendar which has it need not be sent it again."""
    calendar = Calendar.new(
        name=_("Appointments: %(name)s") % {"name": helper.name},
        uid=f"helper-{helper.pk}@{municipality.slug}.verkstad",
        prodid="-//Verkstad//Appointments//EN",
        language=language,
        subcomponents=[_event(municipality, one) for one in booked],
    )
    return bytes(calendar.to_ical())


def _event(municipality: Municipality, one: Appointment) -> Event:
    coming: list[Participant] = vars(one)["present"]
    return Event.new(
        uid=f"appointment-{one.pk}@{municipality.slug}.verkstad",
        stamp=max((person.booked_at for person in coming), default=one.starts).astimezone(UTC),
        start=one.starts.astimezone(UTC),
        end=one.ends.astimezone(UTC),
        summary=_("Booked") if one.kind.is_sensitive else _summary(one, coming),
        location=", ".join(filter(None, [str(one.place.name), address(one.place)])) if one.way == Way.ON_SITE else None,
        description=_description(one, coming) or None,
        classification=CLASS.PRIVATE if one.kind.is_sensitive else None,
    )


def _summary(one: Appointment, coming: list[Participant]) -> str:
    """The kind and a first name; of a group how many."""
    if one.seats > 1:
        return _("%(kind)s: %(number)s of %(seats)s") % {
            "kind": one.kind.name,
            "number": len(coming),
            "seats": one.seats,
        }
    return ": ".join([str(one.kind.name), *(person.name.split()[0] for person in coming if person.name)])


def _description(one: Appointment, coming: list[Participant]) -> str:
    """How they meet when nobody comes to the place; the number to ring, unless it is sensitive."""
    if one.way == Way.ON_SITE:
        return ""
    numbers = [] if one.kind.is_sensitive or one.way != Way.PHONE else [phone(it.phone) for it in coming if it.phone]
    return ": ".join([one.get_way_display(), *numbers])
