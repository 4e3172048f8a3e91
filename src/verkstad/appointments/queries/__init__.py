"""Reads: which times are free, and what is booked."""

from verkstad.appointments.queries.at_place import PlaceHelp, can_be_booked, help_at
from verkstad.appointments.queries.free import (
    Ask,
    FreeTime,
    FreeTimes,
    ask_again,
    free_resources,
    free_times,
    helpers_free_at,
)

__all__ = [
    "Ask",
    "FreeTime",
    "FreeTimes",
    "PlaceHelp",
    "ask_again",
    "can_be_booked",
    "free_resources",
    "free_times",
    "help_at",
    "helpers_free_at",
]
