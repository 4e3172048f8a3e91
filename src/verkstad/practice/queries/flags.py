"""Reads: what was pointed out on recorded screens, and who may look at it."""

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


def is_second_person(edition: Edition, actor: str) -> bool:
    """Neither who wrote the draft last, nor who recorded one of its screens that no edition has shown yet."""
    mine = edition.screens.filter(recorded__recorded_by=actor)
    seen = Screen.objects.filter(edition__copy=edition.copy_id, edition__published_at__isnull=False)
    shown = seen.exclude(recorded=None).values("recorded")
    return actor != edition.made_by and not mine.exclude(recorded__in=shown).exists()


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
