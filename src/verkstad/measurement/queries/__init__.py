"""Reads: what the enquiries tell."""

from verkstad.measurement.queries.counts import wrong_counts
from verkstad.measurement.queries.desk import (
    Usual,
    last_place,
    latest_at,
    outcomes_at,
    places_to_stand_at,
    service_for_enquiry,
    usual_at,
)

__all__ = [
    "Usual",
    "last_place",
    "latest_at",
    "outcomes_at",
    "places_to_stand_at",
    "service_for_enquiry",
    "usual_at",
    "wrong_counts",
]
