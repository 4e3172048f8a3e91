"""Writes: counting weeks, who counts in them, and what was counted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from verkstad.core import audit
from verkstad.measurement.models import CountingUnit, CountingWeek, Tally, TallySheet
from verkstad.measurement.queries.counting import Topic, logged_at_desks, topics_of
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place
from verkstad.services.models import Service


@dataclass(frozen=True, slots=True)
class WeekData:
    """All that is decided of a counting week but its services."""

    name: str
    first_day: date
    last_day: date
    hand_in_by: date
    channels: Sequence[str]
    themes: Sequence[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class UnitData:
    """All that is decided of who counts."""

    name: str
    channels: Sequence[str]
    place: Place | None = None
    counts_at_desk: bool = False
    email: str = ""


@dataclass(frozen=True, slots=True)
class SheetData:
    """How many asked about each subject, by kind; numbers of 0 need not be there."""

    day: date
    channel: str
    numbers: Mapping[tuple[Topic, str], int]


class Closed(Exception):
    """The week takes no numbers any more, nor lets anything be changed."""


class Overlaps(Exception):
    """Another counting week has some of the days."""


class Taken(Exception):
    """Another unit of the week has the name, or counts at the desk of the place."""


class Counted(Exception):
    """Numbers have been handed in that would be lost."""


class NothingLeft(Exception):
    """A unit, which is named, counts only in ways in which the week would not."""


class NotCounted(Exception):
    """A day, channel or subject that the unit does not count, or one that counts at the desk."""


@transaction.atomic
def save_counting_week(
    data: WeekData,
    *,
    municipality: Municipality,
    services: Iterable[Service],
    week: CountingWeek | None = None,
    like: CountingWeek | None = None,
    by: str = audit.SYSTEM,
) -> CountingWeek:
    """Make a counting week, or change one that is open; a new one has the units of the one it is ``like``.

    Units count in its channels only. Raises Overlaps, Closed, Counted when sheets lie outside of its new days or
    channels, and NothingLeft.
    """
    week = _open(week) if week else CountingWeek(municipality=municipality)
    changed = _set(week, data)
    if week.pk and _outside(TallySheet.objects.filter(unit__week=week), week).exists():
        raise Counted
    try:
        with transaction.atomic():
            week.save()
    except IntegrityError as error:
        raise Overlaps from error
    week.services.set(services)
    _limit_units(week)
    if like:
        _copy_units(like, week)
    audit.record("counting_week.saved", target=week, by=by, municipality=municipality.slug, changed=changed)
    return week


@transaction.atomic
def delete_counting_week(week: CountingWeek, *, by: str) -> None:
    """Take it away, as long as nothing was counted; raises Counted."""
    _lock(week)
    if TallySheet.objects.filter(unit__week=week).exists():
        raise Counted
    audit.record("counting_week.deleted", target=week, by=by, municipality=week.municipality.slug)
    week.delete()


@transaction.atomic
def save_unit(
    data: UnitData, *, week: CountingWeek, unit: CountingUnit | None = None, by: str = audit.SYSTEM
) -> CountingUnit:
    """Let somebody count, or change who does; raises Closed, Taken, and Counted when sheets would be left outside."""
    week = _open(week)
    unit = unit or CountingUnit(week=week)
    changed = _set(unit, data)
    sheets = TallySheet.objects.filter(unit=unit.pk)
    if sheets.exclude(channel__in=unit.channels).exists() or (unit.counts_at_desk and sheets.exists()):
        raise Counted
    try:
        with transaction.atomic():
            unit.save()
    except IntegrityError as error:
        raise Taken from error
    audit.record("counting_unit.saved", target=unit, by=by, municipality=week.municipality.slug, changed=changed)
    return unit


@transaction.atomic
def delete_unit(unit: CountingUnit, *, by: str) -> None:
    """Let it not count, as long as it has not; raises Closed and Counted."""
    week = _open(unit.week)
    if unit.sheets.exists():
        raise Counted
    audit.record("counting_unit.deleted", target=unit, by=by, municipality=week.municipality.slug)
    unit.delete()


@transaction.atomic
def save_sheets(unit: CountingUnit, sheets: Sequence[SheetData], *, by: str = audit.SYSTEM) -> None:
    """What was said before of the same days and channels is replaced; raises Closed and NotCounted."""
    week = _open(unit.week)
    unit.refresh_from_db(fields=["channels", "counts_at_desk"])
    topics = set(topics_of(week))
    for sheet in sheets:
        is_then = week.first_day <= sheet.day <= week.last_day
        asked = {topic for topic, _kind in sheet.numbers}
        if unit.counts_at_desk or not is_then or sheet.channel not in unit.channels or asked - topics:
            raise NotCounted
    _write(unit, sheets)
    audit.record("counting_unit.counted", target=unit, by=by, municipality=week.municipality.slug, sheets=len(sheets))


@transaction.atomic
def delete_sheet(unit: CountingUnit, *, day: date, channel: str, by: str) -> None:
    """As if it had not been counted; raises Closed."""
    week = _open(unit.week)
    unit.sheets.filter(day=day, channel=channel).delete()
    details = {"day": day.isoformat(), "channel": channel}
    audit.record("counting_unit.emptied", target=unit, by=by, municipality=week.municipality.slug, **details)


@transaction.atomic
def hand_in(unit: CountingUnit, *, is_all: bool, by: str) -> None:
    """Say that all of the unit is counted, or that more comes; raises Closed."""
    week = _open(unit.week)
    unit.handed_in_at = timezone.now() if is_all else None
    unit.save(update_fields=["handed_in_at"])
    action = "counting_unit.handed_in" if is_all else "counting_unit.taken_back"
    audit.record(action, target=unit, by=by, municipality=week.municipality.slug)


@transaction.atomic
def close_counting_week(week: CountingWeek, *, by: str = audit.SYSTEM) -> None:
    """Keep the results as they are now: also what was logged at desks, whatever becomes of those enquiries.

    Nothing happens to one that is closed.
    """
    week = _lock(week)
    if week.closed_at:
        return
    for unit, sheets in _of_desks(week).items():
        _write(unit, sheets)
    week.closed_at = timezone.now()
    week.save(update_fields=["closed_at"])
    audit.record("counting_week.closed", target=week, by=by, municipality=week.municipality.slug)


@transaction.atomic
def reopen_counting_week(week: CountingWeek, *, hand_in_by: date, by: str) -> None:
    """Take numbers again until that day; what desks logged is counted anew when it closes."""
    week = _lock(week)
    TallySheet.objects.filter(unit__week=week, unit__counts_at_desk=True).delete()
    week.closed_at, week.hand_in_by = None, hand_in_by
    week.save(update_fields=["closed_at", "hand_in_by"])
    until = hand_in_by.isoformat()
    audit.record("counting_week.reopened", target=week, by=by, municipality=week.municipality.slug, until=until)


def _lock(week: CountingWeek) -> CountingWeek:
    """Whatever is written of a week is written one after the other."""
    return CountingWeek.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=week.pk)


def _open(week: CountingWeek) -> CountingWeek:
    week = _lock(week)
    if not week.takes_numbers(timezone.now()):
        raise Closed
    return week


def _set(row: Any, data: Any) -> list[str]:
    """Let the row be as the data say, and return what that changes."""
    changed = [one.name for one in fields(data) if getattr(row, one.name) != getattr(data, one.name)]
    for name in changed:
        setattr(row, name, getattr(data, name))
    return changed


def _outside(sheets: Any, week: CountingWeek) -> Any:
    return sheets.exclude(day__range=(week.first_day, week.last_day), channel__in=week.channels)


def _limit_units(week: CountingWeek) -> None:
    for unit in week.units.order_by("pk"):
        unit.channels = _counted_channels(unit, week)
        if not unit.channels:
            raise NothingLeft(unit.name)
        unit.save(update_fields=["channels"])


def _counted_channels(unit: CountingUnit, week: CountingWeek) -> list[str]:
    return [channel for channel in unit.channels if channel in week.channels]


def _copy_units(like: CountingWeek, week: CountingWeek) -> None:
    units = []
    for unit in like.units.order_by("pk"):
        if channels := _counted_channels(unit, week):
            kept = {"name": unit.name, "place_id": unit.place_id, "email": unit.email}
            units.append(CountingUnit(week=week, channels=channels, counts_at_desk=unit.counts_at_desk, **kept))
    CountingUnit.objects.bulk_create(units)


def _write(unit: CountingUnit, sheets: Sequence[SheetData]) -> None:
    for sheet in sheets:
        TallySheet.objects.filter(unit=unit, day=sheet.day, channel=sheet.channel).delete()
        made = TallySheet.objects.create(unit=unit, day=sheet.day, channel=sheet.channel)
        Tally.objects.bulk_create(
            Tally(sheet=made, service_id=service, theme=theme, kind=kind, number=number)
            for ((service, theme), kind), number in sheet.numbers.items()
            if number
        )


def _of_desks(week: CountingWeek) -> dict[CountingUnit, list[SheetData]]:
    units = {unit.pk: unit for unit in week.units.filter(counts_at_desk=True).order_by("pk")}
    sheets: dict[tuple[int, date, str], Counter[tuple[Topic, str]]] = defaultdict(Counter)
    for counted in logged_at_desks(week):
        sheets[counted.unit_id, counted.day, counted.channel][counted.topic, counted.kind] += counted.number
    found: dict[CountingUnit, list[SheetData]] = defaultdict(list)
    for (unit, day, channel), numbers in sheets.items():
        found[units[unit]].append(SheetData(day, channel, numbers))
    return found
