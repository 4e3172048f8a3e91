"""Uploads that are too large are dropped while they come, so that they fill neither memory nor disk."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

_TOO_LARGE = "verkstad.too_large"


class LimitedUpload(FileUploadHandler):
    """Stands first in settings.FILE_UPLOAD_HANDLERS. What is dropped is missing in the form, which may ask why.

    Whoever is not signed in may send no more in all files together than a form may hold without files.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.size = 0

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        if _is_signed_in(self.request):
            self.size, self.most = 0, largest(self.field_name or "")
        else:
            self.most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.size += len(raw_data)
        if self.size > self.most:
            (self.request or HttpRequest()).META.setdefault(_TOO_LARGE, set()).add(self.field_name)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers behind this one keep the file."""


def largest(field: str) -> int:
    """Of the files that come in the field, from those who are signed in."""
    return settings.LARGEST_UPLOADS.get(field, settings.LARGEST_UPLOAD)


def _is_signed_in(request: HttpRequest | None) -> bool:
    """Nobody is before their session was looked at."""
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


def too_large(request: HttpRequest) -> frozenset[str]:
    """The fields whose files were dropped."""
    return frozenset(request.META.get(_TOO_LARGE, ()))
