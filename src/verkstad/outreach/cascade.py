"""Who trained whom, as a tree, with what each taught and what that comes to with all they trained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from verkstad.outreach.models import Ambassador


@dataclass(frozen=True, slots=True)
class Sums:
    """People taught, ``counted`` from attendance and ``reported`` by the ambassador; then what they told afterwards."""

    counted: int = 0
    reported: int = 0
    tests: int = 0
    proved: int = 0
    teaches: int = 0

    @property
    def taught(self) -> int:
        return self.counted + self.reported

    def __add__(self, other: Sums) -> Sums:
        return Sums(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Sums)))


NOTHING = Sums()


@dataclass(slots=True)
class Branch:
    """An ambassador; ``whole`` is their own with that of all below."""

    ambassador: Ambassador
    own: Sums
    whole: Sums = NOTHING
    trained: list[Branch] = field(default_factory=list)


def grow(ambassadors: Iterable[Ambassador], sums: Mapping[int, Sums]) -> list[Branch]:
    """Those that nobody here trained, each with those they trained, in the order given."""
    branches = {one.pk: Branch(one, sums.get(one.pk, NOTHING)) for one in ambassadors}
    below: dict[int | None, list[Branch]] = defaultdict(list)
    for branch in branches.values():
        above = branch.ambassador.trained_by_id
        below[above if above in branches else None].append(branch)
    downwards = list(below[None])
    for branch in downwards:
        branch.trained = below[branch.ambassador.pk]
        downwards.extend(branch.trained)
    for branch in reversed(downwards):
        branch.whole = sum((one.whole for one in branch.trained), branch.own)
    return below[None]


def total(sums: Iterable[Sums]) -> Sums:
    return sum(sums, NOTHING)
