"""What is done to the lessons and questions of a module while it is written: plain functions from a list of those to
the changed one."""

from collections.abc import Sequence

from verkstad.learning.documents import Kept
from verkstad.practice.editing import EditedMeanwhile, fingerprint_of


def part_of(parts: Sequence[Kept], key: str) -> Kept | None:
    return next((part for part in parts if part["key"] == key), None)


def with_part(parts: Sequence[Kept], part: Kept, *, based_on: str) -> list[Kept]:
    """With the part as it is written now; raises EditedMeanwhile unless it was as ``based_on`` says."""
    before = part_of(parts, part["key"])
    if before is None or fingerprint_of(before) != based_on:
        raise EditedMeanwhile
    return [part if one is before else one for one in parts]


def moved(parts: Sequence[Kept], key: str, by: int) -> list[Kept]:
    parts = list(parts)
    at = next((number for number, part in enumerate(parts) if part["key"] == key), None)
    if at is not None:
        parts.insert(max(0, at + by), parts.pop(at))
    return parts


def without(parts: Sequence[Kept], key: str) -> list[Kept]:
    return [part for part in parts if part["key"] != key]
