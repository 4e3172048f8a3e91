"""The words of the syntax, and how states are said in it."""

from datetime import date

from ..model import PUBLIC_HOLIDAY
from ..stretches import State

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEK = frozenset(range(PUBLIC_HOLIDAY))
HOLIDAY = frozenset({PUBLIC_HOLIDAY})
DASHES = ("-", "\N{EN DASH}")
FIRST_DATE = date(1900, 1, 1)
"""Stands for no beginning: the syntax has none, and its years begin here."""

MODIFIERS = {
    State.OPEN: "",
    State.SELF_SERVICE: 'open "self-service"',
    State.BY_APPOINTMENT: 'unknown "by appointment"',
    State.PHONE_ONLY: 'unknown "phone only"',
    State.WEATHER_PERMITTING: 'unknown "weather permitting"',
    State.CLOSED: "off",
}

COMMENTS = {
    "self-service": State.SELF_SERVICE,
    "self service": State.SELF_SERVICE,
    "by appointment": State.BY_APPOINTMENT,
    "by appointment only": State.BY_APPOINTMENT,
    "on appointment": State.BY_APPOINTMENT,
    "appointment only": State.BY_APPOINTMENT,
    "phone only": State.PHONE_ONLY,
    "by phone": State.PHONE_ONLY,
    "weather permitting": State.WEATHER_PERMITTING,
    "depending on weather": State.WEATHER_PERMITTING,
}

UNSUPPORTED = {
    "SH": "school holidays have no fixed dates here: write the dates",
    "week": "week numbers cannot be kept: write the dates",
    "easter": "dates that follow Easter cannot be kept: write the date with its year",
    "sunrise": "times that follow the sun cannot be kept: write the time",
    "sunset": "times that follow the sun cannot be kept: write the time",
    "dawn": "times that follow the sun cannot be kept: write the time",
    "dusk": "times that follow the sun cannot be kept: write the time",
    "[": "the first, second or last weekday of a month cannot be kept: write the dates",
    "+": "an open end cannot be kept: write when it closes",
    "||": "hours for when the others do not hold cannot be kept",
    "/": "repetitions cannot be kept: write every date or time",
    "(": "calculated times cannot be kept: write the time",
}
