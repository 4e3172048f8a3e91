"""Files that leave with tables, and files that come with rows."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http.response import HttpResponseBase

from verkstad.core.tables import csv_response, xlsx_response
from verkstad.measurement.digital_use import WrongRows
from verkstad.measurement.tables import Table

FILES = ("csv", "xlsx")
# Wrong rows that are shown; whoever has more has made one mistake in them all.
AT_MOST = 20


def as_file(kind: str, name: str, tables: Sequence[Table]) -> HttpResponseBase:
    """``kind`` is one of FILES; ``name`` has no ending."""
    if kind == "xlsx":
        return xlsx_response(name, {table.caption: table.lines for table in tables})
    return csv_response(name, [[table.caption, *line] for table in tables for line in table.lines])


def addresses(query: Any) -> dict[str, str]:
    """By kind, where what ``query`` asks for is found as a file."""
    query = query.copy()
    found = {}
    for kind in FILES:
        query["export"] = kind
        found[kind] = f"?{query.urlencode()}"
    return found


@contextmanager
def on_disk(upload: UploadedFile[bytes]) -> Iterator[Path]:
    """The file as a path, until the end."""
    with NamedTemporaryFile() as kept:
        for chunk in upload.chunks():
            kept.write(chunk)
        kept.flush()
        yield Path(kept.name)


def shown(found: WrongRows[Any], words: Mapping[Any, Any]) -> list[tuple[int, str, str]]:
    """The first wrong rows: their numbers, what stands there and what is wrong with it."""
    return [(row, text, str(words[fault])) for row, (fault, text) in list(found.faults.items())[:AT_MOST]]
