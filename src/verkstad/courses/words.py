"""How course dates are written, on pages and in letters: when, where, and why nobody signs up."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from verkstad.appointments.words import address, day_and_clock
from verkstad.core.writing import language_name
from verkstad.courses.models import Audience, CourseDate, Session
from verkstad.courses.queries.dates import Given, Why
from verkstad.places.words import clock, day_words

WHY_NOT: Mapping[Why, str | Promise] = {
    Why.CANCELLED: gettext_lazy("This course date is cancelled."),
    Why.OVER: gettext_lazy("It has already begun, so nobody can sign up any more."),
    Why.NOT_YET: gettext_lazy("Sign-up has not opened yet."),
    Why.CLOSED: gettext_lazy("Sign-up has closed."),
    Why.FULL: gettext_lazy("All seats are taken, and the waiting list is full too."),
    Why.ALREADY: gettext_lazy(
        "Somebody is signed up with this e-mail address or phone number already. Look for the letter from us. "
        "If two of you share it, ring us and we sign the other one up."
    ),
}


def session(one: Session) -> str:
    """Such as "Monday 23 November at 10:00–11:30"."""
    return day_and_clock(one.span.lower, one.span.upper)


def starts(given: Given) -> str:
    """Such as "Monday 23 November at 10:00"."""
    words = {"day": day_words(timezone.localtime(given.starts).date()), "time": clock(given.starts)}
    return _("%(day)s at %(time)s") % words


def where(date: CourseDate, *, for_seated: bool = False) -> str:
    """The place with its address and room; online, the link stands for those who have a seat alone."""
    if date.place is None:
        return _("Online: %(link)s") % {"link": date.link} if for_seated else _("Online")
    parts = [str(date.place.name), date.room, address(date.place)]
    return ", ".join(filter(None, parts))


def left(given: Given) -> str:
    """How many seats are free, or how many wait."""
    if given.left:
        return ngettext("%(number)s seat left", "%(number)s seats left", given.left) % {"number": given.left}
    if not given.waiting:
        return _("Full")
    return ngettext("Full, %(number)s person waits", "Full, %(number)s people wait", given.waiting) % {
        "number": given.waiting
    }


def opens(date: CourseDate) -> str:
    return day_words(timezone.localtime(date.opens_at).date())


def price(date: CourseDate) -> str:
    return str(date.price) or _("Free of charge")


def language(date: CourseDate) -> str:
    return _("In %(language)s") % {"language": language_name(date.language)}


def audience(date: CourseDate) -> str:
    """For whom it is, when that is not everybody."""
    return "" if date.audience == Audience.EVERYBODY else str(Audience(date.audience).label)
