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
from verkstad.measurement.queries.digital_use import digital_cases, digital_sources
from verkstad.measurement.queries.figures import (
    Figure,
    Wanted,
    avoidable_by,
    figures_by,
    first_counted,
    most_asked_services,
    overview,
    places_and_topics,
)
from verkstad.measurement.queries.platforms import platform_key_of, platform_keys

__all__ = [
    "Figure",
    "Usual",
    "Wanted",
    "avoidable_by",
    "digital_cases",
    "digital_sources",
    "figures_by",
    "first_counted",
    "last_place",
    "latest_at",
    "most_asked_services",
    "outcomes_at",
    "overview",
    "places_and_topics",
    "places_to_stand_at",
    "platform_key_of",
    "platform_keys",
    "service_for_enquiry",
    "usual_at",
    "wrong_counts",
]
