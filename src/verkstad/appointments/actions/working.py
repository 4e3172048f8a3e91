"""Writes: who takes appointments, when they work where, and when they are away."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from verkstad.appointments.models import Absence, Appointment, AppointmentKind, Helper, WorkingPattern
from verkstad.core import audit
from verkstad.identity.models import User
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place


class AlreadyHelper(Exception):
    """The member is a helper already."""


class StillBooked(Exception):
    """The helper has times ahead that somebody has booked."""


class UnknownRow(Exception):
    """The helper has no such working pattern or absence, or not any longer."""


@dataclass(frozen=True, slots=True)
class PatternData:
    """When a helper works at a place; what it means models.WorkingPattern tells."""

    place: Place
    days: list[int]
    starts: time | None
    ends: time | None
    starts_on: date
    ends_on: date | None = None
    every_weeks: int = 1
    is_exception: bool = False


@transaction.atomic
def save_helper(
    name: str,
    *,
    municipality: Municipality,
    languages: list[str],
    video_url: str = "",
    user: User | None = None,
    helper: Helper | None = None,
    by: str = audit.SYSTEM,
) -> Helper:
    """Make a helper, or change one; ``user`` is a member, none a volunteer. Raises AlreadyHelper."""
    helper = helper or Helper(municipality=municipality)
    helper.name, helper.languages, helper.video_url, helper.user = name, languages, video_url, user
    try:
        with transaction.atomic():
            helper.save()
    except IntegrityError as error:
        raise AlreadyHelper from error
    audit.record("helper.saved", target=helper, by=by, municipality=municipality.slug, languages=languages)
    return helper


@transaction.atomic
def retire_helper(helper: Helper, *, by: str, now: datetime) -> None:
    """Let nobody book the helper any more; raises StillBooked while somebody has."""
    # Waits for those who are booking the helper now, and lets nobody begin to.
    helper = Helper.objects.select_for_update().select_related(None).get(pk=helper.pk)
    if Appointment.objects.live().filter(helper=helper, span__endswith__gt=now).exists():
        raise StillBooked
    _set(helper, is_active=False)
    _record("helper.retired", helper, by)


@transaction.atomic
def bring_back_helper(helper: Helper, *, by: str) -> None:
    """Let the helper be booked again."""
    _set(helper, is_active=True)
    _record("helper.brought_back", helper, by)


@transaction.atomic
def renew_feed(helper: Helper, *, by: str) -> None:
    """Give the calendar feed a new address; what was told of the one before opens nothing."""
    _set(helper, feed_key=uuid.uuid4())
    _record("helper.feed_renewed", helper, by)


@transaction.atomic
def revoke_feed(helper: Helper, *, by: str) -> None:
    """Let the helper have no calendar feed."""
    _set(helper, feed_key=None)
    _record("helper.feed_revoked", helper, by)


@transaction.atomic
def save_pattern(
    helper: Helper,
    data: PatternData,
    *,
    kinds: Iterable[AppointmentKind],
    pattern: WorkingPattern | None = None,
    by: str = audit.SYSTEM,
) -> WorkingPattern:
    """Add a working pattern or an exception to the helper, or change the one there is. What is booked stays."""
    pattern = pattern or WorkingPattern(helper=helper)
    for name in PatternData.__slots__:
        setattr(pattern, name, getattr(data, name))
    pattern.save()
    pattern.kinds.set(kinds)
    told = {name: str(getattr(data, name)) for name in PatternData.__slots__ if name != "place"}
    _record("helper.pattern_saved", helper, by, pattern=pattern.pk, place=data.place.slug, **told)
    return pattern


@transaction.atomic
def remove_pattern(helper: Helper, number: int, *, by: str) -> None:
    """Take a working pattern or an exception away; raises UnknownRow. What is booked stays."""
    if not helper.patterns.filter(pk=number).delete()[0]:
        raise UnknownRow
    _record("helper.pattern_removed", helper, by, pattern=number)


@transaction.atomic
def add_absence(helper: Helper, starts: datetime, ends: datetime, *, by: str = audit.SYSTEM) -> Absence:
    """Let nobody book the helper between the two moments. What is booked stays, until somebody cancels it."""
    absence = Absence.objects.create(helper=helper, span=DateTimeTZRange(starts, ends))
    _record("helper.absence_added", helper, by, absence=absence.pk, span=[starts.isoformat(), ends.isoformat()])
    return absence


@transaction.atomic
def remove_absence(helper: Helper, number: int, *, by: str) -> None:
    """Let the helper be there after all; raises UnknownRow."""
    if not helper.absences.filter(pk=number).delete()[0]:
        raise UnknownRow
    _record("helper.absence_removed", helper, by, absence=number)


def _set(helper: Helper, **values: object) -> None:
    for name, value in values.items():
        setattr(helper, name, value)
    helper.save(update_fields=list(values))


def _record(action: str, helper: Helper, by: str, **details: object) -> None:
    audit.record(action, target=helper, by=by, municipality=helper.municipality.slug, **details)
