"""The French help-place file: "lieux de médiation numérique", Table Schema 1.0.2 (Licence Ouverte).

Columns have the schema's own names; values within a cell are divided by "|". Hours are in OpenStreetMap's syntax.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy, gettext_noop

from verkstad.places.importing.place_target import PLACES, as_hours
from verkstad.places.models import PlaceKind, Theme
from verkstad.places.opening_hours import osm
from verkstad.services.importing.columns import normal
from verkstad.services.importing.entries import Broken, Entry, Found, Problem, Refused, Values
from verkstad.services.importing.formats import Download, Format, Material, Told
from verkstad.services.importing.html_text import opening
from verkstad.services.importing.table import write_table
from verkstad.services.importing.tables import read_table

REQUIRED = ("id", "nom", "adresse", "code_postal", "commune")
REASON = "verkstad_reason"
_SUMMARY = 400
_KINDS = {"BIB": PlaceKind.LIBRARY, "MUNI": PlaceKind.CITIZENS_OFFICE, "RFS": PlaceKind.CITIZENS_OFFICE}
_THEMES = {
    "aideauxdémarchesadministratives": Theme.E_SERVICES,
    "maîtrisedesoutilsnumériquesduquotidien": Theme.DIGITAL_BASICS,
    "accèsinternetetmatérielinformatique": Theme.INTERNET,
    "utilisationsécuriséedunumérique": Theme.EID,
}


def read(material: Material) -> tuple[Told, Iterator[Entry]]:
    table = read_table(material.path)
    if missing := [name for name in REQUIRED if name not in table.headings]:
        raise Broken(gettext_noop("The column “%(column)s” is missing."), column=missing[0])
    told = {"dialect": table.dialect, "headings": table.headings}
    return told, (_entry(number, row, table.headings, material) for number, row in table.rows if any(row))


def _entry(number: int, row: list[str], headings: list[str], material: Material) -> Entry:
    cells = dict(zip(headings, row, strict=False))
    raw = {"cells": row}
    key, name = cells.get("id", ""), cells.get("nom", "")
    try:
        return Found(number, PLACES.name, key, name, _values(cells, material), raw)
    except Problem as problem:
        return Refused(number, PLACES.name, problem, key, name, raw)


def _values(cells: Mapping[str, str], material: Material) -> Values:
    if missing := [name for name in REQUIRED if not cells.get(name)]:
        raise Problem(gettext_noop("The column “%(column)s” is empty."), column=missing[0])
    language = material.language
    summary, detail = cells.get("presentation_resume", ""), cells.get("presentation_detail", "")
    values: Values = {
        f"name.{language}": cells["nom"],
        f"summary.{language}": opening(summary or detail, _SUMMARY),
        f"directions.{language}": cells.get("complement_adresse", ""),
        "kind": next((_KINDS[it].value for it in _list(cells, "typologie") if it in _KINDS), PlaceKind.OTHER.value),
        "street": cells["adresse"],
        "postcode": cells["code_postal"],
        "city": cells["commune"],
        "latitude": _number(cells, "latitude"),
        "longitude": _number(cells, "longitude"),
        "phone": cells.get("telephone", ""),
        "email": next(iter(_list(cells, "courriels")), ""),
        "url": next(iter(_list(cells, "site_web")), ""),
        "helps_with": sorted({_THEMES[it].value for it in map(normal, _list(cells, "services")) if it in _THEMES}),
    }
    if hours := cells.get("horaires"):
        values["hours"] = _hours(hours, material.time_zone)
    return {field: value for field, value in values.items() if value not in ("", None, [])}


def _hours(text: str, time_zone: str) -> Values:
    """Dates without a year hold this year and the next."""
    year = date.today().year  # noqa: DTZ011 -- which year it is does not hang on the hour
    try:
        schedule = osm.parse(text, time_zone, years=(year, year + 1))
    except osm.UnreadableHours as error:
        raise Problem(
            gettext_noop("The hours “%(hours)s” cannot be read: %(error)s"), hours=text[:100], error=str(error)
        ) from error
    return as_hours(schedule.periods, time_zone, closed_on_holidays=schedule.closed_on_holidays)


def _number(cells: Mapping[str, str], field: str) -> float | None:
    text = cells.get(field, "")
    try:
        return float(text.replace(",", ".")) if text else None
    except ValueError as error:
        raise Problem(gettext_noop("“%(text)s” is no number."), text=text[:30]) from error


def _list(cells: Mapping[str, str], field: str) -> list[str]:
    return [part for it in cells.get(field, "").split("|") if (part := it.strip())]


def mend(told: Told, rows: Iterable[tuple[Mapping[str, Any], str]]) -> Download:
    headings = [heading for heading in told["headings"] if heading != REASON]
    return write_table(told, headings, REASON, rows)


MEDIATION = Format(
    name="mediation",
    label=gettext_lazy("Help places: the French schema (lieux de médiation numérique)"),
    help=gettext_lazy("CSV or XLSX with the columns of the schema. Gives places with their hours."),
    targets=(PLACES,),
    read=read,
    mend=mend,
    suffixes=(".csv", ".xlsx"),
    takes_address=True,
)
