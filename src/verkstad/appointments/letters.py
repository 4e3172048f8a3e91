"""What letters to those who have booked say, in their language."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from verkstad.appointments import words
from verkstad.appointments.models import Participant
from verkstad.core.outbox import write_letter
from verkstad.core.translated import reading_in
from verkstad.municipalities.models import Municipality

CONFIRMED, MOVED, CANCELLED, REMINDER, EARLIER = "booked", "moved", "cancelled", "reminder", "earlier"


def confirm(participant: Participant, *, front: str) -> None:
    """That it is booked, with the way to move and cancel it."""
    with _read_by(participant) as municipality:
        subject = _("You have a time: %(when)s") % {"when": words.when(participant.appointment)}
        opening = _("Your time at %(municipality)s is booked.") % {"municipality": municipality}
        _write(participant, CONFIRMED, subject, [opening, *_facts(participant), _how_to_change(participant, front)])


def tell_moved(participant: Participant, *, front: str) -> None:
    """That it is at another time now."""
    with _read_by(participant):
        subject = _("Your new time: %(when)s") % {"when": words.when(participant.appointment)}
        opening = _("Your time has been moved. This is the new one.")
        _write(participant, MOVED, subject, [opening, *_facts(participant), _how_to_change(participant, front)])


def tell_cancelled(participant: Participant, *, by_staff: bool, front: str) -> None:
    """That it is cancelled; with an apology when they did not do it themselves."""
    with _read_by(participant) as municipality:
        when = words.when(participant.appointment)
        subject = _("Your time is cancelled: %(when)s") % {"when": when}
        if by_staff:
            parts = [
                _("We are sorry: we have had to cancel your time %(when)s.") % {"when": when},
                _("Choose another time:\n%(link)s") % {"link": f"{front}book/"},
                words.ring_us(municipality),
            ]
        else:
            parts = [_("Your time %(when)s is cancelled, as you wished.") % {"when": when}]
            parts.append(_("You are welcome to book another:\n%(link)s") % {"link": f"{front}book/"})
        _write(participant, CANCELLED, subject, parts)


def remind(participant: Participant, *, front: str) -> None:
    """Shortly before; once for each time that was booked."""
    with _read_by(participant):
        subject = _("Reminder: %(when)s") % {"when": words.when(participant.appointment)}
        parts = [_("You have a time with us soon."), *_facts(participant), _how_to_change(participant, front)]
        key = f"reminder-{participant.key}-{participant.appointment.starts:%Y%m%d%H%M}"
        _write(participant, REMINDER, subject, parts, key=key)


def offer_earlier(participant: Participant, starts: datetime, place: int, *, front: str) -> None:
    """That an earlier time at the place (id) has become free, and where it can be taken."""
    link = f"{front}booked/{participant.key}/move/{starts.astimezone(UTC):%Y%m%dT%H%MZ}/?place={place}"
    with _read_by(participant):
        when = words.day_and_clock(starts, starts + timedelta(minutes=participant.appointment.kind.minutes))
        subject = _("An earlier time is free: %(when)s") % {"when": when}
        parts = [
            _("You asked to be told when an earlier time becomes free: %(when)s.") % {"when": when},
            _("Take it here, as long as nobody else has:\n%(link)s") % {"link": link},
            _("If you do nothing, you keep your time %(when)s.") % {"when": words.when(participant.appointment)},
        ]
        _write(participant, EARLIER, subject, parts)


def _facts(participant: Participant) -> Iterator[str]:
    """What, when, where, with whom and what to bring."""
    appointment = participant.appointment
    lines = [words.what(appointment.kind), words.when(appointment), words.where(appointment, participant)]
    lines.append(_("You meet %(helper)s.") % {"helper": appointment.helper.name})
    yield "\n".join(lines)
    if preparation := str(appointment.kind.preparation):
        yield preparation


def _how_to_change(participant: Participant, front: str) -> str:
    link = f"{front}booked/{participant.key}/"
    until = words.change_until(participant.appointment)
    return _("Move or cancel it until %(until)s, or put it in your calendar:\n%(link)s") % {
        "until": until,
        "link": link,
    }


@contextmanager
def _read_by(participant: Participant) -> Iterator[Municipality]:
    """Dates and texts as the person reads them, wherever the letter is written."""
    municipality = participant.appointment.kind.municipality
    with reading_in(participant.language, municipality.main_language), timezone.override(municipality.time_zone):
        yield municipality


def _write(participant: Participant, kind: str, subject: str, parts: list[str], *, key: str = "") -> None:
    """Nothing for those who are reached by phone. The link lets its reader in, so the letter is secret."""
    if not participant.email:
        return
    greeting = _("Hello %(name)s,") % {"name": participant.name}
    write_letter(
        to=participant.email,
        subject=subject,
        text="\n\n".join([greeting, *parts]),
        language=participant.language,
        kind=f"appointment-{kind}",
        key=key,
        municipality=participant.appointment.kind.municipality.slug,
        is_secret=True,
    )
