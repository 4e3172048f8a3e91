"""Videos that staff bring, known by what is in them. They are handed out as they came: nothing here makes them anew."""

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from verkstad.learning.models import VideoKind

ENDINGS = {VideoKind.MP4: "mp4", VideoKind.WEBM: "webm"}
_EBML = b"\x1a\x45\xdf\xa3"
_BEGINNING = 64


class UnusableVideo(Exception):
    """Says why the video is not taken."""


def kind_of(file: UploadedFile[bytes]) -> VideoKind:
    """By its first bytes, whatever it is called; raises UnusableVideo."""
    file.seek(0)
    beginning = file.read(_BEGINNING)
    file.seek(0)
    # QuickTime begins as MP4 does but for its brand, and few browsers play it.
    if beginning[4:8] == b"ftyp" and beginning[8:12] != b"qt  ":
        return VideoKind.MP4
    if beginning.startswith(_EBML) and b"webm" in beginning:
        return VideoKind.WEBM
    raise UnusableVideo(_("This is no video in MP4 or WebM."))
