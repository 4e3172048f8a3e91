"""Reads: what residents choose among on the way to a time."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from heapq import nsmallest
from itertools import groupby
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from verkstad.appointments.models import AppointmentKind, Helper, Way
from verkstad.appointments.queries.free import Ask, FreeTime, free_times
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place, Theme
from verkstad.services.models import Service
from verkstad.services.queries import ServiceName, service_names

# What fits on a phone without much scrolling.
DAYS_SHOWN = 5
# Of other times, at the place and elsewhere, and how far from the one that was wanted.
NEAREST, AROUND = 4, timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Errands:
    """What time can be booked for: by theme, by service, and the kinds that have neither. Each with its kinds."""

    themes: list[tuple[Theme, list[AppointmentKind]]]
    services: list[tuple[ServiceName, list[AppointmentKind]]]
    others: list[AppointmentKind]


@dataclass(frozen=True, slots=True)
class PlaceTime:
    """A free time and where it is."""

    starts: datetime
    place: Place


@dataclass(frozen=True, slots=True)
class Days:
    """Days that have free times, in order, and from which day the page before and after this one begin."""

    days: list[tuple[date, list[PlaceTime]]]
    earlier: date | None
    later: date | None


def kinds_for_residents(municipality: Municipality) -> list[AppointmentKind]:
    """All that they book themselves, by name in the reader's language, with the services that they see."""
    shown = Service.objects.visible_in(municipality).order_by("pk")
    kinds = AppointmentKind.objects.for_residents_of(municipality).prefetch_related(Prefetch("services", shown))
    return sorted(kinds.order_by("pk"), key=lambda kind: str(kind.name).casefold())


def errands(municipality: Municipality, kinds: Sequence[AppointmentKind]) -> Errands:
    """The services by name in the reader's language."""
    by_service: dict[str, list[AppointmentKind]] = {}
    for kind in kinds:
        for service in kind.services.all():
            by_service.setdefault(service.slug, []).append(kind)
    names = {one.slug: one for one in service_names(municipality) if one.slug in by_service}
    themes = [(theme, [kind for kind in kinds if theme in kind.themes]) for theme in Theme]
    return Errands(
        [(theme, found) for theme, found in themes if found],
        [(one, by_service[one.slug]) for one in sorted(names.values(), key=lambda one: one.name.casefold())],
        [kind for kind in kinds if not kind.themes and not kind.services.all()],
    )


def service_chosen(municipality: Municipality, slug: str) -> Service | None:
    return Service.objects.visible_in(municipality).filter(slug=slug).order_by("pk").first()


def languages_of(kind: AppointmentKind) -> list[str]:
    """Those that helpers who take the kind speak; none when that is only the municipality's main language."""
    helpers = Helper.objects.filter(patterns__kinds=kind, is_active=True).order_by("pk")
    spoken = {code for languages in helpers.values_list("languages", flat=True) for code in languages}
    offered = spoken & set(kind.languages) if kind.languages else spoken
    return sorted(offered) if offered - {kind.municipality.main_language} else []


def first_times(ask: Ask, now: datetime) -> list[PlaceTime]:
    """The first free time at each place, the soonest first."""
    return _with_places(free_times(ask, now).first_at_places())


def days_from(ask: Ask, first: date | None, now: datetime) -> Days:
    """Days with free times from the date on; times that several places have once."""
    zone = ZoneInfo(ask.kind.municipality.time_zone)
    times = free_times(ask, now).at_one_place()
    by_day = {day: list(free) for day, free in groupby(times, key=lambda one: one.starts.astimezone(zone).date())}
    days = list(by_day)
    begin = min(bisect_left(days, first), max(len(days) - 1, 0)) if first else 0
    end = begin + DAYS_SHOWN
    shown = _with_places(free for day in days[begin:end] for free in by_day[day])
    return Days(
        [(day, list(here)) for day, here in groupby(shown, key=lambda one: one.starts.astimezone(zone).date())],
        days[max(begin - DAYS_SHOWN, 0)] if begin else None,
        days[end] if end < len(days) else None,
    )


def nearest_times(ask: Ask, starts: datetime, now: datetime) -> list[PlaceTime]:
    """Those nearest to a time that was not to be had, in order: at the same place, then elsewhere."""
    around = replace(ask, place=None, first=(starts - AROUND).date(), last=(starts + AROUND).date())
    found = free_times(around, now)
    if ask.way != Way.ON_SITE:
        found = found.at_one_place()
    here = [free for free in found if ask.way != Way.ON_SITE or free.place == ask.place]
    elsewhere = [free for free in found if ask.way == Way.ON_SITE and free.place != ask.place]
    nearest = (nsmallest(NEAREST, times, key=lambda free: abs(free.starts - starts)) for times in (here, elsewhere))
    return _with_places(free for times in nearest for free in sorted(times))


def _with_places(times: Iterable[FreeTime]) -> list[PlaceTime]:
    times = list(times)
    places = Place.objects.in_bulk({free.place for free in times})
    return [PlaceTime(free.starts, places[free.place]) for free in times]
