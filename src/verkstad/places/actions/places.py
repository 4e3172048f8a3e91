"""Writes: what a place is and does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from django.db import transaction

from verkstad.core import audit
from verkstad.municipalities.models import Municipality
from verkstad.places.actions.mark import renew_board
from verkstad.places.models import OpeningHours, Place
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


@transaction.atomic
def save_place(
    data: PlaceData,
    *,
    municipality: Municipality,
    organisation: Organisation,
    subjects: Iterable[Subject] | None = None,
    channels: Iterable[Channel] | None = None,
    publish: bool = True,
    by: str = audit.SYSTEM,
    based_on: int | None = None,
) -> Place:
    """Make the place, or change it. Subjects and channels that are not given stay as they are.

    A new one has no hours yet, and is out of sight unless ``publish``; one that there is stays as visible as it was.
    ``based_on`` is the version that was edited, 0 for a new one; raises versions.EditedMeanwhile.
    """
    renew_board(municipality)
    place = Place.objects.select_for_update(of=("self",)).filter(municipality=municipality, slug=data.slug).first()
    if place is None:
        hours = OpeningHours.objects.create(municipality=municipality)
        place = Place(municipality=municipality, opening_hours=hours, is_published=publish)
    changed = [one.name for one in fields(PlaceData) if getattr(place, one.name) != getattr(data, one.name)]
    place.step(by=by, based_on=based_on)
    for name in changed:
        setattr(place, name, getattr(data, name))
    place.organisation = organisation
    place.save()
    if subjects is not None:
        place.subjects.set(subjects)
    if channels is not None:
        place.channels.set(channels)
    audit.record("place.saved", target=place, by=by, municipality=municipality.slug, changed=changed)
    return place


@transaction.atomic
def publish_place(place: Place, *, by: str = audit.SYSTEM) -> None:
    """Let residents see the place."""
    _show(place, is_published=True)
    audit.record("place.published", target=place, by=by, municipality=place.municipality.slug)


@transaction.atomic
def withdraw_place(place: Place, *, by: str = audit.SYSTEM) -> None:
    """Take the place out of sight."""
    _show(place, is_published=False)
    audit.record("place.withdrawn", target=place, by=by, municipality=place.municipality.slug)


def _show(place: Place, *, is_published: bool) -> None:
    renew_board(place.municipality)
    place.is_published = is_published
    place.save(update_fields=["is_published", "updated_at"])
