"""Writes: what is booked here; who works when, what can be booked and the queue in modules of their own."""

from verkstad.appointments.actions.booking import (
    NoPhone,
    Over,
    Person,
    Taken,
    TooLate,
    TooMany,
    book,
    cancel,
    count_who_came,
    mark,
    move,
    want_earlier,
)

__all__ = [
    "NoPhone",
    "Over",
    "Person",
    "Taken",
    "TooLate",
    "TooMany",
    "book",
    "cancel",
    "count_who_came",
    "mark",
    "move",
    "want_earlier",
]
