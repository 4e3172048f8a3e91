"""Two counting weeks, of which one is over and one takes the last numbers: from ``enquiries.yaml`` in the folder."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from django.utils import timezone

from verkstad.core.entries import Entry, read_entry
from verkstad.measurement.actions.counting import (
    SheetData,
    UnitData,
    WeekData,
    close_counting_week,
    hand_in,
    save_counting_week,
    save_sheets,
    save_unit,
)
from verkstad.measurement.models import CountingUnit, CountingWeek, EnquiryChannel, EnquiryKind
from verkstad.measurement.queries.counting import OTHER, Topic, counting_days
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place
from verkstad.services.models import Service

# How many weeks ago the first days are. Of the second week the last unit has not handed in.
WEEKS_AGO = (30, 1)
HALF_A_WEEK, TIME_TO_HAND_IN = timedelta(days=4), timedelta(days=21)
KINDS = {EnquiryKind.INFORMATION: 52, EnquiryKind.TRANSACTION: 36, EnquiryKind.MISDIRECTED: 12}
# From the first week to the second, fewer ask.
SHARES = (1.0, 0.86)


def save_counting_weeks(demo: Path) -> None:
    """Once; they are not counted again when the demo is brought up to date."""
    for municipality in Municipality.objects.order_by("pk"):
        file = demo / municipality.slug / "enquiries.yaml"
        if file.exists() and not CountingWeek.objects.filter(municipality=municipality).exists():
            _save(read_entry(file), municipality)


def _save(entry: Entry, municipality: Municipality) -> None:
    today = timezone.now().astimezone(ZoneInfo(municipality.time_zone)).date()
    slugs = [one.text("service") for one in entry.entries("about") if one.text("service")]
    services = list(Service.objects.visible_in(municipality).filter(slug__in=slugs).order_by("pk"))
    counting = entry.entry("counting")
    # Made up, and the same each time.
    chance = Random(municipality.slug)  # noqa: S311 -- nothing secret
    for name, weeks, share in zip(counting.words("names"), WEEKS_AGO, SHARES, strict=True):
        monday = today - timedelta(days=today.weekday(), weeks=weeks)
        week = save_counting_week(_week(name, monday), municipality=municipality, services=services)
        units = [_unit(one, week) for one in counting.entries("units")]
        for unit, said in zip(units, counting.entries("units"), strict=True):
            _count(unit, (said.whole("each_day") or 0) * share, [*((one.pk, "") for one in services), OTHER], chance)
        _finish(week, units, is_over=weeks > 4)


def _week(name: str, monday: date) -> WeekData:
    """It takes numbers until they are in; see _finish."""
    friday = monday + HALF_A_WEEK
    channels = [channel.value for channel in EnquiryChannel if channel is not EnquiryChannel.HOME]
    until = max(friday + TIME_TO_HAND_IN, timezone.localdate())
    return WeekData(name, monday, friday, until, channels, ["eid", "digital_basics"])


def _unit(said: Entry, week: CountingWeek) -> CountingUnit:
    slug = said.text("place")
    place = Place.objects.get(municipality=week.municipality, slug=slug) if slug else None
    channels = [*said.words("channels"), *(("desk", "phone") if place else ())]
    return save_unit(UnitData(said.text("name"), channels, place, counts_at_desk=bool(place)), week=week)


def _count(unit: CountingUnit, each_day: float, topics: list[Topic], chance: Random) -> None:
    """Something on each day and in each channel, unless it counts at the desk, where it has been logged."""
    if unit.counts_at_desk:
        return
    sheets = []
    for day in counting_days(unit.week):
        for channel in unit.channels:
            number = round(each_day / len(unit.channels) * chance.uniform(0.7, 1.3))
            asked = chance.choices(topics, [2] * (len(topics) - 1) + [len(topics)], k=number)
            kinds = chance.choices([kind.value for kind in KINDS], list(KINDS.values()), k=number)
            sheets.append(SheetData(day, channel, Counter(zip(asked, kinds, strict=True))))
    save_sheets(unit, sheets)


def _finish(week: CountingWeek, units: list[CountingUnit], *, is_over: bool) -> None:
    for unit in units if is_over else units[:-1]:
        if not unit.counts_at_desk:
            hand_in(unit, is_all=True, by="system")
    if is_over:
        close_counting_week(week)
        until = week.last_day + TIME_TO_HAND_IN
        closed = datetime.combine(until, time(22), UTC)
        CountingWeek.objects.filter(pk=week.pk).update(hand_in_by=until, closed_at=closed)
