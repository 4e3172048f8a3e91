"""Uploads that are too large are dropped while they come, so that they fill neither memory nor disk."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

_TOO_LARGE = "verkstad.too_large"


class LimitedUpload(FileUploadHandler):
    """Stands first in settings.FILE_UPLOAD_HANDLERS. What is dropped is missing in the form, which may ask why."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.size += len(raw_data)
        if self.size > settings.LARGEST_UPLOAD:
            (self.request or HttpRequest()).META.setdefault(_TOO_LARGE, set()).add(self.field_name)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers behind this one keep the file."""


def too_large(request: HttpRequest) -> frozenset[str]:
    """The fields whose files were dropped."""
    return frozenset(request.META.get(_TOO_LARGE, ()))
