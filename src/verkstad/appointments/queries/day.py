"""Reads: a day at a place or with a helper, and who comes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet

from verkstad.appointments.models import Appointment, Helper, Participant, ParticipantState, WorkingPattern
from verkstad.appointments.models.booked import AppointmentQuerySet
from verkstad.appointments.queries.week import Times, week_of
from verkstad.identity.models import Membership
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place

MOST_FOUND = 20

type Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Line:
    """From when to when there is an appointment, or these helpers have nothing booked although at work."""

    starts: datetime
    ends: datetime
    helpers: list[Helper]
    appointment: Appointment | None = None

    @property
    def names(self) -> list[str]:
        return [helper.name for helper in self.helpers]


def day_at_place(place: Place, day: date, now: datetime) -> list[Line]:
    """What is booked there, and what is left of the helpers' time, in order."""
    booked = [_line(one) for one in booked_at(place, day)]
    return sorted([*booked, *_left(place, day, now)], key=lambda line: (line.starts, line.names, line.ends))


def booked_at(place: Place, day: date) -> AppointmentQuerySet:
    """In order, each with those who come, or came, in ``present``."""
    return _booked_on(place.municipality, day).filter(place=place)


def day_of_member(member: Membership, day: date) -> list[Line]:
    """What is booked with them, wherever it is."""
    return [_line(one) for one in _booked_on(member.municipality, day).filter(helper__user=member.user_id)]


def places_on(municipality: Municipality, day: date) -> list[tuple[Place, int]]:
    """Where somebody works at all, or something is booked that day, by name; with how much is booked."""
    booked = Counter(_live_on(municipality, day).order_by("pk").values_list("place", flat=True))
    staffed = WorkingPattern.objects.filter(helper__municipality=municipality, helper__is_active=True)
    wanted = Q(pk__in=staffed.order_by().values("place")) | Q(pk__in=booked)
    places = Place.objects.filter(wanted, municipality=municipality).order_by("pk")
    for place in places:
        place.municipality = municipality
    return [(one, booked[one.pk]) for one in sorted(places, key=lambda place: str(place.name).casefold())]


def usual_place(member: Membership, places: Sequence[tuple[Place, int]]) -> Place | None:
    """The one to begin with: where the member works, or else where most is booked."""
    works = WorkingPattern.objects.filter(helper__user=member.user_id, helper__municipality=member.municipality)
    own = works.order_by("is_exception", "-starts_on", "pk").values_list("place", flat=True).first()
    return max(places, key=lambda one: (one[0].pk == own, one[1]))[0] if places else None


def is_helper(member: Membership) -> bool:
    """Whether anything can be booked with the member."""
    return Helper.objects.filter(municipality=member.municipality, user=member.user_id).exists()


def coming_by_name(participants: QuerySet[Participant], words: str, now: datetime) -> list[Participant]:
    """Those of them whose time is not over and whose name has the words in it, the soonest first."""
    coming = participants.filter(
        name__icontains=words, state=ParticipantState.BOOKED, appointment__span__endswith__gt=now
    )
    rows = coming.select_related("appointment__kind", "appointment__helper", "appointment__place")
    return list(rows.order_by("appointment__span", "pk")[:MOST_FOUND])


def _line(one: Appointment) -> Line:
    return Line(one.starts, one.ends, [one.helper], one)


def _live_on(municipality: Municipality, day: date) -> AppointmentQuerySet:
    starts, ends = _day(municipality, day)
    rows = Appointment.objects.live().filter(span__overlap=(starts, ends), span__startswith__gte=starts)
    return rows.filter(kind__municipality=municipality)


def _booked_on(municipality: Municipality, day: date) -> AppointmentQuerySet:
    coming = Participant.objects.exclude(state=ParticipantState.CANCELLED).order_by("seat")
    rows = _live_on(municipality, day).select_related("kind", "helper", "place", "resource")
    return rows.order_by("span", "helper__name", "pk").prefetch_related(
        Prefetch("participants", coming, to_attr="present")
    )


def _left(place: Place, day: date, now: datetime) -> list[Line]:
    """What is not over of the time of those who work there, wherever they are booked."""
    if now >= _day(place.municipality, day)[1]:
        return []
    week = week_of(place, day - timedelta(days=day.weekday()))
    at_work = [(helper, days[day.weekday()].times) for helper, days in week.helpers]
    busy = Appointment.objects.live().filter(
        helper__in=[helper for helper, _times in at_work], span__overlap=_day(place.municipality, day)
    )
    spans = list(busy.order_by("span", "pk").values_list("helper", "span"))
    free: dict[Stretch, list[Helper]] = {}
    for helper, times in at_work:
        taken = [(span.lower, span.upper) for whose, span in spans if whose == helper.pk]
        for stretch in _without(times, taken, now):
            free.setdefault(stretch, []).append(helper)
    return [Line(*stretch, helpers) for stretch, helpers in free.items()]


def _without(times: Times, taken: Iterable[Stretch], now: datetime) -> Iterator[Stretch]:
    """The times without those that are taken (in order), and without what is over."""
    for begins, ends in times:
        at = max(begins, now)
        for starts, stops in taken:
            if at < starts < ends:
                yield at, starts
            at = max(at, stops) if starts < ends else at
        if at < ends:
            yield at, ends


def _day(municipality: Municipality, day: date) -> Stretch:
    """From its midnight to the next."""
    zone = ZoneInfo(municipality.time_zone)
    return datetime.combine(day, time.min, zone), datetime.combine(day + timedelta(days=1), time.min, zone)
