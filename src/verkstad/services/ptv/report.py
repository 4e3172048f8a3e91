"""What an import did, or would do."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry that cannot be taken, and why."""

    file: str
    line: int
    reason: str
    external_id: str = ""


@dataclass(slots=True)
class Report:
    """Services by slug; ``left_out`` counts the descriptions without a name in the municipality's main language."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    left_out: int = 0

    def counts(self) -> dict[str, int]:
        values = asdict(self)
        return {name: value if isinstance(value, int) else len(value) for name, value in values.items()}

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
