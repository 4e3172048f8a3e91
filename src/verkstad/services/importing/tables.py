"""Rows of a spreadsheet or a CSV file, read one by one and never evaluated.

What a CSV file is written in is found out and told: UTF-8, UTF-16 or Windows-1252; semicolon, comma or tab. A
spreadsheet is a zip file, which is looked at before it is unpacked.
"""

import codecs
import csv
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext_noop
from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils.exceptions import InvalidFileException

from verkstad.core.tables import harmless
from verkstad.services.importing.entries import Broken

ROWS, COLUMNS, LONGEST_CELL = 50_000, 200, 100_000
SEPARATORS = (";", ",", "\t")
_UNPACKED, _RATIO, _PARTS = 200_000_000, 200, 500
_SIZE = 65_536

type Row = list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` come with their numbers in the file, the headings being above them."""

    headings: Row
    rows: Iterator[tuple[int, Row]]
    dialect: str


def read_table(path: Path) -> Table:
    """Raises Broken, now or while the rows are read."""
    with path.open("rb") as file:
        is_zip = file.read(4) == b"PK\x03\x04"
    numbered, dialect = (_sheet(path), "XLSX") if is_zip else _csv(path)
    try:
        headings = next(row for _, row in numbered if any(row))
    except StopIteration:
        raise Broken(gettext_noop("The file is empty.")) from None
    return Table(headings, numbered, dialect)


def _plain(cell: str) -> str:
    """The cell before it was made harmless."""
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and harmless(cell[1:]) == cell else cell


def comes_back(cell: str) -> bool:
    """Whether the cell is the same when it has left as a table and been read again."""
    return _plain(str(harmless(cell))) == cell and not ILLEGAL_CHARACTERS_RE.search(cell) and "\r" not in cell


def _bounded(number: int, row: Sequence[str]) -> tuple[int, Row]:
    if number > ROWS:
        raise Broken(gettext_noop("The file has more than %(most)d rows."), most=ROWS)
    if len(row) > COLUMNS:
        raise Broken(gettext_noop("Row %(row)d has more than %(most)d columns."), row=number, most=COLUMNS)
    if any(len(cell) > LONGEST_CELL for cell in row):
        too_long = gettext_noop("Row %(row)d has a cell with more than %(most)d characters.")
        raise Broken(too_long, row=number, most=LONGEST_CELL)
    return number, [_plain(cell) for cell in row]


def encoding_of(path: Path) -> str:
    """By its first bytes, else UTF-8 if all of it is, else what Windows wrote before."""
    with path.open("rb") as file:
        start = file.read(1000)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if start.count(0) > len(start) // 4:
            return "utf-16-be" if start[:1] == b"\0" else "utf-16-le"
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while chunk := file.read(_SIZE):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _csv(path: Path) -> tuple[Iterator[tuple[int, Row]], str]:
    encoding = encoding_of(path)
    separator, first = _separator(path, encoding)
    named = {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}.get(encoding, "UTF-16")
    return _csv_rows(path, encoding, separator, first), f"{named} {'tab' if separator == '\t' else separator}"


def _separator(path: Path, encoding: str) -> tuple[str, int]:
    """What divides the headings, and the line they stand on: a line "sep=;" above them says it outright."""
    try:
        with path.open(encoding=encoding, newline="") as file:
            line = file.readline(_SIZE)
            if line.casefold().startswith("sep="):
                return line.rstrip("\r\n")[4:5] or ";", 2
            while line and not line.strip():
                line = file.readline(_SIZE)
    except UnicodeDecodeError as error:
        raise _undecodable(encoding) from error
    outside = "".join(line.split('"')[::2])
    return max(SEPARATORS, key=outside.count), 1


def _csv_rows(path: Path, encoding: str, separator: str, first: int) -> Iterator[tuple[int, Row]]:
    try:
        with path.open(encoding=encoding, newline="") as file:
            for number, row in enumerate(csv.reader(file, delimiter=separator), 1):
                if number >= first:
                    yield _bounded(number, row)
    except UnicodeDecodeError as error:
        raise _undecodable(encoding) from error
    except csv.Error as error:
        raise Broken(gettext_noop("The file cannot be read as CSV: %(error)s."), error=str(error)) from error


def _undecodable(encoding: str) -> Broken:
    return Broken(gettext_noop("The file is not text that can be read (%(encoding)s)."), encoding=encoding)


def _sheet(path: Path) -> Iterator[tuple[int, Row]]:
    """The first sheet; of a formula, the value that was kept with it."""
    _refuse_bomb(path)
    try:
        with path.open("rb") as file, closing(_open(file)) as book:
            sheet = book.worksheets[0]
            # What the file says of its size may be anything.
            sheet.reset_dimensions()
            rows = sheet.iter_rows(max_row=ROWS + 1, values_only=True)
            for number, row in enumerate(rows, 1):
                cells = [_as_text(cell) for cell in (row if any(row[COLUMNS:]) else row[:COLUMNS])]
                while cells and not cells[-1]:
                    cells.pop()
                yield _bounded(number, cells)
    except (InvalidFileException, DefusedXmlException, KeyError, ValueError, IndexError, SyntaxError, OSError) as error:
        raise Broken(gettext_noop("The file cannot be read as a spreadsheet (XLSX).")) from error


def _open(file: IO[bytes]) -> Any:
    """A file without a name, for openpyxl would judge it by its suffix."""
    return load_workbook(file, read_only=True, data_only=True, keep_links=False)


def _refuse_bomb(path: Path) -> None:
    """By what the zip file says of its parts; none of them is read further than that."""
    try:
        with zipfile.ZipFile(path) as file:
            parts = file.infolist()
    except zipfile.BadZipFile as error:
        raise Broken(gettext_noop("The file cannot be read as a spreadsheet (XLSX).")) from error
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if len(parts) > _PARTS or unpacked > _UNPACKED or (unpacked > 10_000_000 and unpacked / packed > _RATIO):
        raise Broken(gettext_noop("The spreadsheet would become far too large when unpacked."))


def _as_text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
