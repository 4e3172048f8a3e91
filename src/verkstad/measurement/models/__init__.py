"""Questions that people came with, their counts, and what was done without asking."""

from verkstad.measurement.models.counting import CountingUnit, CountingWeek, Tally, TallySheet
from verkstad.measurement.models.counts import Count, EnquiryCount, PlaceCount, TopicCount
from verkstad.measurement.models.digital_use import LONGEST_SOURCE, DigitalUse
from verkstad.measurement.models.enquiries import (
    LONGEST_NOTE,
    MOST_AT_ONCE,
    MOST_MINUTES,
    OTHER_THEME,
    THEMES,
    Avoidable,
    Enquiry,
    EnquiryChannel,
    EnquiryKind,
    EnquiryOutcome,
    EnquirySource,
)
from verkstad.measurement.models.platforms import PlatformKey

__all__ = [
    "LONGEST_NOTE",
    "LONGEST_SOURCE",
    "MOST_AT_ONCE",
    "MOST_MINUTES",
    "OTHER_THEME",
    "THEMES",
    "Avoidable",
    "Count",
    "CountingUnit",
    "CountingWeek",
    "DigitalUse",
    "Enquiry",
    "EnquiryChannel",
    "EnquiryCount",
    "EnquiryKind",
    "EnquiryOutcome",
    "EnquirySource",
    "PlaceCount",
    "PlatformKey",
    "Tally",
    "TallySheet",
    "TopicCount",
]
