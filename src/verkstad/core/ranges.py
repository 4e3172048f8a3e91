"""Large files, sent in parts as browsers ask for videos (RFC 9110, chapter 14), never held in memory as a whole.

Who watches reads slowly, and not at all in a pause. What is at most MOST_AT_ONCE is handed to the web server whole,
so that no thread of ours waits for them; who asks for the rest of a file is given that much of it, and asks on.
"""

import re
from collections.abc import Iterator

from django.db.models.fields.files import FieldFile
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse

PIECE, MOST_AT_ONCE = 64 * 1024, 1024 * 1024
_RANGE = re.compile(r"bytes=(?:(\d{1,15})-(\d{0,15})|-(\d{1,15}))")


class _OutsideFile(Exception):
    """Nothing of the file is in the range."""


def sent(request: HttpRequest, file: FieldFile, kind: str) -> HttpResponse | StreamingHttpResponse:
    """The file, or the part of it that is asked for. Its name says what is in it, as those of core.pictures do."""
    headers = {"Accept-Ranges": "bytes", "ETag": f'"{file.name}"'}
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponseNotModified(headers=headers)
    try:
        part = _part(request, file.size, headers["ETag"])
    except _OutsideFile:
        return HttpResponse(status=416, headers=headers | {"Content-Range": f"bytes */{file.size}"})
    first, last = part or (0, file.size - 1)
    headers["Content-Length"] = str(last - first + 1)
    if part:
        headers["Content-Range"] = f"bytes {first}-{last}/{file.size}"
    response = StreamingHttpResponse if last - first >= MOST_AT_ONCE else HttpResponse
    pieces = _pieces(file, first, last)
    return response(pieces, status=206 if part else 200, content_type=kind, headers=headers)


def _part(request: HttpRequest, size: int, tag: str) -> tuple[int, int] | None:
    """First and last byte; nothing where all is asked for, or asked in a way that means nothing or is not worth it."""
    match = _RANGE.fullmatch(request.headers.get("Range", ""))
    if not match or request.headers.get("If-Range", tag) != tag:
        return None
    first, last, ending = (int(number) if number else None for number in match.groups())
    if first is None:
        first = size - min(ending or 0, size)
    elif last is not None and last < first:
        return None
    if first >= size:
        raise _OutsideFile
    if last is None and ending is None:
        last = first + MOST_AT_ONCE - 1
    return first, size - 1 if last is None else min(last, size - 1)


def _pieces(file: FieldFile, first: int, last: int) -> Iterator[bytes]:
    with file.storage.open(file.name or "") as opened:
        opened.seek(first)
        left = last - first + 1
        while piece := opened.read(min(PIECE, left)):
            left -= len(piece)
            yield piece
