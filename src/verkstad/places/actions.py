"""Writes: places, their hours, and the holidays a municipality confirms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import partial
from pathlib import Path

from django.db import transaction

from verkstad.core import audit
from verkstad.municipalities.models import Municipality
from verkstad.places import schedules
from verkstad.places.models import BoardMark, ConfirmedHoliday, OpeningHours, Place, PlacePicture
from verkstad.places.opening_hours.model import Period
from verkstad.places.pictures import as_webp
from verkstad.services.models import Channel, Organisation, Subject


@dataclass(frozen=True, slots=True)
class PlaceData:
    """All that is known of a place except its hours; texts by language code."""

    slug: str
    kind: str
    name: Mapping[str, str]
    summary: Mapping[str, str] = field(default_factory=dict)
    directions: Mapping[str, str] = field(default_factory=dict)
    street: str = ""
    postcode: str = ""
    city: str = ""
    district: str = ""
    latitude: float | None = None
    longitude: float | None = None
    phone: str = ""
    email: str = ""
    url: str = ""
    languages: list[str] = field(default_factory=list)
    helps_with: list[str] = field(default_factory=list)
    equipment: list[str] = field(default_factory=list)
    accessibility: list[str] = field(default_factory=list)


class UnknownHoliday(Exception):
    """The date lies outside the year that is being confirmed."""


@transaction.atomic
def save_place(
    data: PlaceData,
    *,
    municipality: Municipality,
    organisation: Organisation,
    subjects: Iterable[Subject] = (),
    channels: Iterable[Channel] = (),
    by: str = audit.SYSTEM,
) -> Place:
    """Make the place, or change it. A new one has no hours yet."""
    _renew_board(municipality)
    place = Place.objects.filter(municipality=municipality, slug=data.slug).order_by("pk").first()
    if place is None:
        hours = OpeningHours.objects.create(municipality=municipality)
        place = Place(municipality=municipality, opening_hours=hours)
    for attribute in fields(PlaceData):
        setattr(place, attribute.name, getattr(data, attribute.name))
    place.organisation = organisation
    place.save()
    place.subjects.set(subjects)
    place.channels.set(channels)
    audit.record("place.saved", target=place, by=by, municipality=municipality.slug)
    return place


@transaction.atomic
def set_opening_hours(
    place: Place, periods: Iterable[Period], *, closed_on_holidays: bool, by: str = audit.SYSTEM
) -> None:
    """Replace the place's hours."""
    _renew_board(place.municipality)
    hours = OpeningHours.objects.select_for_update().get(pk=place.opening_hours_id)
    schedules.store(hours, periods)
    hours.is_closed_on_holidays = closed_on_holidays
    hours.save()
    audit.record("place.hours_set", target=place, by=by, municipality=place.municipality.slug)


@transaction.atomic
def set_picture(place: Place, file: Path, *, alt: Mapping[str, str], by: str = audit.SYSTEM) -> None:
    """Make the file the place's only picture, as small as pages need it; raises UnusablePicture."""
    picture = as_webp(file)
    _renew_board(place.municipality)
    for old in place.pictures.all():
        transaction.on_commit(partial(old.file.delete, save=False))
        old.delete()
    PlacePicture.objects.create(place=place, file=picture, alt=dict(alt))
    place.save(update_fields=["updated_at"])
    audit.record("place.picture_set", target=place, by=by, municipality=place.municipality.slug)


@transaction.atomic
def withdraw_place(place: Place, *, by: str = audit.SYSTEM) -> None:
    """Take the place out of sight."""
    _renew_board(place.municipality)
    place.is_published = False
    place.save(update_fields=["is_published", "updated_at"])
    audit.record("place.withdrawn", target=place, by=by, municipality=place.municipality.slug)


@transaction.atomic
def confirm_holidays(
    municipality: Municipality,
    year: int,
    days: Iterable[tuple[date, Mapping[str, str], bool]],
    *,
    by: str = audit.SYSTEM,
) -> None:
    """Settle all holidays of a year: date, names by language, and whether it counts as a holiday here.

    Raises UnknownHoliday for a date of another year.
    """
    _renew_board(municipality)
    rows = [
        ConfirmedHoliday(municipality=municipality, date=day, name=dict(name), is_closed=is_closed)
        for day, name, is_closed in days
    ]
    if strays := [row.date for row in rows if row.date.year != year]:
        raise UnknownHoliday(f"{strays[0]} is not in {year}.")
    ConfirmedHoliday.objects.filter(municipality=municipality, date__year=year).delete()
    ConfirmedHoliday.objects.bulk_create(rows)
    audit.record("holidays.confirmed", target=municipality, by=by, municipality=municipality.slug, year=year)


def _renew_board(municipality: Municipality) -> None:
    """First of all, so that whoever changes places of the same municipality waits here and nowhere else."""
    BoardMark.objects.bulk_create(
        [BoardMark(municipality=municipality)],
        update_conflicts=True,
        unique_fields=["municipality"],
        update_fields=["mark"],
    )
