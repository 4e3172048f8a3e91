"""What proves a module: its practice copies finished with few hints, or its test passed."""

from collections.abc import Iterable

from verkstad.learning.models import ModuleText, PackageEdition, Way
from verkstad.municipalities.models import Municipality
from verkstad.practice.completion import Completion


class TooManyHints(Exception):
    """How many were taken in one copy."""

    def __init__(self, hints: int) -> None:
        super().__init__(hints)
        self.hints = hints


def practice_keys(text: ModuleText) -> list[str]:
    """Of the practice copies in its lessons, each once."""
    blocks = (block for lesson in text.lessons for block in lesson["body"])
    return list(dict.fromkeys(block["key"] for block in blocks if block["kind"] == "practice"))


def is_practised(
    edition: PackageEdition, asked: Iterable[str], done: Iterable[Completion], municipality: Municipality
) -> bool:
    """Whether all that is ``asked`` was finished here, in any language; never when nothing is. Raises TooManyHints."""
    asked = set(asked)
    hints: dict[str, int] = {}
    for one in done:
        if one.copy.municipality_id == municipality.pk and one.copy.key in asked:
            hints[one.copy.key] = min(one.hints, hints.get(one.copy.key, one.hints))
    if Way.PRACTICE not in edition.proved_by or not asked or hints.keys() != asked:
        return False
    if (most := max(hints.values())) > edition.hints_allowed:
        raise TooManyHints(most)
    return True
