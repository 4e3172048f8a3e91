"""A target is a kind of thing that imports write: how it is found, compared and written."""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from django.utils.functional import Promise

from verkstad.municipalities.models import Municipality
from verkstad.services.data import Scope
from verkstad.services.importing.entries import Values


class Known(NamedTuple):
    """What there is already, and all its names."""

    pk: int
    slug: str
    names: tuple[str, ...]


class State(NamedTuple):
    """``version`` is another number after each change, whoever makes it."""

    version: int
    values: Values


def content_version(values: Values) -> int:
    """Of what does not count its changes: the same content is the same version."""
    return zlib.crc32(json.dumps(values, sort_keys=True).encode()) // 2


@dataclass(frozen=True, slots=True)
class Writing:
    """``pk`` is None for what is new; its address is made of the name, unless the source gave a ``slug``."""

    pk: int | None
    name: str
    values: Values
    slug: str = ""


class Written(NamedTuple):
    pk: int
    version: int


@dataclass(frozen=True, slots=True)
class Author:
    """Whose import it is, and what the history of things says of it."""

    municipality: Municipality
    source: str
    by: str
    reason: str

    @property
    def scope(self) -> Scope:
        return Scope(municipality=self.municipality)


class Target(Protocol):
    """All of it for many things in as many queries as for one."""

    name: str
    label: Promise
    # What stands in the field "status" of what is new, and of what is taken away; empty where nothing ever is.
    draft: str
    withdrawn: str

    def known(self, municipality: Municipality) -> Iterable[Known]: ...

    def states(self, keys: Iterable[int], *, lock: bool = False) -> dict[int, State]: ...

    def blank(self, municipality: Municipality) -> Values:
        """A new one of which nothing is known yet, a draft."""
        ...

    def published(self, values: Values) -> Values:
        """The same shown to residents, or as it was when it is not fit for that."""
        ...

    def merged(self, old: Values, found: Values) -> Values:
        """The old one with what the source says of it; the old one if it says the same as last time and can tell."""
        ...

    def check(self, values: Values, municipality: Municipality) -> None:
        """Raise Problem when it cannot be written so."""
        ...

    def write(
        self, batch: Sequence[Writing], author: Author, references: Mapping[tuple[str, str], int]
    ) -> list[Written]:
        """``references`` lead from (target, key) to what it is here. Raises Problem."""
        ...

    def field_label(self, field: str) -> str:
        """What a field is called, without its language, to whoever reads."""
        ...
