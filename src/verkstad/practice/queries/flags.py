"""Reads: what was pointed out on recorded screens."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from verkstad.practice.models import Edition, RecordedFlag, Screen


@dataclass(frozen=True, slots=True)
class Pointed:
    """The same thing on a screen, however often it stands there."""

    why: str
    excerpt: str
    flags: tuple[RecordedFlag, ...]

    @property
    def is_settled(self) -> bool:
        return all(flag.settled_at for flag in self.flags)

    @property
    def node(self) -> int | None:
        return self.flags[0].node


def pointed_out(edition: Edition) -> list[tuple[Screen, list[Pointed]]]:
    """The recorded screens in order, each with what somebody has to look at; in two queries."""
    screens = list(edition.screens.exclude(recorded=None).order_by("position").defer("page"))
    by_recorded: dict[int, list[RecordedFlag]] = defaultdict(list)
    for flag in RecordedFlag.objects.filter(recorded__in=[screen.recorded_id for screen in screens]).order_by("pk"):
        by_recorded[flag.recorded_id].append(flag)
    return [(screen, _together(by_recorded[screen.recorded_id or 0])) for screen in screens]


def _together(flags: list[RecordedFlag]) -> list[Pointed]:
    alike = sorted(flags, key=lambda flag: (flag.why, flag.excerpt))
    return [Pointed(*key, tuple(rows)) for key, rows in groupby(alike, key=lambda flag: (flag.why, flag.excerpt))]
