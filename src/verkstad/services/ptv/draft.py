"""Texts written in the Draft.js editor as plain text: paragraphs between blank lines, and "- " lists."""

import json
import re
from collections.abc import Iterable

# Authors have written lists by hand where the editor offered none.
_BULLET = re.compile(r"[-–•*·]\s+")
_LIST_TYPES = ("unordered-list-item", "ordered-list-item")


def plain_text(label: str) -> str:
    """Raises ValueError when the text is cut off or not as the editor writes it."""
    if not label.lstrip().startswith("{"):
        return _joined(("unstyled", line) for line in label.splitlines())
    match json.loads(label):
        case {"blocks": list(blocks)}:
            return _joined(line for block in blocks for line in _lines(block))
    raise ValueError("the text has no blocks")


def _lines(block: object) -> list[tuple[str, str]]:
    match block:
        case {"type": str(kind), "text": str(text)}:
            return [(kind, line) for line in text.splitlines()]
    raise ValueError("a block of the text has no type or no text")


def _joined(lines: Iterable[tuple[str, str]]) -> str:
    result, was_item = "", False
    for kind, line in lines:
        text = " ".join(line.split())
        is_item = kind in _LIST_TYPES or bool(_BULLET.match(text))
        text = _BULLET.sub("", text, count=1) if is_item and _BULLET.match(text) else text
        if text:
            result += ("\n" if is_item and was_item else "\n\n") + ("- " if is_item else "") + text
            was_item = is_item
    return result.strip()
