"""Reads: what was recorded anew of a copy, and the screens whose place it may take."""

from dataclasses import dataclass

from django.db.models import QuerySet

from verkstad.practice.models import Edition, PracticeCopy, Recorded, Screen
from verkstad.practice.recorded import stored
from verkstad.practice.recorded.anchors import anchors
from verkstad.practice.recorded.recording import title

# So many tell screens apart that are called the same.
_MOST_CONTROLS = 6


@dataclass(frozen=True, slots=True)
class Brought:
    """A screen of the new recording; ``controls`` is what can be pressed and filled in on it, by name."""

    pk: int
    title: str
    controls: list[str]


def unshown(copy: PracticeCopy) -> QuerySet[Recorded]:
    """What was recorded of the copy and stands on no screen of any edition, as it was walked."""
    return Recorded.objects.filter(copy=copy, screens=None).order_by("pk")


def recorded_screens(edition: Edition) -> QuerySet[Screen]:
    return edition.screens.exclude(recorded=None).select_related("recorded").order_by("position")


def brought(copy: PracticeCopy) -> list[Brought]:
    found = []
    for number, one in enumerate(unshown(copy)):
        tree = stored.read(bytes(one.tree))
        names = dict.fromkeys(anchor.name for anchor in anchors(tree).values() if anchor.name)
        found.append(Brought(one.pk, title(tree, number), list(names)[:_MOST_CONTROLS]))
    return found
