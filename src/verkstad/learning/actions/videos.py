"""Writes: the videos of a package."""

import hashlib
from functools import partial

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from verkstad.core import audit
from verkstad.learning.actions.pictures import Shown
from verkstad.learning.models import Package, Video, VideoKind
from verkstad.learning.queries.pictures import uses_of, video_names
from verkstad.learning.videos import ENDINGS
from verkstad.practice.editing import free_key


@transaction.atomic
def add_video(package: Package, name: str, kind: VideoKind, file: UploadedFile[bytes], *, by: str) -> Video:
    """Under the name, with a number when that is taken, without captions."""
    Package.objects.select_for_update().get(pk=package.pk)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.name = f"{digest.hexdigest()[:20]}.{ENDINGS[kind]}"
    name = free_key(name, video_names(package), "video")
    added = Video.objects.create(package=package, name=name, kind=kind, file=file)
    audit.record("package.video_added", target=package, by=by, municipality=package.municipality.slug)
    return added


@transaction.atomic
def save_captions(video: Video, language: str, captions: str, *, by: str) -> None:
    """In place of those there are, in editions that are published too."""
    locked, package = Video.objects.select_for_update().get(pk=video.pk), video.package
    locked.captions[language] = captions
    locked.save(update_fields=["captions"])
    audit.record("package.captions_saved", target=package, by=by, municipality=package.municipality.slug)


@transaction.atomic
def remove_video(video: Video, *, by: str) -> None:
    """With its file. Raises Shown."""
    package = Package.objects.select_for_update().get(pk=video.package_id)
    if uses_of(package, "video").get(video.name):
        raise Shown
    discard(video)
    audit.record("package.video_removed", target=package, by=by, municipality=package.municipality.slug)


def discard(video: Video) -> None:
    transaction.on_commit(partial(video.file.delete, save=False))
    video.delete()
