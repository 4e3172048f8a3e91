"""Reads: counting weeks, how far those who count have come, and what they counted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, Sum

from verkstad.measurement.models import OTHER_THEME, CountingUnit, CountingWeek, Enquiry, Tally, TallySheet
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place
from verkstad.places.queries import holidays_between
from verkstad.services.models import Service, ServiceText, Subject

SATURDAY = 5

# A service or else a theme.
type Topic = tuple[int | None, str]
OTHER: Topic = (None, OTHER_THEME)


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of a kind asked about a topic in one channel."""

    channel: str
    topic: Topic
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Logged(Counted):
    """The same, at the desk of a unit on one day."""

    unit_id: int
    day: date


class UnitState(Enum):
    """How far a unit has come."""

    WAITING = "waiting"
    COUNTING = "counting"
    BEHIND = "behind"
    LATE = "late"
    DONE = "done"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Progress:
    """``sheets`` by day and channel with how many asked; ``blank`` are days gone by of which nothing is told."""

    unit: CountingUnit
    state: UnitState
    sheets: Mapping[tuple[date, str], int]
    blank: Sequence[date]

    @property
    def number(self) -> int:
        return sum(self.sheets.values())


def counting_weeks(municipality: Municipality) -> list[CountingWeek]:
    """The latest first."""
    return list(CountingWeek.objects.filter(municipality=municipality).order_by("-first_day"))


def open_weeks() -> list[CountingWeek]:
    """In all municipalities, those that have not closed."""
    return list(CountingWeek.objects.filter(closed_at=None).select_related("municipality").order_by("pk"))


def week_before(week: CountingWeek) -> CountingWeek | None:
    """The one to compare with: the latest that closed before this one began."""
    earlier = CountingWeek.objects.filter(
        municipality=week.municipality, last_day__lt=week.first_day, closed_at__isnull=False
    )
    return earlier.order_by("-first_day").first()


def unit_at_desk(municipality: Municipality, place: Place | None, day: date) -> CountingUnit | None:
    """The unit that counts what is logged at the place on that day, with its week."""
    units = CountingUnit.objects.filter(
        week__municipality=municipality,
        week__closed_at=None,
        week__first_day__lte=day,
        week__last_day__gte=day,
        place=place,
        counts_at_desk=True,
    )
    return units.select_related("week").order_by("pk").first() if place else None


def counted_in(week: CountingWeek) -> list[Counted]:
    """All that was counted, and of an open week what has been logged at desks so far."""
    by = ("channel", "service", "theme", "kind")
    tallies = Tally.objects.filter(sheet__unit__week=week).order_by()
    rows = list(tallies.values_list("sheet__channel", *by[1:]).annotate(Sum("number")))
    if not week.closed_at:
        rows += _logged(week, *by)
    topics = set(topics_of(week))
    return [Counted(channel, _known(about, topics), kind, number) for channel, *about, kind, number in rows]


def numbers_by_unit(week: CountingWeek) -> dict[int, int]:
    """How many were counted by each unit that counted anything."""
    sheets = TallySheet.objects.filter(unit__week=week).order_by()
    numbers = dict(sheets.values_list("unit").annotate(Sum("tallies__number", default=0)))
    if not week.closed_at:
        numbers |= dict(_logged(week, "place"))
    return numbers


def numbers_by_sheet(week: CountingWeek) -> dict[int, dict[tuple[date, str], int]]:
    """By unit, day and channel; what is not there has not been counted."""
    sheets = TallySheet.objects.filter(unit__week=week).order_by()
    rows = list(sheets.values_list("unit", "day", "channel").annotate(Sum("tallies__number", default=0)))
    if not week.closed_at:
        rows += _logged(week, "place", "day", "channel")
    found: dict[int, dict[tuple[date, str], int]] = defaultdict(dict)
    for unit, day, channel, number in rows:
        found[unit][day, channel] = number
    return found


def totals_of_closed(municipality: Municipality) -> list[tuple[CountingWeek, int]]:
    """How many were counted in each week that has closed, the oldest first; one query."""
    closed = CountingWeek.objects.filter(municipality=municipality, closed_at__isnull=False).order_by("first_day")
    return [(week, week.number) for week in closed.annotate(number=Sum("units__sheets__tallies__number", default=0))]


def logged_at_desks(week: CountingWeek) -> list[Logged]:
    """What the enquiries themselves tell of the units that count at the desk."""
    topics = set(topics_of(week))
    rows = _logged(week, "place", "day", "channel", "service", "theme", "kind")
    return [
        Logged(channel, _known(about, topics), kind, number, unit, day)
        for unit, day, channel, *about, kind, number in rows
    ]


def _logged(week: CountingWeek, *by: str) -> list[Any]:
    """Rows of the values and how many enquiries have them, of the desks that count; a place stands as its unit."""
    desks = list(week.units.filter(counts_at_desk=True).order_by("pk"))
    if not desks:
        return []
    places: dict[tuple[str, ...], list[int | None]] = defaultdict(list)
    for desk in desks:
        places[tuple(desk.channels)].append(desk.place_id)
    there = reduce(or_, (Q(place__in=of, channel__in=channels) for channels, of in places.items()))
    days = (week.first_day, week.last_day)
    logged = Enquiry.objects.filter(there, municipality=week.municipality_id, day__range=days).order_by()
    rows = list(logged.values_list(*by).annotate(Sum("number")))
    if by[0] != "place":
        return rows
    units = {desk.place_id: desk.pk for desk in desks}
    return [(units[place], *others) for place, *others in rows]


def topics_of(week: CountingWeek) -> list[Topic]:
    """What is counted by itself, and last everything else."""
    services: list[Topic] = [(pk, "") for pk in week.services.order_by("pk").values_list("pk", flat=True)]
    themes: list[Topic] = [(None, theme) for theme in week.themes if theme != OTHER_THEME]
    return [*services, *themes, OTHER]


def kle_numbers(services: Iterable[int]) -> dict[int, list[str]]:
    """Of each service that has any; one query."""
    rows = Subject.objects.filter(scheme="kle", services__in=services)
    found: dict[int, list[str]] = defaultdict(list)
    for service, code in rows.order_by("code").values_list("services", "code"):
        found[service].append(code)
    return found


def services_by_word(municipality: Municipality, week: CountingWeek | None) -> dict[str, set[int]]:
    """The services that may be counted, by what people may write for them: names, addresses and KLE numbers.

    Those that the municipality shows, and those of the week. In lower case, without double spaces; two queries.
    """
    shown = Service.objects.visible_in(municipality).order_by().values("pk")
    wanted = Q(service__in=shown) | Q(service__counting_weeks=week) if week else Q(service__in=shown)
    words: dict[str, set[int]] = defaultdict(set)
    texts = ServiceText.objects.filter(wanted).order_by("pk").values_list("service", "service__slug", "name")
    for service, slug, name in texts:
        words[slug].add(service)
        words[" ".join(name.casefold().split())].add(service)
    for service, numbers in kle_numbers({pk for found in words.values() for pk in found}).items():
        for number in numbers:
            words[number].add(service)
    return dict(words)


def sheet_numbers(unit: CountingUnit, day: date, channel: str) -> dict[tuple[Topic, str], int] | None:
    """What the unit's sheet says; None when there is none."""
    sheet = TallySheet.objects.filter(unit=unit, day=day, channel=channel).first()
    if sheet is None:
        return None
    topics = set(topics_of(unit.week))
    numbers: dict[tuple[Topic, str], int] = defaultdict(int)
    for service, theme, kind, number in sheet.tallies.order_by("pk").values_list(
        "service_id", "theme", "kind", "number"
    ):
        numbers[_known((service, theme), topics), kind] += number
    return dict(numbers)


def progress_of(week: CountingWeek, now: datetime) -> list[Progress]:
    """Of each unit, by name."""
    units = week.units.select_related("place").order_by("name")
    numbers, days = numbers_by_sheet(week), counting_days(week)
    return [_progress(unit, week, numbers.get(unit.pk, {}), days, now) for unit in units]


def counting_days(week: CountingWeek) -> list[date]:
    """Those on which somebody is expected to count: from Monday to Friday, but for holidays."""
    holidays = holidays_between(week.municipality, week.first_day, week.last_day)
    return [day for day in week.days if day.weekday() < SATURDAY and day not in holidays]


def _progress(
    unit: CountingUnit, week: CountingWeek, sheets: Mapping[tuple[date, str], int], days: Iterable[date], now: datetime
) -> Progress:
    told = {day for day, _channel in sheets}
    blank = [day for day in days if day < week.day_of(now) and day not in told]
    return Progress(unit, _state(unit, week, is_told=bool(told), is_blank=bool(blank), now=now), sheets, blank)


def _state(unit: CountingUnit, week: CountingWeek, *, is_told: bool, is_blank: bool, now: datetime) -> UnitState:
    today = week.day_of(now)
    if today < week.first_day:
        return UnitState.WAITING
    if unit.handed_in_at or (unit.counts_at_desk and is_told and today > week.last_day):
        return UnitState.DONE
    if not week.takes_numbers(now):
        return UnitState.MISSING
    if today > week.last_day:
        return UnitState.LATE
    return UnitState.BEHIND if is_blank else UnitState.COUNTING


def _known(about: Sequence[Any], topics: set[Topic]) -> Topic:
    """The topic, from a service and a theme."""
    service, theme = about
    return (service, theme) if (service, theme) in topics else OTHER
