"""What readers yield, and how they refuse: plain values without tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

# Fields of one thing by name. Texts carry their language: "name.sv".
type Values = dict[str, Any]
# What a refused entry looked like in its file, so that it can be mended and sent again.
type Raw = Mapping[str, Any]


class Problem(Exception):
    """Why an entry cannot be taken, as a sentence to translate (marked with gettext_noop) and its values."""

    def __init__(self, text: str, /, **values: Any) -> None:
        super().__init__(text % values)
        self.text = text
        self.values = values

    def as_json(self) -> dict[str, Any]:
        return {"text": self.text, "values": self.values}


class Broken(Problem):
    """The file or address as a whole cannot be read: nothing of it is taken."""


def sentence(problem: Mapping[str, Any]) -> str:
    """A problem that was kept as JSON, in the reader's language; its value "field" is a text of ours too."""
    if not problem:
        return ""
    values = {name: _(value) if name == "field" else value for name, value in problem["values"].items()}
    return _(problem["text"]) % values


@dataclass(frozen=True, slots=True)
class Found:
    """One thing of a file.

    ``kind`` is the name of its target. ``key`` is what the source calls it, for ever. ``values`` has only the fields
    that the source says something about; all others stay as they are. ``slug`` only if the source knows ours.
    """

    number: int
    kind: str
    key: str
    name: str
    values: Values
    raw: Raw = field(default_factory=dict)
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry that cannot be taken; ``key`` when it could be read at least."""

    number: int
    kind: str
    problem: Problem
    key: str = ""
    name: str = ""
    raw: Raw = field(default_factory=dict)


type Entry = Found | Refused


@dataclass(frozen=True, slots=True)
class Reference:
    """Another thing of the same source, of this kind, which may only come with the same import."""

    kind: str
    key: str
    name: str

    def as_json(self) -> dict[str, str]:
        return {"kind": self.kind, "ref": self.key, "name": self.name}
