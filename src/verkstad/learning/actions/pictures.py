"""Writes: the pictures of a package."""

from django.db import transaction

from verkstad.core import audit
from verkstad.learning.documents import PictureDocument
from verkstad.learning.models import Package, Picture
from verkstad.learning.queries.pictures import picture_names, uses_of
from verkstad.practice.editing import free_key


class Shown(Exception):
    """A lesson of some edition shows the picture or video."""


@transaction.atomic
def add_picture(package: Package, name: str, picture: PictureDocument, *, by: str) -> Picture:
    """Under the name, with a number when that is taken: what earlier editions show stays as it is."""
    Package.objects.select_for_update().get(pk=package.pk)
    added = Picture.objects.create(
        package=package,
        name=free_key(name, picture_names(package), "picture"),
        kind=picture.kind,
        content=picture.content,
    )
    audit.record("package.picture_added", target=package, by=by, municipality=package.municipality.slug)
    return added


@transaction.atomic
def remove_picture(picture: Picture, *, by: str) -> None:
    """Raises Shown."""
    package = Package.objects.select_for_update().get(pk=picture.package_id)
    if uses_of(package, "picture").get(picture.name):
        raise Shown
    picture.delete()
    audit.record("package.picture_removed", target=package, by=by, municipality=package.municipality.slug)
