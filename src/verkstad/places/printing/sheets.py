"""Sheets as HTML: the same on a screen and in a PDF, but for where their looks come from."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from verkstad.core.translated import Translated, reading_in
from verkstad.core.writing import language_name
from verkstad.municipalities.sheets import Looks, frame
from verkstad.places import queries, schedules
from verkstad.places.models import Accessibility, Place, Theme
from verkstad.places.opening_hours.model import State
from verkstad.places.printing.hours import (
    Line,
    ahead_of,
    by_place,
    by_state,
    columns_of,
    usual_week,
    week_of,
    week_words,
)
from verkstad.places.printing.orders import Kind, Order
from verkstad.places.queries.help import GENERAL_HELP

STYLES = "verkstad/css/place-sheets.css"
# How far ahead a door sign tells what differs, its own week included.
WEEKS_AHEAD = 5
TEMPLATES = {
    Kind.DOOR_SIGN: "places/print_door_sign.html",
    Kind.POSTER: "places/print_poster.html",
    Kind.LARGE_POSTER: "places/print_poster.html",
    Kind.FLYER: "places/print_flyer.html",
    Kind.WEEK: "places/print_week.html",
    Kind.WEEK_EVERYWHERE: "places/print_week.html",
}
type Context = dict[str, Any]


def sheet(place: Place, order: Order, address: str, looks: Looks) -> str:
    """The HTML; ``address`` is where its code leads."""
    with reading_in(order.language, place.municipality.main_language):
        content = _CONTENTS[order.kind](place, order)
        context = {
            "place": place,
            "order": order,
            "week": week_words(order.monday),
        }
        around = frame(place.municipality, address, looks)
        return render_to_string(TEMPLATES[order.kind], around | context | content)


def _door_sign(place: Place, order: Order) -> Context:
    """Each text in each of the languages."""
    signs = []
    for language in order.languages:
        with reading_in(language, place.municipality.main_language):
            signs.append(_door_sign_in_one_language(place, order))
    return {
        "texts": {name: [sign["texts"][name] for sign in signs] for name in signs[0]["texts"]},
        "days": [_together(lines) for lines in zip(*(sign["days"] for sign in signs), strict=True)],
        "ahead": [_together(lines) for lines in zip(*(sign["ahead"] for sign in signs), strict=True)],
    }


def _door_sign_in_one_language(place: Place, order: Order) -> Context:
    return {
        "texts": {
            "name": str(place.name),
            "title": _("Opening hours"),
            "week": week_words(order.monday),
            "closed": _("Closed"),
            "ahead": _("Holidays and changed hours"),
            "code": _("See what applies right now:"),
        },
        "days": week_of(queries.schedule_of(place), order.monday, _holidays(place, order)),
        "ahead": ahead_of(queries.hours_of(place, order.monday, weeks_ahead=WEEKS_AHEAD), order.sunday),
    }


def _together(lines: Sequence[Line]) -> Context:
    """The same line in several languages."""
    return {
        "name": [line.name for line in lines],
        "spans": [
            {"hours": [one.hours for one in spans], "state": [one.state for one in spans]}
            for spans in zip(*(line.spans for line in lines), strict=True)
        ],
        "note": [line.note for line in lines],
    }


def _poster(place: Place, order: Order) -> Context:
    schedule = queries.schedule_of(place)
    usual = usual_week(schedule, order.monday)
    states = {span.state for period in schedule.ordinary for span in period.spans}
    return {
        "helps_online": bool(GENERAL_HELP.intersection(place.helps_with)),
        "themes": [str(Theme(theme).label) for theme in place.helps_with],
        "hours": usual if any(line.spans for line in usual) else [],
        "needs_no_booking": place.has_door and State.OPEN in states,
        "languages": ", ".join(language_name(code) for code in place.languages),
    }


def _flyer(place: Place, order: Order) -> Context:
    return _poster(place, order) | {
        "accessibility": [str(Accessibility(fact).label) for fact in place.accessibility],
        "errands": queries.errands_without_eid(place),
        "helps_with_eid": Theme.EID in place.helps_with,
        "phone": place.phone or place.municipality.phone,
    }


def _week(place: Place, order: Order) -> Context:
    schedule = queries.schedule_of(place)
    return {
        "of": place.name,
        "columns": columns_of(order.monday, _holidays(place, order), schedule),
        "rows": by_state(place, schedule, order.monday),
        "nothing": "–",
    }


def _week_everywhere(place: Place, order: Order) -> Context:
    places = queries.places_that_residents_see(place.municipality)
    return {
        "of": _("Get help near you"),
        "columns": columns_of(order.monday, _holidays(place, order)),
        "rows": by_place(places, schedules.load(place.municipality), order.monday),
        "nothing": _("Closed"),
    }


def _holidays(place: Place, order: Order) -> dict[date, Translated]:
    return queries.holidays_between(place.municipality, order.monday, order.sunday)


_CONTENTS = {
    Kind.DOOR_SIGN: _door_sign,
    Kind.POSTER: _poster,
    Kind.LARGE_POSTER: _poster,
    Kind.FLYER: _flyer,
    Kind.WEEK: _week,
    Kind.WEEK_EVERYWHERE: _week_everywhere,
}
