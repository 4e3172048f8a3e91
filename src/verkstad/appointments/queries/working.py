"""Reads: who works where, who is away, and what is booked with whom."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Prefetch, Q

from verkstad.appointments.free_times import Pattern
from verkstad.appointments.models import (
    Absence,
    Appointment,
    Helper,
    Participant,
    ParticipantState,
    WorkingPattern,
)
from verkstad.appointments.models.booked import AppointmentQuerySet
from verkstad.identity.models import Membership, Role
from verkstad.identity.queries import members
from verkstad.municipalities.models import Municipality, Part
from verkstad.places.models import Place

# How long what is over stays in calendars.
FEED_KEEPS = timedelta(days=30)
# Of a working pattern, from which free times are worked out.
PATTERN_COLUMNS = (
    "helper_id",
    "place_id",
    "days",
    "starts",
    "ends",
    "every_weeks",
    "starts_on",
    "ends_on",
    "is_exception",
)


@dataclass(frozen=True, slots=True)
class HelperRow:
    """A helper as the list of them tells: where they work, and the absence that is now or comes next."""

    helper: Helper
    places: list[Place]
    absence: Absence | None


def helpers_in(municipality: Municipality, now: datetime) -> list[HelperRow]:
    """All, the retired last, by name; so many queries however many there are."""
    today = now.astimezone(ZoneInfo(municipality.time_zone)).date()
    patterns = WorkingPattern.objects.filter(not_over(today), starts__isnull=False).select_related("place")
    absences = Absence.objects.filter(span__endswith__gt=now).order_by("span")
    rows = Helper.objects.filter(municipality=municipality).order_by("-is_active", "name", "pk")
    rows = rows.prefetch_related(
        Prefetch("patterns", patterns.order_by("pk"), to_attr="present"),
        Prefetch("absences", absences, to_attr="ahead"),
    )
    return [_helper_row(helper) for helper in rows]


def _helper_row(helper: Helper) -> HelperRow:
    present, ahead = vars(helper)["present"], vars(helper)["ahead"]
    places = {pattern.place_id: pattern.place for pattern in present}.values()
    return HelperRow(helper, sorted(places, key=lambda place: str(place.name).casefold()), next(iter(ahead), None))


def members_without_helper(municipality: Municipality) -> list[Membership]:
    """Who may become a helper, by name."""
    taken = Helper.objects.filter(municipality=municipality, user=OuterRef("user"))
    return list(members(municipality, Role.HELPER).filter(~Exists(taken)))


def patterns_of(helper: Helper, today: date) -> list[WorkingPattern]:
    """Working patterns, then exceptions, in the order they begin; what is over is left out."""
    rows = helper.patterns.filter(not_over(today)).select_related("place").prefetch_related("kinds")
    return list(rows.order_by("is_exception", "starts_on", "starts", "pk"))


def not_over(today: date) -> Q:
    """Of working patterns."""
    return Q(ends_on=None) | Q(ends_on__gte=today)


def absences_of(helper: Helper, now: datetime) -> list[Absence]:
    """Those that are not over, the next first."""
    return list(helper.absences.filter(span__endswith__gt=now).order_by("span", "pk"))


def booked_with(helper: Helper, since: datetime) -> AppointmentQuerySet:
    """What is booked with the helper and not over then, in order, each with those who come in ``present``."""
    coming = Participant.objects.exclude(state=ParticipantState.CANCELLED).order_by("seat")
    rows = Appointment.objects.live().filter(helper=helper, span__endswith__gt=since)
    rows = rows.select_related("kind", "helper", "place").order_by("span", "pk")
    return rows.prefetch_related(Prefetch("participants", coming, to_attr="present"))


def hit_by(absence: Absence, now: datetime) -> list[Appointment]:
    """What is booked with the helper while they are away, and not over yet."""
    return list(booked_with(absence.helper, now).filter(span__overlap=absence.span))


def feed_of(municipality: Municipality, key: uuid.UUID, now: datetime) -> tuple[Helper, list[Appointment]] | None:
    """Whose calendar the secret opens, and what is in it: from a month ago on.

    Nothing where appointments are off, and for members who have left or are suspended.
    """
    works = Membership.objects.active().filter(user=OuterRef("user"), municipality=OuterRef("municipality"))
    rows = Helper.objects.filter(Q(user=None) | Exists(works), municipality=municipality, is_active=True, feed_key=key)
    helper = rows.order_by("pk").first()
    if helper is None or not municipality.has(Part.APPOINTMENTS):
        return None
    return helper, list(booked_with(helper, now - FEED_KEEPS))


def pattern(*row: Any, takes: bool) -> Pattern:
    """``row``: the PATTERN_COLUMNS."""
    helper, place, days, starts, ends, every_weeks, starts_on, ends_on, is_exception = row
    begins, ends = (None if at is None else at.hour * 3600 + at.minute * 60 for at in (starts, ends))
    first, last = starts_on.toordinal(), (ends_on or date.max).toordinal()
    return Pattern(helper, place, frozenset(days), begins, ends, every_weeks, first, last, is_exception, takes)
