"""The template that a municipality fills by hand, as XLSX or CSV: read, written empty, and given back to be mended."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, override
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from verkstad.core.tables import csv_lines, harmless
from verkstad.services.importing.columns import (
    COLUMNS,
    NAME,
    REASON,
    Place,
    columns_in,
    heading_of,
    is_help,
    normal,
    understood,
    words,
)
from verkstad.services.importing.entries import Broken, Entry, Found, Problem, Refused, Values
from verkstad.services.importing.formats import Download, Format, Material, Told
from verkstad.services.importing.service_target import SERVICES, channel
from verkstad.services.importing.tables import Row, read_table

_LONGEST_SLUG = 120
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TEXTS = [column.field for column in COLUMNS if column.is_text]

type Heading = Place | None
# By field and language, which is empty where there is none.
type Cells = Mapping[tuple[str, str], str]


def read(material: Material) -> tuple[Told, Iterator[Entry]]:
    """Raises Broken. What stands in columns of our own is read, what is empty changes nothing."""
    table = read_table(material.path)
    headings = [understood(heading, material.language) for heading in table.headings]
    if not any(heading and heading == (NAME, material.language) for heading in headings):
        raise Broken(gettext_noop("No column has the heading “Name”. The template shows the headings that are read."))
    known = [heading for heading in headings if heading]
    if len(known) != len(set(known)):
        twice = next(heading for heading in known if known.count(heading) > 1)
        raise Broken(gettext_noop("The heading “%(heading)s” stands there twice."), heading=twice[0].field)
    told = {
        "dialect": table.dialect,
        "headings": table.headings,
        "not_read": [text for text, heading in zip(table.headings, headings, strict=True) if text and not heading],
    }
    return told, _entries(table.rows, headings, material)


def _entries(rows: Iterator[tuple[int, Row]], headings: Sequence[Heading], material: Material) -> Iterator[Entry]:
    for count, (number, row) in enumerate(rows):
        if any(row) and not (count == 0 and is_help(headings, row)):
            yield _entry(number, row, headings, material)


def _entry(number: int, row: Row, headings: Sequence[Heading], material: Material) -> Entry:
    cells = {
        (heading[0].field, heading[1]): cell
        for heading, cell in zip(headings, row, strict=False)
        if heading and cell and heading[0] is not REASON
    }
    name = cells.get(("name", material.language), "")
    own = cells.get(("key", ""), "")
    slug = slugify(cells.get(("slug", ""), ""))[:_LONGEST_SLUG]
    key = _key(own, slug, name)
    raw = {"cells": row}
    try:
        _refuse_unreadable(row, headings, key)
        return Found(number, SERVICES.name, key, name, _values(cells, material), raw, slug)
    except Problem as problem:
        return Refused(number, SERVICES.name, problem, key, name, raw)


def _key(own: str, slug: str, name: str) -> str:
    if own:
        return f"id:{own}"
    return f"slug:{slug}" if slug else f"name:{normal(name)[:200]}" if name else ""


def _refuse_unreadable(row: Row, headings: Sequence[Heading], key: str) -> None:
    if any(row[len(headings) :]):
        raise Problem(gettext_noop("The row has more cells than there are headings."))
    if not key:
        raise Problem(gettext_noop("The name is missing."))


def _values(cells: Cells, material: Material) -> Values:
    values: Values = {
        f"{field}.{language}": as_list(cell) if field == "everyday_words" else cell
        for (field, language), cell in cells.items()
        if field in _TEXTS
    }
    plain = {field: cell for (field, language), cell in cells.items() if not language}
    if organisation := plain.get("organisation"):
        values["organisation"] = _known(organisation, material.organisations, gettext_noop("Organisation"))
    if events := plain.get("life_events"):
        known = material.life_events
        values["life_events"] = [_known(it, known, gettext_noop("Life events")) for it in as_list(events)]
    if groups := plain.get("target_groups"):
        values["target_groups"] = [_word(it, ("resident", "business", "association")) for it in as_list(groups)]
    if law := plain.get("legal_basis"):
        values["legal_bases"] = [{"name": law[:300], "url": ""}]
    if channels := _channels(plain):
        values["channels"] = channels
    return values


def _channels(plain: Mapping[str, str]) -> list[Values]:
    eid = plain.get("eid_need")
    if eid and "url" not in plain:
        raise Problem(gettext_noop("It says whether e-ID is needed, but has no web address."))
    found = []
    if url := plain.get("url"):
        found.append(channel("online", url=url, eid_need=_word(eid, ("none", "some", "high")) if eid else None))
    if number := plain.get("number"):
        found.append(channel("phone", number=number))
    if address := plain.get("visit"):
        found.append(channel("visit", address=address))
    if address := plain.get("post"):
        found.append(channel("post", address=address))
    if email := plain.get("email"):
        found.append(channel("email", email=email))
    return found


def as_list(cell: str) -> list[str]:
    return list(dict.fromkeys(part for it in re.split(r"[;\n]", cell) if (part := it.strip())))


def _known(text: str, vocabulary: Mapping[str, str], field: str) -> str:
    if code := vocabulary.get(normal(text)):
        return code
    raise Problem(gettext_noop("There is no “%(name)s” among “%(field)s”."), field=field, name=text[:100])


def _word(text: str, allowed: Sequence[str]) -> str:
    if (code := words().get(normal(text))) in allowed:
        return str(code)
    raise Problem(gettext_noop("“%(word)s” cannot stand there."), word=text[:100])


def template(language: str, languages: Sequence[str], kind: str = "xlsx", rows: Iterable[Cells] = ()) -> Download:
    """With a row that explains the columns, in ``language``; texts once more for each other language."""
    places = columns_in(language, languages)
    with override(language):
        lines = chain(
            [[heading_of(place, language) for place in places], [str(column.help) for column, _language in places]],
            ([row.get((column.field, its), "") for column, its in places] for row in rows),
        )
        name = _("services")
        return _as_csv(name, lines) if kind == "csv" else _as_xlsx(name, lines, has_help=True)


def mend(told: Told, rows: Iterable[tuple[Mapping[str, Any], str]]) -> Download:
    """The refused rows as they stood, with the reason of each at the end."""
    headings = [heading for heading in told["headings"] if (understood(heading, "") or (None,))[0] is not REASON]
    return write_table(told, headings, str(REASON.heading), rows)


def write_table(
    told: Told, headings: Sequence[str], reason_heading: str, rows: Iterable[tuple[Mapping[str, Any], str]]
) -> Download:
    """Refused rows in a file of the same kind as they came in; no row is wider than the headings."""
    width = len(headings)
    lines = [[*headings, reason_heading]]
    lines += [[*(raw["cells"] + [""] * width)[:width], reason] for raw, reason in rows]
    write = _as_xlsx if told["dialect"] == "XLSX" else _as_csv
    return write(_("refused"), lines)


def _as_csv(name: str, rows: Iterable[Sequence[str]]) -> Download:
    return Download(f"{name}.csv", "text/csv; charset=utf-8", "".join(csv_lines(rows)).encode())


def _as_xlsx(name: str, rows: Iterable[Sequence[str]], *, has_help: bool = False) -> Download:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A3" if has_help else "A2"
    for number, row in enumerate(rows, 1):
        if number == 1:
            for index in range(1, len(row) + 1):
                sheet.column_dimensions[get_column_letter(index)].width = 28
        sheet.append([_cell(sheet, cell, number, has_help=has_help) for cell in row])
    content = io.BytesIO()
    book.save(content)
    return Download(f"{name}.xlsx", XLSX, content.getvalue())


def _cell(sheet: Any, text: str, number: int, *, has_help: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, harmless(text))
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if number == 1:
        cell.font = Font(bold=True)
    elif number == 2 and has_help:
        cell.font = Font(italic=True)
        cell.fill = PatternFill("solid", fgColor="EEF3F3")
    return cell


TABLE = Format(
    name="table",
    label=gettext_lazy("Spreadsheet: services in our template"),
    help=gettext_lazy("XLSX or CSV. Fetch the template, fill in a row for each service and send it here."),
    targets=(SERVICES,),
    read=read,
    mend=mend,
    suffixes=(".xlsx", ".csv", ".txt"),
)
