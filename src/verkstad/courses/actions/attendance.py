"""Writes: who was there."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from verkstad.courses.actions.seats import add_seats, free_seats, locked, record, seat_on
from verkstad.courses.actions.signing_up import Person
from verkstad.courses.models import Attendance, Seat, Session, SignUp, SignUpState


@transaction.atomic
def note(session: Session, *, there: Collection[int], shown_there: Collection[int], now: datetime, by: str) -> None:
    """Of those who signed up (ids): who is ticked now, and who was when the page was shown.

    Only what was changed on the page is changed here, so two who fill in the same list lose nothing. Who waited and
    came all the same is given a chair.
    """
    date = session.course_date
    locked(date)
    came, stayed_away = set(there) - set(shown_there), set(shown_there) - set(there)
    signed_up = date.sign_ups.exclude(state=SignUpState.CANCELLED)
    for one in signed_up.filter(pk__in=came, state=SignUpState.WAITING).order_by("pk"):
        seat_on(_chair(session), one, now=now)
    noted = [Attendance(sign_up=one, session=session, noted_by=by) for one in signed_up.filter(pk__in=came)]
    Attendance.objects.bulk_create(noted, ignore_conflicts=True)
    Attendance.objects.filter(session=session, sign_up__in=stayed_away).delete()
    if came or stayed_away:
        record("course_date.attendance_noted", date, by, came=len(noted), stayed_away=len(stayed_away))


@transaction.atomic
def walk_in(session: Session, person: Person, *, press: UUID, now: datetime, by: str) -> SignUp:
    """Somebody came who had not signed up: they sit on a free seat, or a chair is brought."""
    date = session.course_date
    locked(date)
    if there := SignUp.objects.filter(key=press).order_by("pk").first():
        return there
    made = SignUp(
        course_date=date,
        seat=_chair(session),
        state=SignUpState.SEATED,
        key=press,
        name=person.name,
        email=person.email,
        phone=person.phone,
        language=person.language,
        signed_up_at=now,
        signed_up_by=by,
    )
    made.save(force_insert=True)
    Attendance.objects.create(sign_up=made, session=session, noted_by=by)
    record("course_date.walked_in", date, by)
    return made


def _chair(session: Session) -> Seat:
    free = free_seats(session.course_date)
    return free[0] if free else add_seats(session.course_date, 1)[0]
