"""Reads lists of entries from YAML files; what is wrong is told with file, entry and field."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from verkstad.core.text_files import why_unreadable
from verkstad.core.yaml_faults import fault

# The null character and halves of characters, for which YAML has a way of writing.
_NOT_KEPT = re.compile(r"[\x00\ud800-\udfff]")
# Nothing else is followed from a page: an address such as javascript:… would run in the reader's browser.
WEB_ADDRESS = ("https://", "http://")


class EntryError(Exception):
    """Says in which file, which entry and which field something is wrong, and what."""


class Entry:
    """One mapping of a file. Fields are asked for one by one; ``refuse_others`` tells of those nobody asked for."""

    def __init__(self, values: Any, where: str) -> None:
        if not isinstance(values, Mapping):
            reason = _("fields with names are needed, not %(value)s.") % {"value": f"{values!r:.60}"}
            raise EntryError(f"{where}: {reason}")
        self._values: Mapping[Any, Any] = values
        self._asked: set[str] = set()
        self.where = where

    def text(self, field: str, *, required: bool = False, at_most: int | None = None) -> str:
        value = self._get(field, str, _("text")) or ""
        if required and not value.strip():
            raise self.error(field, _("is missing"))
        if at_most is not None and len(value) > at_most:
            raise self.error(
                field,
                _("is %(number)s characters long; %(most)s is the most") % {"number": len(value), "most": at_most},
            )
        return self._kept(field, value).strip()

    def url(self, field: str) -> str:
        value = self.text(field)
        if value and not value.startswith(WEB_ADDRESS):
            raise self.error(field, _("must begin with https:// or http://"))
        return value

    def choice(self, field: str, choices: Iterable[str], default: str = "") -> str:
        return self._chosen(field, self.text(field) or default, list(choices))

    def choices(self, field: str, choices: Iterable[str]) -> tuple[str, ...]:
        allowed = list(choices)
        return tuple(self._chosen(field, value, allowed) for value in self.words(field))

    def words(self, field: str) -> tuple[str, ...]:
        values = self._get(field, list, _("a list")) or []
        for value in values:
            if not isinstance(value, str):
                raise self.error(
                    field, _("holds %(value)s, which is no text (put it in quotation marks)") % {"value": repr(value)}
                )
        return tuple(self._kept(field, value) for value in values)

    def translations(self, field: str) -> dict[str, str]:
        """Texts by language code."""
        entry = self.entry(field)
        return {language: entry.text(language, required=True) for language in entry.fields}

    def flag(self, field: str) -> bool:
        """Whether it says true."""
        self._asked.add(field)
        value = self._values.get(field, False)
        if not isinstance(value, bool):
            words = {"kind": _("true or false"), "value": f"{value!r:.60}"}
            raise self.error(field, _("must be %(kind)s, not %(value)s") % words)
        return value

    def whole(self, field: str) -> int | None:
        value: int | None = self._get(field, int, "a whole number")
        return value

    def decimal(self, field: str) -> Decimal | None:
        value = self._get(field, (int, float), "a number")
        return None if value is None else Decimal(str(value))

    def day(self, field: str) -> date | None:
        value: date | None = self._get(field, date, "a date such as 2026-09-14")
        return value

    def days(self, field: str) -> tuple[date, ...]:
        values = self._get(field, list, _("a list")) or []
        for value in values:
            if type(value) is not date:
                raise self.error(field, f"holds {value!r}, which is no date such as 2026-09-14")
        return tuple(values)

    def numbers(self, field: str) -> tuple[float, ...]:
        values = self._get(field, list, _("a list")) or []
        for value in values:
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                raise self.error(field, f"holds {value!r}, which is no number")
        return tuple(map(float, values))

    def entry(self, field: str) -> "Entry":
        return Entry(self._get(field, Mapping, _("fields with names")) or {}, f"{self.where}, {field}")

    def entries(self, field: str, *, required: bool = False, at_most: int | None = None) -> list["Entry"]:
        values = self._get(field, list, _("a list")) or []
        if required and not values:
            raise self.error(field, _("is missing"))
        if at_most is not None and len(values) > at_most:
            words = {"number": len(values), "most": at_most}
            raise self.error(field, _("are %(number)s; %(most)s is the most") % words)
        return [Entry(value, f"{self.where}, {field} {number}") for number, value in enumerate(values, 1)]

    @property
    def fields(self) -> list[str]:
        return [str(field) for field in self._values]

    def refuse_others(self) -> None:
        if others := set(self.fields) - self._asked:
            raise self.error(min(others), _("is not a field here"))

    def error(self, field: str, problem: str) -> EntryError:
        return EntryError(f"{self.where}: {field} {problem}.")

    def _kept(self, field: str, value: str) -> str:
        """The text, unless it holds what no database takes."""
        if _NOT_KEPT.search(value):
            raise self.error(field, _("holds a character that cannot be kept"))
        return value

    def _chosen(self, field: str, value: str, allowed: list[str]) -> str:
        if value not in allowed:
            raise self.error(
                field, _("is “%(value)s”; it can be %(allowed)s") % {"value": value, "allowed": ", ".join(allowed)}
            )
        return value

    def _get(self, field: str, kind: Any, description: str) -> Any:
        self._asked.add(field)
        value = self._values.get(field)
        if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
            words = {"kind": description, "value": f"{value!r:.60}"}
            raise self.error(field, _("must be %(kind)s, not %(value)s") % words)
        return value


def read_entries(path: Path, *, named_by: str = "slug") -> list[Entry]:
    """The entries of a file that holds a list, each known by one of its fields; raises EntryError."""
    values = _load(path)
    if not isinstance(values, list):
        raise EntryError(f"{path.name}: a list of entries is needed.")
    entries = [Entry(value, f"{path.name}, entry {number}") for number, value in enumerate(values, 1)]
    for entry in entries:
        entry.where = f"{path.name}, {entry.text(named_by, required=True)}"
    return entries


def read_entry(path: Path) -> Entry:
    """The fields of a file that holds but one entry; raises EntryError."""
    return Entry(_load(path), path.name)


def _load(path: Path) -> Any:
    try:
        text = path.read_text(encoding="utf-8")
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise EntryError(f"{path.name}: {fault(error, text)}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise EntryError(f"{path} cannot be read: {why_unreadable(error)}.") from error
