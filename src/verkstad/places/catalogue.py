"""Reads places written as YAML, and joins their hours: staffed ones, and those when the place is open without staff."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from verkstad.core.entries import Entry, read_entries
from verkstad.places.actions import PlaceData
from verkstad.places.models import Accessibility, Equipment, PlaceKind, Theme
from verkstad.places.opening_hours import osm
from verkstad.places.opening_hours.model import PUBLIC_HOLIDAY, Period, Schedule, Span, State
from verkstad.places.opening_hours.stretches import Stretch


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place as written: its data, the slug of its organisation, what it knows in depth, its hours and picture."""

    data: PlaceData
    organisation: str
    subjects: tuple[tuple[str, str], ...]
    periods: tuple[Period, ...]
    is_closed_on_holidays: bool
    picture: str
    picture_alt: dict[str, str]


def read_places(path: Path, *, time_zone: str, years: Collection[int]) -> list[PlaceEntry]:
    """Raises core.entries.EntryError that names the file, the place and the field."""
    return [_place(entry, time_zone, years) for entry in read_entries(path)]


def _place(entry: Entry, time_zone: str, years: Collection[int]) -> PlaceEntry:
    staffed = _hours(entry, "opening_hours", time_zone, years)
    unstaffed = _hours(entry, "self_service_hours", time_zone, years)
    subjects = entry.entry("subjects")
    place = PlaceEntry(
        data=_data(entry),
        organisation=entry.text("organisation", required=True),
        subjects=tuple((scheme, code) for scheme in subjects.fields for code in subjects.words(scheme)),
        periods=_joined(staffed.periods, tuple(_self_service(period) for period in unstaffed.periods)),
        is_closed_on_holidays=staffed.closed_on_holidays,
        picture=entry.text("picture"),
        picture_alt=entry.translations("picture_alt"),
    )
    entry.refuse_others()
    return place


def _data(entry: Entry) -> PlaceData:
    position = entry.numbers("position")
    if len(position) not in (0, 2):
        raise entry.error("position", "must be latitude and longitude")
    latitude, longitude = position or (None, None)
    return PlaceData(
        slug=entry.text("slug"),
        kind=entry.choice("kind", PlaceKind.values),
        name=entry.translations("name"),
        summary=entry.translations("summary"),
        directions=entry.translations("directions"),
        street=entry.text("street"),
        postcode=entry.text("postcode"),
        city=entry.text("city"),
        district=entry.text("district"),
        latitude=latitude,
        longitude=longitude,
        phone=entry.text("phone", at_most=30),
        email=entry.text("email"),
        url=entry.url("url"),
        languages=list(entry.words("languages")),
        helps_with=list(entry.choices("helps_with", Theme.values)),
        equipment=list(entry.choices("equipment", Equipment.values)),
        accessibility=list(entry.choices("accessibility", Accessibility.values)),
    )


def _hours(entry: Entry, field: str, time_zone: str, years: Collection[int]) -> Schedule:
    text = entry.text(field)
    if not text:
        return Schedule((), time_zone)
    try:
        return osm.parse(text, time_zone, years=years)
    except osm.UnreadableHours as error:
        raise entry.error(field, f"cannot be read: {error}") from error


def _joined(staffed: tuple[Period, ...], unstaffed: tuple[Period, ...]) -> tuple[Period, ...]:
    """Two ordinary weeks become one, self-service only while nobody is there: that is how it is edited later."""
    weeks = [period for period in (*staffed, *unstaffed) if _is_plain_week(period)]
    if len(weeks) != 2:
        return *staffed, *unstaffed
    both = Period(spans=(*weeks[0].spans, *weeks[1].spans))
    days: dict[Stretch, set[int]] = {}
    for day, stretches in enumerate(both.stretches):
        for stretch in stretches:
            days.setdefault(stretch, set()).add(day)
    week = Period(spans=tuple(Span.over(frozenset(on), stretch) for stretch, on in days.items()))
    return week, *(period for period in (*staffed, *unstaffed) if not _is_plain_week(period))


def _is_plain_week(period: Period) -> bool:
    """One that always holds and says nothing of its own about holidays."""
    is_always = not period.is_override and period.starts_on is None and period.ends_on is None
    return is_always and not any(PUBLIC_HOLIDAY in span.days for span in period.spans)


def _self_service(period: Period) -> Period:
    spans = tuple(replace(span, state=State.SELF_SERVICE) for span in period.spans)
    return Period(period.starts_on, period.ends_on, spans, period.is_override)
