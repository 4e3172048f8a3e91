"""What a written screen is made of. A block is a mapping with ``kind``; what a step can point at has a ``key``.

The same mapping stands in the table, in YAML and in the form, so that nothing is said in two ways. Texts may name the
persona's fields in braces, as in "Hej {given_name}".
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from verkstad.core.entries import Entry

type Block = dict[str, Any]


class Shown(dict[str, Any]):
    """A block for a template: what it does not say is empty."""

    def __missing__(self, name: str) -> str:
        return ""


LINE_TYPES = ("text", "email", "tel", "number", "date")
LOOKS = ("info", "success", "warning", "danger")
LETTER_LOOKS = ("letter", "email", "sms", "call")
MOST_BLOCKS, MOST_ROWS, LONGEST, LONGEST_KEY = 40, 40, 2000, 60
_KEY = re.compile(rf"[A-Za-z0-9_-]{{1,{LONGEST_KEY}}}")


def read_block(entry: Entry) -> Block:
    """The block as it is kept; raises EntryError that names the field."""
    kind = entry.choice("kind", KINDS)
    block = {"kind": kind} | {name: value for name, value in KINDS[kind](entry).items() if value not in ("", [], False)}
    entry.refuse_others()
    return block


def read_key(entry: Entry, field: str = "key") -> str:
    """What something is called in addresses and by steps; raises EntryError."""
    key = entry.text(field, required=True)
    if not _KEY.fullmatch(key):
        words = {"key": key, "most": LONGEST_KEY}
        raise entry.error(field, _("is “%(key)s”; it can have %(most)s letters from a to z, digits, - and _") % words)
    return key


def targets(block: Mapping[str, Any]) -> Iterator[str]:
    """What a step can point at in the block."""
    if key := block.get("key"):
        yield key
    if block["kind"] == "rows":
        yield from (row["key"] for row in block["rows"])


def texts(block: Mapping[str, Any]) -> Iterator[str]:
    """Everything in it that is read."""
    for name, value in block.items():
        if isinstance(value, list):
            for row in value:
                yield from texts(row) if isinstance(row, dict) else [row]
        elif name not in ("kind", "key", "type", "look", "target"):
            yield str(value)


def _text(entry: Entry) -> Block:
    return {"text": entry.text("text", required=True, at_most=LONGEST)}


def _note(entry: Entry) -> Block:
    return {"look": entry.choice("look", LOOKS, "info"), "title": entry.text("title"), **_text(entry)}


def _field(entry: Entry) -> Block:
    return {
        "key": read_key(entry),
        "label": entry.text("label", required=True, at_most=LONGEST),
        "help": entry.text("help", at_most=LONGEST),
        "value": entry.text("value", at_most=LONGEST),
        "error": entry.text("error", at_most=LONGEST),
    }


def _line(entry: Entry) -> Block:
    return _field(entry) | {"type": entry.choice("type", LINE_TYPES, "text")}


def _options(entry: Entry) -> Block:
    options = [_option(option) for option in _rows(entry, "options")]
    if len({option["value"] for option in options}) < len(options):
        raise entry.error("options", _("has the same value twice"))
    return _field(entry) | {"options": options}


def _option(entry: Entry) -> Block:
    return _whole(
        entry, {"value": entry.text("value", required=True), "label": entry.text("label", required=True)}, "help"
    )


def _button(entry: Entry) -> Block:
    look = entry.choice("look", ("primary", "secondary"), "primary")
    return {"key": read_key(entry), "look": look, **_text(entry)}


def _link(entry: Entry) -> Block:
    return {"key": read_key(entry), **_text(entry)}


def _summary(entry: Entry) -> Block:
    rows = [
        _whole(row, {"label": row.text("label", required=True), "value": row.text("value", required=True)})
        for row in _rows(entry, "rows")
    ]
    return {"title": entry.text("title"), "rows": rows}


def _receipt(entry: Entry) -> Block:
    return {"title": entry.text("title", required=True), "number": entry.text("number"), **_text(entry)}


def _pressable_rows(entry: Entry) -> Block:
    rows = [
        _whole(row, {"key": read_key(row), "title": row.text("title", required=True)}, "detail")
        for row in _rows(entry, "rows")
    ]
    return {"title": entry.text("title"), "rows": rows}


def _letter(entry: Entry) -> Block:
    return {
        "look": entry.choice("look", LETTER_LOOKS, "letter"),
        "from": entry.text("from", required=True),
        "when": entry.text("when"),
        "title": entry.text("title"),
        **_text(entry),
    }


def _errors(entry: Entry) -> Block:
    rows = [
        _whole(row, {"target": read_key(row, "target"), "text": row.text("text", required=True)})
        for row in _rows(entry, "rows")
    ]
    return {"title": entry.text("title", required=True), "rows": rows}


def _rows(entry: Entry, field: str) -> list[Entry]:
    rows = entry.entries(field)
    if not 1 <= len(rows) <= MOST_ROWS:
        words = {"number": len(rows), "most": MOST_ROWS}
        raise entry.error(field, _("has %(number)s rows; there can be 1 to %(most)s") % words)
    return rows


def _whole(entry: Entry, row: Block, *more: str) -> Block:
    """The row with the fields that it may leave out, and no others."""
    row |= {name: value for name in more if (value := entry.text(name, at_most=LONGEST))}
    entry.refuse_others()
    return row


KINDS: dict[str, Callable[[Entry], Block]] = {
    "heading": _text,
    "text": _text,
    "note": _note,
    "line": _line,
    "lines": _field,
    "select": _options,
    "radios": _options,
    "ticks": _options,
    "tick": _field,
    "upload": _field,
    "button": _button,
    "link": _link,
    "summary": _summary,
    "receipt": _receipt,
    "rows": _pressable_rows,
    "letter": _letter,
    "errors": _errors,
}
