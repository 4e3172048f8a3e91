"""Writes: the pictures of a place."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import IO

from django.db import transaction

from verkstad.core import audit
from verkstad.core.pictures import as_webp
from verkstad.places.actions.mark import renew_board
from verkstad.places.models import Place, PlacePicture


@transaction.atomic
def set_picture(place: Place, file: Path, *, alt: Mapping[str, str], by: str = audit.SYSTEM) -> None:
    """Make the file the place's only picture, as small as pages need it; raises pictures.UnusablePicture."""
    picture = as_webp(file)
    _touch(place)
    for old in place.pictures.all():
        _discard(old)
    PlacePicture.objects.create(place=place, file=picture, alt=dict(alt))
    audit.record("place.picture_set", target=place, by=by, municipality=place.municipality.slug)


@transaction.atomic
def add_picture(place: Place, file: IO[bytes], *, alt: Mapping[str, str], by: str = audit.SYSTEM) -> PlacePicture:
    """Put a picture after those there are, as small as pages need it; raises pictures.UnusablePicture."""
    picture = as_webp(file)
    _touch(place)
    position = place.pictures.count()
    added = PlacePicture.objects.create(place=place, file=picture, alt=dict(alt), position=position)
    audit.record("place.picture_added", target=place, by=by, municipality=place.municipality.slug)
    return added


@transaction.atomic
def describe_picture(picture: PlacePicture, *, alt: Mapping[str, str], by: str = audit.SYSTEM) -> None:
    """Say in words what the picture shows, by language."""
    _touch(picture.place)
    picture.alt = dict(alt)
    picture.save(update_fields=["alt"])
    audit.record("place.picture_described", target=picture.place, by=by, municipality=picture.place.municipality.slug)


@transaction.atomic
def remove_picture(picture: PlacePicture, *, by: str = audit.SYSTEM) -> None:
    """Take the picture and its file away."""
    _touch(picture.place)
    _discard(picture)
    audit.record("place.picture_removed", target=picture.place, by=by, municipality=picture.place.municipality.slug)


def _touch(place: Place) -> None:
    renew_board(place.municipality)
    place.save(update_fields=["updated_at"])


def _discard(picture: PlacePicture) -> None:
    transaction.on_commit(partial(picture.file.delete, save=False))
    picture.delete()
