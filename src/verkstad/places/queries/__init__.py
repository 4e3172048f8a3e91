"""Reads: the places that can help, their hours, and what staff need to know of them."""

from verkstad.places.board import opening_in
from verkstad.places.queries.help import (
    FoundPlaces,
    HelpPlace,
    ServiceHelp,
    contact_ways,
    help_soonest,
    help_with_service,
    places_by_id,
    places_in,
    position_of,
    soonest_on,
)
from verkstad.places.queries.hours import (
    Hours,
    confirmed_holidays,
    holidays_between,
    holidays_to_confirm,
    hours_for_appointments,
    hours_in,
    hours_of,
    opening_of,
    proposed_holidays,
    schedule_of,
)
from verkstad.places.queries.printing import errands_without_eid, places_that_residents_see
from verkstad.places.queries.staff import Shown, StaffPlace, doors, places_for_staff

__all__ = [
    "FoundPlaces",
    "HelpPlace",
    "Hours",
    "ServiceHelp",
    "Shown",
    "StaffPlace",
    "confirmed_holidays",
    "contact_ways",
    "doors",
    "errands_without_eid",
    "help_soonest",
    "help_with_service",
    "holidays_between",
    "holidays_to_confirm",
    "hours_for_appointments",
    "hours_in",
    "hours_of",
    "opening_in",
    "opening_of",
    "places_by_id",
    "places_for_staff",
    "places_in",
    "places_that_residents_see",
    "position_of",
    "proposed_holidays",
    "schedule_of",
    "soonest_on",
]
