"""What is done to a copy while it is written: plain functions from a document to the changed one."""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, replace
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from verkstad.practice.blocks import LONGEST_KEY, Block
from verkstad.practice.documents import EID_FIELDS, UNWRITTEN, CopyDocument, ScreenDocument, StepDocument
from verkstad.practice.models import ScreenSource

# What slugs are made without.
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ð": "d", "þ": "th"})


class EditedMeanwhile(Exception):
    """Somebody else has saved it since it was read, or has taken it away."""


def free_key(words: str, taken: Collection[str], default: str) -> str:
    """From the words, with a number when that is taken."""
    base = slugify(words.lower().translate(_LETTERS))[: LONGEST_KEY - 5].strip("-") or default
    return next(key for number in range(1, len(taken) + 2) if (key := _numbered(base, number)) not in taken)


def screen_of(document: CopyDocument, key: str) -> ScreenDocument | None:
    return next((screen for screen in document.screens if screen.key == key), None)


def with_words(document: CopyDocument, *, title: str, intro: str, persona: str, licence: str) -> CopyDocument:
    """With these words around the screens."""
    return replace(document, title=title, intro=intro, persona=persona, licence=licence)


def with_screen_added(document: CopyDocument, title: str, source: str) -> CopyDocument:
    """With a screen more, at the end, which has nothing on it yet."""
    key = free_key(title, [screen.key for screen in document.screens], "screen")
    body: list[Block] | Block = []
    if source == ScreenSource.EID:
        body = dict.fromkeys(EID_FIELDS, UNWRITTEN)
    return replace(document, screens=(*document.screens, ScreenDocument(key, title, source, body, ())))


def with_screen(document: CopyDocument, screen: ScreenDocument, *, based_on: str) -> CopyDocument:
    """With the screen as it is written now; raises EditedMeanwhile unless it was as ``based_on`` says."""
    before = screen_of(document, screen.key)
    if before is None or fingerprint(before) != based_on:
        raise EditedMeanwhile
    return replace(document, screens=tuple(screen if one is before else one for one in document.screens))


def with_steps(document: CopyDocument, key: str, steps: tuple[StepDocument, ...]) -> CopyDocument:
    """With these steps on the screen."""
    return replace(
        document, screens=tuple(replace(one, steps=steps) if one.key == key else one for one in document.screens)
    )


def with_screen_moved(document: CopyDocument, key: str, by: int) -> CopyDocument:
    screens = list(document.screens)
    at = next((number for number, screen in enumerate(screens) if screen.key == key), None)
    if at is not None:
        screens.insert(max(0, at + by), screens.pop(at))
    return replace(document, screens=tuple(screens))


def without_screen(document: CopyDocument, key: str) -> CopyDocument:
    return replace(document, screens=tuple(screen for screen in document.screens if screen.key != key))


def fingerprint(screen: ScreenDocument) -> str:
    """The same as long as nothing of the screen has changed."""
    return fingerprint_of(asdict(screen))


def fingerprint_of(values: Any) -> str:
    """The same as long as nothing of the values has changed."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def named_targets(body: Iterable[Block] | Block) -> list[tuple[str, str]]:
    """What a step of a written screen can point at, with words to choose it by."""
    if isinstance(body, dict):
        return [("approve", _("Approve")), ("cancel", _("Cancel"))]
    named: list[tuple[str, str]] = []
    for block in body:
        if key := block.get("key"):
            named.append((key, _words(block)))
        if block["kind"] == "rows":
            named += [(row["key"], _words(row)) for row in block.get("rows", ())]
    return named


def _words(block: dict[str, Any]) -> str:
    """What it is known by on the screen; its key while it has no words."""
    return str(next((block[name] for name in ("label", "text", "title") if block.get(name)), block["key"]))


def _numbered(base: str, number: int) -> str:
    return f"{base}-{number}" if number > 1 else base
