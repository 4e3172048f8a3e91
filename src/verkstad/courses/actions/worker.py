"""Writes of the worker: reminders, what is told afterwards, and forgetting who came."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q

from verkstad.core import audit
from verkstad.courses import letters
from verkstad.courses.models import CourseDate, CourseDateQuerySet, SignUp, SignUpState
from verkstad.courses.queries.attendance import who_took
from verkstad.courses.queries.dates import Given, given
from verkstad.identity.links import front_of
from verkstad.municipalities.models import Municipality

# A day before, in time to sign off, to those who have had time to forget.
REMINDED_BEFORE = timedelta(hours=26)
SIGNED_UP_BEFORE = timedelta(hours=48)
# Teachers can put the list right before letters go out; who is noted later than the last is told by nobody.
TOLD_AFTER, TOLD_UNTIL = timedelta(hours=3), timedelta(days=14)


@transaction.atomic
def remind(municipality: Municipality, *, now: datetime) -> None:
    """Write to those whose first session is soon, once. Raises LookupError where nobody knows its host name."""
    front = partial(front_of, municipality)
    for one in _given(municipality, _dates(municipality).filter(Q(starts__range=(now, now + REMINDED_BEFORE)))):
        early = one.date.sign_ups.filter(signed_up_at__lt=one.starts - SIGNED_UP_BEFORE)
        for sign_up in early.filter(state=SignUpState.SEATED).exclude(email="").order_by("pk"):
            letters.remind(sign_up, one, front)


@transaction.atomic
def tell_done(municipality: Municipality, *, now: datetime) -> None:
    """Write to those who have attended what ended lately, once. Raises LookupError as ``remind`` does."""
    front = partial(front_of, municipality)
    for one in _given(municipality, _dates(municipality).filter(Q(ends__range=(now - TOLD_UNTIL, now - TOLD_AFTER)))):
        for sign_up in who_took(one).exclude(email="").order_by("pk"):
            letters.tell_done(sign_up, one, front)


@transaction.atomic
def forget(municipality: Municipality, *, before: datetime, now: datetime) -> None:
    """Forget names and ways to be reached of those whose last session ended before the moment."""
    over = CourseDate.objects.filter(course__municipality=municipality).with_times().filter(Q(ends__lt=before))
    rows = SignUp.objects.filter(course_date__in=over.order_by().values("pk"), forgotten_at=None)
    number = rows.update(name="", email="", phone="", forgotten_at=now)
    if number:
        audit.record("sign_ups.forgotten", target=municipality, municipality=municipality.slug, number=number)


def _dates(municipality: Municipality) -> CourseDateQuerySet:
    """Those that are held."""
    held = CourseDate.objects.filter(course__municipality=municipality, cancelled_at=None, published_at__isnull=False)
    return held.with_times()


def _given(municipality: Municipality, dates: CourseDateQuerySet) -> list[Given]:
    found = given(dates)
    for one in found:
        one.date.course.municipality = municipality
    return found
