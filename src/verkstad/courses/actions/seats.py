"""Writes: who gets which seat. Whoever changes that locks the course date first, so that all wait in one row."""

from datetime import datetime

from django.db import transaction

from verkstad.core import audit
from verkstad.courses import letters
from verkstad.courses.letters import Front
from verkstad.courses.models import CourseDate, Seat, SignUp, SignUpState
from verkstad.courses.queries.dates import Given, given_one


class TooFew(Exception):
    """More seats are taken than there would be; its argument tells how many."""


def locked(date: CourseDate) -> Given:
    """The date as it is now, and how full; until the transaction ends nobody else changes who sits where."""
    CourseDate.objects.select_for_update(no_key=True).get(pk=date.pk)
    return given_one(date)


def free_seats(date: CourseDate) -> list[Seat]:
    """By number."""
    return list(date.seats.filter(sign_up=None).order_by("number"))


def add_seats(date: CourseDate, number: int) -> list[Seat]:
    """So many more, with the lowest numbers that no seat has."""
    there = set(date.seats.order_by("number").values_list("number", flat=True))
    free = (one for one in range(1, len(there) + number + 1) if one not in there)
    return Seat.objects.bulk_create([Seat(course_date=date, number=next(free)) for _ in range(number)])


@transaction.atomic
def set_seats(date: CourseDate, number: int, *, front: Front, now: datetime, by: str = audit.SYSTEM) -> None:
    """Have so many seats: those who wait move up on new ones. Raises TooFew."""
    given = locked(date)
    if number < given.taken:
        raise TooFew(given.taken)
    if number < given.seats:
        spare = free_seats(date)[number - given.seats :]
        Seat.objects.filter(pk__in=[seat.pk for seat in spare]).delete()
    add_seats(date, max(0, number - given.seats))
    record("course_date.seats_set", date, by, seats=number, before=given.seats)
    move_up(given, front=front, now=now)


def move_up(given: Given, *, front: Front, now: datetime) -> None:
    """Give free seats to those who wait, in the order of signing up, and tell them; not when it has begun."""
    date = given.date
    if date.cancelled_at or now >= given.starts:
        return
    waiting = date.sign_ups.filter(state=SignUpState.WAITING).order_by("pk")
    moved = 0
    for seat, sign_up in zip(free_seats(date), waiting, strict=False):
        seat_on(seat, sign_up, now=now)
        letters.tell_moved_up(sign_up, given, front)
        moved += 1
    if moved:
        record("course_date.moved_up", date, audit.SYSTEM, number=moved)


def seat_on(seat: Seat, sign_up: SignUp, *, now: datetime) -> None:
    """Give the seat to one who waits."""
    sign_up.seat, sign_up.state, sign_up.moved_up_at = seat, SignUpState.SEATED, now
    sign_up.save(update_fields=["seat", "state", "moved_up_at"])


def record(action: str, date: CourseDate, by: str, **details: object) -> None:
    """In the trail; of the date, so that it names nobody who signed up."""
    slug = date.course.municipality.slug
    audit.record(action, target=date, by=by or audit.RESIDENT, municipality=slug, **details)
