"""Course dates as iCalendar (RFC 5545): the sessions of somebody who has signed up, and all that are public."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _
from icalendar import STATUS, Calendar, Event

from verkstad.courses import words
from verkstad.courses.models import Session, SignUp, SignUpState
from verkstad.courses.queries.dates import Given
from verkstad.municipalities.models import Municipality

PROGRAM = "-//Verkstad//Courses//EN"


def calendar_file(sign_up: SignUp, given: Given, address: str, language: str, now: datetime) -> bytes:
    """The sessions of one person; ``address`` leads to their page. The same events when they have signed off."""
    is_off = sign_up.state == SignUpState.CANCELLED or given.date.cancelled_at is not None
    is_seated = sign_up.state == SignUpState.SEATED
    status = STATUS.CANCELLED if is_off else STATUS.CONFIRMED if is_seated else STATUS.TENTATIVE
    about = "\n\n".join(_about(given, address, is_seated=is_seated))
    summary = str(given.date.course.title)
    if sign_up.state == SignUpState.WAITING:
        summary += f" ({_('on the waiting list')})"
    events = [
        Event.new(
            uid=f"{sign_up.key}-{session.pk}@verkstad",
            stamp=now.astimezone(UTC),
            description=about,
            summary=summary,
            sequence=int(is_off),
            status=status,
            **_common(given, session, for_seated=is_seated),
        )
        for session in given.sessions
    ]
    calendar = Calendar.new(prodid=PROGRAM, method="PUBLISH", language=language, subcomponents=events)
    return bytes(calendar.to_ical())


def _about(given: Given, address: str, *, is_seated: bool) -> Iterator[str]:
    """What to bring, the online meeting when there is a place too, and how to sign off."""
    if equipment := str(given.date.equipment):
        yield equipment
    if is_seated and given.date.place and given.date.link:
        yield _("You can also join online: %(link)s") % {"link": given.date.link}
    yield _("See all of it, or sign off if you cannot come: %(link)s") % {"link": address}


def calendar_feed(municipality: Municipality, dates: Iterable[Given], front: str, language: str) -> bytes:
    """The same for the same data, so that a calendar which has it need not be sent it again."""
    events = [
        Event.new(
            uid=f"course-session-{session.pk}@{municipality.slug}.verkstad",
            stamp=(given.date.published_at or given.starts).astimezone(UTC),
            summary=str(given.date.course.title),
            url=f"{front}courses/{given.date.course.slug}/{given.date.pk}/",
            description=words.language(given.date),
            status=STATUS.CONFIRMED,
            **_common(given, session, for_seated=False),
        )
        for given in dates
        for session in given.sessions
    ]
    calendar = Calendar.new(
        name=_("Courses: %(municipality)s") % {"municipality": municipality},
        uid=f"courses@{municipality.slug}.verkstad",
        prodid=PROGRAM,
        language=language,
        subcomponents=events,
    )
    return bytes(calendar.to_ical())


def _common(given: Given, session: Session, *, for_seated: bool) -> dict[str, Any]:
    return {
        "start": session.span.lower.astimezone(UTC),
        "end": session.span.upper.astimezone(UTC),
        "location": words.where(given.date, for_seated=for_seated),
    }
