"""Tables that leave the program as CSV or XLSX, for programs that would take some texts for formulas."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What the name of a sheet cannot have, and how long it can be.
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_SHEET_NAME = 31

# What makes a spreadsheet work out a cell: https://owasp.org/www-community/attacks/CSV_Injection
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: Any) -> Any:
    """The cell, with an apostrophe in front of a text that a spreadsheet would work out, and without control signs.

    No workbook can hold those: one in a name would break the whole file.
    """
    if not isinstance(cell, str):
        return cell
    text = ILLEGAL_CHARACTERS_RE.sub("", cell)
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def csv_lines(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Lines with semicolons, as spreadsheets in the Nordic countries read them; the first begins with a BOM."""
    writer = csv.writer(_Echo(), delimiter=";")
    for number, row in enumerate(rows):
        line = writer.writerow([harmless(cell) for cell in row])
        yield line if number else f"\ufeff{line}"


def csv_response(name: str, rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """A file to download; the first of the rows holds the names of the columns."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8", headers=headers)


def xlsx_response(name: str, sheets: Mapping[str, Iterable[Sequence[Any]]]) -> HttpResponse:
    """A workbook to download, with a sheet for each name."""
    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(_NOT_IN_SHEET_NAME.sub(" ", title)[:_LONGEST_SHEET_NAME])
        for row in rows:
            sheet.append([harmless(cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(file.getvalue(), content_type=XLSX, headers=headers)


class _Echo:
    """A file that gives back what is written to it, so that a table need not fit in memory."""

    def write(self, line: str) -> str:
        return line
