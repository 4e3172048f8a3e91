"""Writes: places, their pictures, their hours, and the holidays a municipality confirms."""

from verkstad.places.actions.holidays import UnknownHoliday, confirm_holidays, write_reminders
from verkstad.places.actions.hours import (
    Copied,
    UnknownPeriod,
    copy_hours,
    remove_period,
    set_opening_hours,
    set_period,
)
from verkstad.places.actions.pictures import add_picture, describe_picture, remove_picture, set_picture
from verkstad.places.actions.places import PlaceData, publish_place, save_place, withdraw_place
from verkstad.places.actions.today import change_today, undo_today

__all__ = [
    "Copied",
    "PlaceData",
    "UnknownHoliday",
    "UnknownPeriod",
    "add_picture",
    "change_today",
    "confirm_holidays",
    "copy_hours",
    "describe_picture",
    "publish_place",
    "remove_period",
    "remove_picture",
    "save_place",
    "set_opening_hours",
    "set_period",
    "set_picture",
    "undo_today",
    "withdraw_place",
    "write_reminders",
]
