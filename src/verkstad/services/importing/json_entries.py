"""Entries of a JSON file, one after the other: however long the file, only one of them is in memory."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from verkstad.services.importing.entries import Broken
from verkstad.services.importing.formats import Download
from verkstad.services.importing.tables import encoding_of

_CHUNK = 65_536
_LONGEST_ENTRY = 2_000_000


@dataclass
class JsonEntries:
    """What stands in a list at the top or in the first of the lists so ``named``; ``beside`` has what else there is.

    What comes after the list is in ``beside`` once the list has been read to its end. ``line`` is that on which the
    newest entry begins. Iterating raises Broken.
    """

    path: Path
    named: tuple[str, ...]
    beside: dict[str, Any] = field(default_factory=dict)
    line: int = 0

    def __iter__(self) -> Iterator[Any]:
        try:
            with self.path.open(encoding=encoding_of(self.path)) as file:
                yield from _Reader(file).document(self)
        except UnicodeDecodeError as error:
            raise Broken(gettext_noop("The file is not text that can be read (%(encoding)s)."), encoding="") from error
        except RecursionError as error:
            raise Broken(gettext_noop("The file is nested too deeply.")) from error


def _finite(text: str) -> float | None:
    """NaN and what is too large are JSON to Python, but not to a database."""
    return number if math.isfinite(number := float(text)) else None


class _Reader:
    def __init__(self, file: IO[str]) -> None:
        self.file = file
        self.buffer = ""
        self.decoder = json.JSONDecoder(parse_float=_finite, parse_constant=_finite)
        self.line = 1

    def document(self, entries: JsonEntries) -> Iterator[Any]:
        start = self._next()
        if start == "[":
            yield from self._list(entries)
        elif start == "{":
            yield from self._object(entries)
        else:
            raise self._broken()
        if self._peek():
            raise self._broken()

    def _object(self, entries: JsonEntries) -> Iterator[Any]:
        found = False
        while (mark := self._peek()) != "}":
            if mark == ",":
                self._next()
            name = self._value()
            if not isinstance(name, str) or self._next() != ":":
                raise self._broken()
            if not found and name in entries.named and self._peek() == "[":
                found = True
                self._next()
                yield from self._list(entries)
            else:
                entries.beside[name] = self._value()
        self._next()
        if not found:
            names = ", ".join(entries.named)
            raise Broken(gettext_noop("The file has no list called %(names)s."), names=names)

    def _list(self, entries: JsonEntries) -> Iterator[Any]:
        if self._peek() == "]":
            self._next()
            return
        while True:
            self._peek()
            entries.line = self.line
            yield self._value()
            match self._next():
                case "]":
                    return
                case ",":
                    continue
            raise self._broken()

    def _peek(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            stripped = self.buffer.lstrip()
            self.line += self.buffer.count("\n", 0, len(self.buffer) - len(stripped))
            self.buffer = stripped
            if self.buffer or not self._more():
                return self.buffer[:1]

    def _next(self) -> str:
        character = self._peek()
        self.buffer = self.buffer[1:]
        return character

    def _value(self) -> Any:
        self._peek()
        while True:
            try:
                value, end = self.decoder.raw_decode(self.buffer)
            except ValueError as error:
                if len(self.buffer) > _LONGEST_ENTRY or not self._more():
                    raise self._broken() from error
                continue
            # A number that ends with the buffer may go on after it.
            if end == len(self.buffer) and self._more():
                continue
            self.line += self.buffer.count("\n", 0, end)
            self.buffer = self.buffer[end:]
            return value

    def _more(self) -> bool:
        """Twice as much as there is, so that a long entry is not begun again too often."""
        text = self.file.read(max(_CHUNK, len(self.buffer)))
        self.buffer += text
        return bool(text)

    def _broken(self) -> Broken:
        return Broken(gettext_noop("The file is broken in line %(line)d."), line=self.line)


def mended(name: str, rows: Iterable[tuple[Mapping[str, Any], str]]) -> Download:
    """Refused entries as a list of the name, each with its reason as it is read by nobody."""
    entries = [{**raw, "verkstad_reason": reason} for raw, reason in rows]
    content = json.dumps({name: entries}, ensure_ascii=False, indent=2).encode()
    return Download(f"{_('refused')}.json", "application/json", content)
