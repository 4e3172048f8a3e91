"""How booked times are written, on pages and in letters: when, where and with whom."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from verkstad.appointments.models import Appointment, AppointmentKind, Participant, Way
from verkstad.core.writing import phone
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place
from verkstad.places.words import clock, day_words


def day_and_clock(starts: datetime, ends: datetime) -> str:
    """Such as "Monday 23 November at 10:00–10:30"."""
    day = day_words(timezone.localtime(starts).date())
    return _("%(day)s at %(starts)s–%(ends)s") % {"day": day, "starts": clock(starts), "ends": clock(ends)}


def when(appointment: Appointment) -> str:
    return day_and_clock(appointment.starts, appointment.ends)


def where(appointment: Appointment, participant: Participant) -> str:
    """Where the person has to be, or what happens instead."""
    if appointment.way == Way.PHONE:
        return _("We ring you at %(phone)s.") % {"phone": phone(participant.phone)}
    if appointment.way == Way.HOME:
        return _("We come home to you. We ring %(phone)s before and ask for the way.") % {
            "phone": phone(participant.phone)
        }
    if appointment.way == Way.VIDEO:
        return _("By video: %(link)s") % {"link": appointment.helper.video_url}
    return ", ".join(filter(None, [str(appointment.place.name), address(appointment.place)]))


def address(place: Place) -> str:
    """Such as "Storgatan 12, 999 01 Björkhamn"; the postcode is not parted where a line ends."""
    postcode = place.postcode.replace(" ", "\N{NO-BREAK SPACE}")
    return ", ".join(filter(None, [place.street, f"{postcode} {place.city}".strip()]))


def ring_us(municipality: Municipality) -> str:
    return _("Or ring us: %(phone)s") % {"phone": phone(municipality.phone)}


def what(kind: AppointmentKind) -> str:
    """The name of the kind; of a sensitive one only that a time is booked, for letters are read over shoulders."""
    return _("Your booked time") if kind.is_sensitive else str(kind.name)


def minutes(kind: AppointmentKind) -> str:
    return _("%(number)s minutes") % {"number": kind.minutes}


def change_until(appointment: Appointment) -> str:
    """Until when a resident may move or cancel, such as "Monday 23 November at 06:00"."""
    until = timezone.localtime(appointment.change_until)
    return _("%(day)s at %(time)s") % {"day": day_words(until.date()), "time": clock(until)}
