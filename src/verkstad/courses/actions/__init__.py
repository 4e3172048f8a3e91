"""Writes: signing up and off here; courses, their dates, seats and who was there in modules of their own."""

from verkstad.courses.actions.signing_up import (
    Over,
    Person,
    Refused,
    TooLate,
    cancel,
    sign_up,
    sign_up_again,
    sign_up_team,
)

__all__ = ["Over", "Person", "Refused", "TooLate", "cancel", "sign_up", "sign_up_again", "sign_up_team"]
