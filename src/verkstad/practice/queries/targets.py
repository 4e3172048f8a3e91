"""Reads: what a step can point at on a recorded screen."""

from verkstad.practice.models import Screen
from verkstad.practice.recorded import anchors, stored


def recorded_targets(screen: Screen) -> list[tuple[str, str]]:
    """The number of each control, with its name and role to choose it by; nothing on a written screen."""
    if screen.recorded is None:
        return []
    found = anchors.anchors(stored.read(bytes(screen.recorded.tree)))
    return [(str(number), f"{anchor.name or number} ({anchor.role})") for number, anchor in found.items()]
