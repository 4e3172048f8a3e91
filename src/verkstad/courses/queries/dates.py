"""Reads: course dates with their sessions and how full they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from django.db.models import Count, F, IntegerField, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from verkstad.courses.models import CourseDate, CourseDateQuerySet, Seat, Session, SignUp, SignUpState


class Why(StrEnum):
    """Why nobody signs up, or not this person."""

    CANCELLED = "cancelled"
    OVER = "over"
    NOT_YET = "not-yet"
    CLOSED = "closed"
    FULL = "full"
    ALREADY = "already"


@dataclass(frozen=True)
class Given:
    """A course date with when it is and how full."""

    date: CourseDate
    sessions: list[Session]
    seats: int
    taken: int
    waiting: int

    @cached_property
    def starts(self) -> datetime:
        return self.sessions[0].span.lower  # type: ignore[no-any-return]  # spans have no types

    @cached_property
    def ends(self) -> datetime:
        return self.sessions[-1].span.upper  # type: ignore[no-any-return]  # spans have no types

    @property
    def left(self) -> int:
        return self.seats - self.taken

    def why_not(self, now: datetime, *, by_staff: bool = False) -> Why | None:
        """Why nobody signs up now, if so; staff may at any time until it is over."""
        date = self.date
        reasons = {
            Why.CANCELLED: date.cancelled_at is not None,
            Why.OVER: now >= (self.ends if by_staff else self.starts),
            Why.NOT_YET: date.published_at is None or (now < date.opens_at and not by_staff),
            Why.CLOSED: now >= date.closes_at and not by_staff,
            Why.FULL: not self.left and self.waiting >= date.most_waiting,
        }
        return next((why for why, holds in reasons.items() if holds), None)


def given(dates: CourseDateQuerySet) -> list[Given]:
    """The dates as they come, with all that is shown of them, in two queries. Those without sessions are left out."""
    counted = dates.select_related("course", "place", "unit").annotate(
        seats_there=_number(Seat.objects.filter(course_date=OuterRef("pk"))),
        seats_taken=_number(SignUp.objects.filter(course_date=OuterRef("pk"), state=SignUpState.SEATED)),
        who_wait=_number(SignUp.objects.filter(course_date=OuterRef("pk"), state=SignUpState.WAITING)),
    )
    rows = list(counted)
    sessions = _sessions_of(rows)
    return [
        Given(row, sessions[row.pk], vars(row)["seats_there"], vars(row)["seats_taken"], vars(row)["who_wait"])
        for row in rows
        if sessions[row.pk]
    ]


def given_one(date: CourseDate) -> Given:
    """As ``given``, for a date that has sessions; keeps the municipality that is known."""
    (found,) = given(CourseDate.objects.filter(pk=date.pk).order_by())
    found.date.course = date.course
    return found


def _number[M: Model](rows: QuerySet[M]) -> Coalesce:
    """How many there are, as a column of the row that they belong to."""
    counted = rows.order_by().values("course_date").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _sessions_of(dates: Iterable[CourseDate]) -> dict[int, list[Session]]:
    found: dict[int, list[Session]] = {date.pk: [] for date in dates}
    for session in Session.objects.filter(course_date__in=found).order_by("course_date", "span"):
        found[session.course_date_id].append(session)
    return found


def place_in_line(sign_up: SignUp) -> int:
    """The how manieth the person is who waits."""
    waiting = SignUp.objects.filter(course_date=sign_up.course_date_id, state=SignUpState.WAITING)
    return waiting.filter(pk__lte=sign_up.pk).count()


def sign_ups_of(date: CourseDate) -> list[SignUp]:
    """All who have not cancelled: those seated in the order of their seats, then those who wait."""
    rows = date.sign_ups.exclude(state=SignUpState.CANCELLED).select_related("seat", "unit")
    return list(rows.order_by(F("seat__number").asc(nulls_last=True), "pk"))
