"""The formats that can be read. Each app has its own; settings.IMPORT_FORMATS names them all."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from verkstad.services.importing.entries import Entry
from verkstad.services.importing.targets import Target

# Told of a file: what it is written in, its headings. Plain JSON, kept with the import.
type Told = dict[str, Any]
type Ask = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Material:
    """What a reader is given. ``organisations`` and ``life_events`` lead from names in normal form to our own.

    ``address`` is empty for an uploaded file; ``ask`` fetches a further one.
    """

    path: Path
    language: str
    languages: tuple[str, ...]
    country: str = ""
    time_zone: str = "Europe/Stockholm"
    phone: str = ""
    organisations: Mapping[str, str] = field(default_factory=dict)
    life_events: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    ask: Ask | None = None


@dataclass(frozen=True, slots=True)
class Download:
    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Format:
    """``targets`` in the order in which they are written: what others refer to comes first.

    ``read`` may raise entries.Broken,
    at once or on the way. ``mend`` writes refused entries, each with its reason, as a file to be sent again.
    """

    name: str
    label: Promise
    help: Promise
    targets: tuple[Target, ...]
    read: Callable[[Material], tuple[Told, Iterator[Entry]]]
    mend: Callable[[Told, Iterable[tuple[Mapping[str, Any], str]]], Download]
    suffixes: tuple[str, ...]
    takes_address: bool = False

    def target(self, kind: str) -> Target:
        return next(target for target in self.targets if target.name == kind)


@cache
def formats() -> dict[str, Format]:
    found: list[Format] = [import_string(path) for path in settings.IMPORT_FORMATS]
    return {one.name: one for one in found}
