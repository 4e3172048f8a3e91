"""Writes: signing up for a course date, alone or as a team, and signing off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q

from verkstad.courses import letters
from verkstad.courses.actions.seats import free_seats, locked, move_up, record
from verkstad.courses.letters import Front
from verkstad.courses.models import CourseDate, SignUp, SignUpState, Unit
from verkstad.courses.queries.dates import Given, Why


class Refused(Exception):
    """Nobody, or not this person, signs up for the date now; its argument is the Why."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class Over(Exception):
    """They are signed off already, or came back already."""


class TooLate(Exception):
    """It has begun, or is cancelled: residents no longer change it themselves."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who comes: a name, at most one way to be reached, and the language of letters."""

    name: str
    language: str
    email: str = ""
    phone: str = ""
    age_band: str = ""


@transaction.atomic
def sign_up(
    date: CourseDate,
    person: Person,
    *,
    press: UUID,
    front: Front,
    now: datetime,
    by: str = "",
    unit: Unit | None = None,
) -> SignUp:
    """Give the person a seat, or a place on the waiting list; ``by`` is the member who does it for them.

    ``press`` is one for each time the page is shown: pressed twice, they are signed up once. Raises Refused.
    """
    key = uuid5(press, repr((date.pk, person.name, person.email, person.phone)))
    given = locked(date)
    if there := SignUp.objects.filter(key=key).order_by("pk").first():
        return there
    _refuse(given, person, now, by)
    seat = next(iter(free_seats(date)), None)
    made = SignUp(
        course_date=date,
        seat=seat,
        state=SignUpState.SEATED if seat else SignUpState.WAITING,
        key=key,
        name=person.name,
        email=person.email,
        phone=person.phone,
        language=person.language,
        age_band=person.age_band,
        unit=unit,
        signed_up_at=now,
        signed_up_by=by,
    )
    made.save(force_insert=True)
    letters.confirm(made, given, front)
    record("course_date.signed_up", date, by, state=made.state)
    return made


@transaction.atomic
def sign_up_team(
    date: CourseDate, people: Iterable[Person], *, press: UUID, front: Front, now: datetime, by: str, unit: Unit | None
) -> list[SignUp]:
    """All of them or, when the waiting list cannot take all, none. Raises Refused."""
    return [sign_up(date, one, press=press, front=front, now=now, by=by, unit=unit) for one in people]


@transaction.atomic
def cancel(sign_up: SignUp, *, front: Front, now: datetime, by: str = "") -> None:
    """Sign off; whoever waits longest gets the seat. Raises Over, TooLate."""
    given, sign_up = _as_it_is(sign_up, now, by)
    if sign_up.state == SignUpState.CANCELLED:
        raise Over
    sign_up.state, sign_up.seat, sign_up.cancelled_at = SignUpState.CANCELLED, None, now
    sign_up.save(update_fields=["state", "seat", "cancelled_at"])
    letters.tell_cancelled(sign_up, given, front, by_staff=bool(by))
    record("course_date.signed_off", given.date, by)
    move_up(given, front=front, now=now)


@transaction.atomic
def sign_up_again(sign_up: SignUp, *, front: Front, now: datetime) -> None:
    """Take back that they signed off, where a seat is still free. Raises Over, TooLate, Refused when none is."""
    given, sign_up = _as_it_is(sign_up, now, by="")
    if sign_up.state != SignUpState.CANCELLED:
        raise Over
    sign_up.seat = next(iter(free_seats(given.date)), None)
    if sign_up.seat is None:
        raise Refused(Why.FULL)
    sign_up.state, sign_up.cancelled_at = SignUpState.SEATED, None
    sign_up.save(update_fields=["state", "seat", "cancelled_at"])
    letters.confirm(sign_up, given, front)
    record("course_date.signed_up_again", given.date, "")


def _refuse(given: Given, person: Person, now: datetime, by: str) -> None:
    """Staff may sign up two who share an address, as couples do."""
    if why := given.why_not(now, by_staff=bool(by)):
        raise Refused(why)
    if not by:
        reached = Q(email__iexact=person.email) if person.email else Q(phone=person.phone)
        if given.date.sign_ups.filter(reached).exclude(state=SignUpState.CANCELLED).exists():
            raise Refused(Why.ALREADY)


def _as_it_is(sign_up: SignUp, now: datetime, by: str) -> tuple[Given, SignUp]:
    """Its date, locked, and itself as it is then; residents change it only in time."""
    given = locked(sign_up.course_date)
    if not by and (given.date.cancelled_at or now >= given.starts):
        raise TooLate
    return given, SignUp.objects.get(pk=sign_up.pk)
