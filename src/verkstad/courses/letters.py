"""What letters to those who have signed up say, in their language."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.utils import timezone
from django.utils.translation import gettext as _

from verkstad.appointments.words import ring_us
from verkstad.core.outbox import write_letter
from verkstad.core.translated import reading_in
from verkstad.courses import words
from verkstad.courses.models import SignUp, SignUpState
from verkstad.courses.queries.dates import Given, place_in_line
from verkstad.municipalities.models import Municipality

# What addresses of residents' pages in a language begin with.
type Front = Callable[[str], str]


def confirm(sign_up: SignUp, given: Given, front: Front) -> None:
    """That they have a seat, or wait for one and in which place."""
    with _read_by(sign_up, given):
        if sign_up.state == SignUpState.SEATED:
            subject = _("You have a seat: %(course)s") % {"course": given.date.course.title}
            parts = [_("You are signed up and have a seat."), *_facts(given, for_seated=True)]
        else:
            subject = _("You are on the waiting list: %(course)s") % {"course": given.date.course.title}
            parts = [
                _("All seats are taken. You are number %(number)s on the waiting list.")
                % {"number": place_in_line(sign_up)},
                _("We write to you as soon as there is a seat for you. You need not do anything."),
                *_facts(given),
            ]
        _write(sign_up, given, "signed-up", subject, [*parts, *_how_to_cancel(sign_up, given, front)])


def tell_moved_up(sign_up: SignUp, given: Given, front: Front) -> None:
    with _read_by(sign_up, given):
        subject = _("There is a seat for you: %(course)s") % {"course": given.date.course.title}
        opening = _("Good news: you were on the waiting list, and now you have a seat.")
        parts = [opening, *_facts(given, for_seated=True), *_how_to_cancel(sign_up, given, front)]
        _write(sign_up, given, "moved-up", subject, parts)


def tell_cancelled(sign_up: SignUp, given: Given, front: Front, *, by_staff: bool) -> None:
    with _read_by(sign_up, given):
        course = {"course": given.date.course.title, "when": words.session(given.sessions[0])}
        subject = _("You are signed off: %(course)s") % course
        opening = (
            _("We have signed you off from the course %(course)s, %(when)s.")
            if by_staff
            else _("You have signed off from the course %(course)s, %(when)s.")
        ) % course
        parts = [opening, _("Changed your mind? See whether there is still a seat:\n%(link)s") % _link(sign_up, front)]
        _write(sign_up, given, "signed-off", subject, parts)


def tell_called_off(sign_up: SignUp, given: Given, front: Front) -> None:
    """That the course date is cancelled, and why."""
    with _read_by(sign_up, given) as municipality:
        course = {"course": given.date.course.title, "when": words.starts(given)}
        subject = _("Cancelled: %(course)s") % course
        parts = [
            _("We are sorry: the course %(course)s is cancelled. It was to begin on %(when)s.") % course,
            given.date.cancelled_because,
            _("See other dates:\n%(link)s") % {"link": f"{front(sign_up.language)}courses/{given.date.course.slug}/"},
            ring_us(municipality),
        ]
        _write(sign_up, given, "called-off", subject, parts)


def tell_changed(sign_up: SignUp, given: Given, front: Front) -> None:
    """That it is at other times or somewhere else now."""
    with _read_by(sign_up, given):
        subject = _("New time or place: %(course)s") % {"course": given.date.course.title}
        opening = _("Something has changed. This is how it is now.")
        facts = _facts(given, for_seated=sign_up.state == SignUpState.SEATED)
        _write(sign_up, given, "changed", subject, [opening, *facts, *_how_to_cancel(sign_up, given, front)])


def remind(sign_up: SignUp, given: Given, front: Front) -> None:
    """A day before the first session; once for each time that it is at."""
    with _read_by(sign_up, given):
        subject = _("Reminder: %(course)s") % {"course": given.date.course.title}
        opening = _("Your course begins soon.")
        parts = [opening, *_facts(given, for_seated=True), *_how_to_cancel(sign_up, given, front)]
        key = f"course-reminder-{sign_up.key}-{given.starts:%Y%m%d%H%M}"
        _write(sign_up, given, "reminder", subject, parts, key=key)


def tell_done(sign_up: SignUp, given: Given, front: Front) -> None:
    """That they have attended, and where what that proves is theirs to keep; once."""
    with _read_by(sign_up, given):
        subject = _("You have taken the course: %(course)s") % {"course": given.date.course.title}
        parts = [_("Thank you for coming! You have taken the course %(course)s.") % {"course": given.date.course.title}]
        if given.date.course.package_id:
            parts.append(
                _("Open your page in the browser that you learn with: it then keeps what you have proved.\n%(link)s")
                % _link(sign_up, front)
            )
        _write(sign_up, given, "done", subject, parts, key=f"course-done-{sign_up.key}")


def _facts(given: Given, *, for_seated: bool = False) -> Iterator[str]:
    """What, when, where, what it costs and what to bring."""
    times = [words.session(one) for one in given.sessions]
    yield "\n".join([str(given.date.course.title), *times, words.where(given.date, for_seated=for_seated)])
    if for_seated and given.date.place and given.date.link:
        yield _("You can also join online: %(link)s") % {"link": given.date.link}
    if price := str(given.date.price):
        yield _("Price: %(price)s") % {"price": price}
    if equipment := str(given.date.equipment):
        yield equipment


def _link(sign_up: SignUp, front: Front) -> dict[str, str]:
    return {"link": f"{front(sign_up.language)}signed-up/{sign_up.key}/"}


def _how_to_cancel(sign_up: SignUp, given: Given, front: Front) -> Iterator[str]:
    words = _("On your page you see this again, put it in your calendar, or sign off if you cannot come:\n%(link)s")
    yield words % _link(sign_up, front)
    yield ring_us(given.date.course.municipality)


@contextmanager
def _read_by(sign_up: SignUp, given: Given) -> Iterator[Municipality]:
    """Dates and texts as the person reads them, wherever the letter is written."""
    municipality = given.date.course.municipality
    with reading_in(sign_up.language, municipality.main_language), timezone.override(municipality.time_zone):
        yield municipality


def _write(sign_up: SignUp, given: Given, kind: str, subject: str, parts: list[str], *, key: str = "") -> None:
    """Nothing for those who are reached by phone. The link lets its reader in, so the letter is secret."""
    if not sign_up.email:
        return
    greeting = _("Hello %(name)s,") % {"name": sign_up.name}
    ending = _("Kind regards\n%(municipality)s") % {"municipality": given.date.course.municipality}
    write_letter(
        to=sign_up.email,
        subject=subject,
        text="\n\n".join(filter(None, [greeting, *parts, ending])),
        language=sign_up.language,
        kind=f"course-{kind}",
        key=key,
        municipality=given.date.course.municipality.slug,
        is_secret=True,
    )
