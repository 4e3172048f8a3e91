"""Stretches of time in a state, and which of them wins where they overlap."""

from datetime import time
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

DAY = 86_400
"""Seconds from one midnight to the next on a wall clock."""


class State(StrEnum):
    """What a visitor can count on."""

    OPEN = "open"
    SELF_SERVICE = "self_service"
    BY_APPOINTMENT = "by_appointment"
    PHONE_ONLY = "phone_only"
    WEATHER_PERMITTING = "weather_permitting"
    CLOSED = "closed"


STRENGTH = {
    State.SELF_SERVICE: 0,
    State.WEATHER_PERMITTING: 1,
    State.PHONE_ONLY: 2,
    State.BY_APPOINTMENT: 3,
    State.OPEN: 4,
    State.CLOSED: 5,
}


class Stretch(NamedTuple):
    """A run of one state in seconds; on a day's wall clock `end` passes DAY over midnight."""

    start: int
    end: int
    state: State


def wall_time(second: int) -> time:
    """What the clock shows so many seconds after a midnight."""
    minutes = second // 60
    return time(minutes // 60 % 24, minutes % 60)


type Ranked = tuple[int, int, int, State]
"""Start, end, rank, state: of stretches that overlap the one with the higher rank wins."""


@lru_cache(maxsize=4096)
def flatten(stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """The same hours in order without overlaps, the stronger state winning; breaks stay, as closed."""
    return tuple(overlay([(s.start, s.end, STRENGTH[s.state], s.state) for s in stretches]))


def overlay(pieces: list[Ranked]) -> list[Stretch]:
    """The winners in order; those of the same state that touch are one."""
    pieces.sort()
    merged: list[Stretch] = []
    reached, reached_state = pieces[0][0] - 1 if pieces else 0, State.CLOSED
    for start, end, _, state in pieces:
        if start > reached or (start == reached and state is not reached_state):
            merged.append(Stretch(start, end, state))
            reached, reached_state = end, state
        elif state is reached_state:
            reached = max(reached, end)
            merged[-1] = merged[-1]._replace(end=reached)
        else:
            return overlay(_winners(pieces))
    return merged


def _winners(pieces: list[Ranked]) -> list[Ranked]:
    """Between any two moments where something starts or ends, the piece that wins there."""
    found = []
    for start, end in pairwise(sorted({edge for p in pieces for edge in p[:2]})):
        present = [p for p in pieces if p[0] <= start and p[1] >= end]
        if present:
            _, _, rank, state = max(present, key=lambda p: p[2])
            found.append((start, end, rank, state))
    return found
