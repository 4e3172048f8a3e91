"""Captions (WebVTT) that staff bring: only what every browser shows alike, and nothing that could do anything."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

LONGEST = 200_000
_TIME = r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+[\w:%.,-]+)*[ \t]*")
_MARK = re.compile(r"</?[bi]>|<v(?:[ \t][^<>&]*)?>|</v>")


class UnusableCaptions(Exception):
    """Says why the captions are not taken, and in which line."""


def checked(text: str) -> str:
    """As they are kept; raises UnusableCaptions."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        raise _refused(1, _("The first line must be WEBVTT."))
    blocks = list(_blocks(lines))
    if blocks and blocks[0][0] == 1:
        raise _refused(2, _("There must be an empty line after WEBVTT."))
    cues = [block for block in blocks if not re.match(r"NOTE(?:[ \t]|$)", block[1][0])]
    if not cues:
        raise _refused(len(lines), _("There are no captions."))
    before = 0
    for number, block in cues:
        before = _start(number, block, before)
    return "\n".join(lines) + "\n"


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """What stands between empty lines after the first line of all, with the number of the line before it."""
    block: list[str] = []
    for number, line in enumerate([*lines[1:], ""], 1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _start(number: int, block: list[str], before: int) -> int:
    """When the caption begins, in thousandths; ``before``: when the one before it does. Raises UnusableCaptions."""
    at = 0 if "-->" in block[0] else 1
    times = _TIMES.fullmatch(block[at]) if at < len(block) else None
    if times is None:
        raise _refused(number + at + 1, _("Here a caption must say when it stands, as 00:01.000 --> 00:04.000."))
    start, end = _milliseconds(times.groups()[:4]), _milliseconds(times.groups()[4:])
    if not before <= start < end:
        raise _refused(number + at + 1, _("A caption must end after it begins, and not begin before the one above."))
    if at + 1 == len(block):
        raise _refused(number + at + 1, _("This caption has no words."))
    for line_number, line in enumerate(block[at + 1 :], number + at + 2):
        if "-->" in line or "<" in _MARK.sub("", line):
            raise _refused(line_number, _("Captions may hold no other marks than <b>, <i> and <v>."))
    return start


def _milliseconds(time: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in time)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _refused(number: int, words: str) -> UnusableCaptions:
    return UnusableCaptions(_("Line %(number)s: %(words)s") % {"number": number, "words": words})
