"""Reads the catalogue's JSON files and remembers on which line each entry stands."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class BrokenFile(Exception):
    """The file cannot be read as a list of entries; says where it broke."""


@dataclass(frozen=True, slots=True)
class Source:
    """One entry as it stands in its file."""

    file: str
    line: int
    values: Any


def read_list(path: Path) -> list[Source]:
    """All entries of a file that holds one JSON list; raises BrokenFile with line and column."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise BrokenFile(f"{path.name}, line {line}: this is not text in UTF-8.") from error
    except OSError as error:
        raise BrokenFile(f"{path}: {error.strerror}.") from error
    try:
        return _entries(path.name, text)
    except json.JSONDecodeError as error:
        raise BrokenFile(
            f"{path.name}, line {error.lineno}, column {error.colno}: {error.msg.removesuffix(' starting at')}."
        ) from error


def _entries(file: str, text: str) -> list[Source]:
    decoder = json.JSONDecoder()
    found: list[Source] = []
    line, counted = 1, 0
    position = _after(text, 0, "[", "A list of entries is needed")
    if text[position : position + 1] == "]":
        return _ended(text, position, found)
    while True:
        line += text.count("\n", counted, position)
        counted = position
        values, position = decoder.raw_decode(text, position)
        found.append(Source(file, line, values))
        position = _skip(text, position)
        if text[position : position + 1] == "]":
            return _ended(text, position, found)
        position = _after(text, position, ",", "A comma or the end of the list is needed")


def _ended(text: str, position: int, found: list[Source]) -> list[Source]:
    if (rest := _skip(text, position + 1)) < len(text):
        raise json.JSONDecodeError("Something stands after the end of the list", text, rest)
    return found


def _after(text: str, position: int, mark: str, problem: str) -> int:
    position = _skip(text, position)
    if text[position : position + 1] != mark:
        raise json.JSONDecodeError(problem, text, position)
    return _skip(text, position + 1)


def _skip(text: str, position: int) -> int:
    while text[position : position + 1].isspace():
        position += 1
    return position
