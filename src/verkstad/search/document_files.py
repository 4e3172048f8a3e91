"""Files of documents: CSV or JSON lines with title, address, date, kind, text and, if any, language and id."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from verkstad.core.text_files import why_unreadable
from verkstad.municipalities.models import Municipality
from verkstad.search.fulltext import MATCH_START, MATCH_STOP

_NEEDED = ("title", "address", "date", "kind", "text")
_LONGEST = {"title": 300, "address": 500, "kind": 60, "id": 120}
# Characters that have no place in a text: PostgreSQL's, and the marks of the snippets.
_UNWANTED = str.maketrans("", "", f"\x00{MATCH_START}{MATCH_STOP}")
_ADDRESS = re.compile(r"https?://[^\s/\[\]]+")
_LONGEST_FIELD = 50_000_000


@dataclass(frozen=True, slots=True)
class DocumentData:
    """One document as it is stored."""

    url: str
    title: str
    date: date
    kind: str
    text: str
    language: str
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    line: int
    reason: str


class BrokenFile(Exception):
    """The file cannot be read; says in which line and why."""


def read_documents(path: Path, municipality: Municipality) -> tuple[list[DocumentData], list[Refused]]:
    """All documents of the file, and the lines that are none.

    JSON lines when the name ends in .jsonl, .ndjson or .json, else CSV with a header. Raises BrokenFile.
    """
    documents: dict[str, DocumentData] = {}
    refused: list[Refused] = []
    for line, row in _rows(path):
        try:
            document = _document(row, municipality)
        except ValueError as problem:
            refused.append(Refused(line, str(problem)))
            continue
        if document.url in documents:
            refused.append(Refused(line, "the address stands in the file already"))
        else:
            documents[document.url] = document
    return list(documents.values()), refused


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenFile(f"{path} cannot be read: {why_unreadable(error)}.") from error
    read = _json_rows if path.suffix in (".jsonl", ".ndjson", ".json") else _csv_rows
    return read(path, text)


def _json_rows(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BrokenFile(f"{path}, line {number}: not JSON ({error}).") from error
        if not isinstance(row, dict):
            raise BrokenFile(f"{path}, line {number}: not a JSON object.")
        yield number, row


def _csv_rows(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    csv.field_size_limit(_LONGEST_FIELD)
    delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise BrokenFile(f"{path}, line 1: the header lacks {', '.join(missing)}.")
    line = reader.line_num + 1
    try:
        for row in reader:
            if None in row or None in row.values():
                raise BrokenFile(f"{path}, line {line}: not as many values as the header has.")
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise BrokenFile(f"{path}, line {line}: not CSV ({error}).") from error


def _document(row: Mapping[str, Any], municipality: Municipality) -> DocumentData:
    """Raises ValueError with the reason in words."""
    values = {name: _text(row, name) for name in (*_NEEDED, "language", "id")}
    for name in ("title", "address", "date", "kind"):
        if not values[name]:
            raise ValueError(f"{name} is missing")
    for name, longest in _LONGEST.items():
        if len(values[name]) > longest:
            raise ValueError(f"{name} is longer than {longest} characters")
    language = values["language"] or municipality.main_language
    if language not in municipality.languages:
        raise ValueError(f"the municipality has no language “{language}”")
    return DocumentData(
        url=_url(values["address"]),
        title=values["title"],
        date=_date(values["date"]),
        kind=values["kind"],
        text=values["text"],
        language=language,
        external_id=values["id"],
    )


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value).translate(_UNWANTED).strip()


def _date(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"date “{value[:30]}” is not written as 2026-03-12") from None


def _url(value: str) -> str:
    if not _ADDRESS.match(value):
        raise ValueError(f"address “{value[:80]}” does not begin with https:// and a host")
    return value
