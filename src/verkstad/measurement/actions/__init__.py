"""Writes: enquiries that are logged, put right and taken away."""

from verkstad.measurement.actions.change import change_enquiry, delete_enquiry, delete_old_enquiries
from verkstad.measurement.actions.counts import rebuild_counts
from verkstad.measurement.actions.digital_use import save_digital_use
from verkstad.measurement.actions.kept import log_kept
from verkstad.measurement.actions.log import Logged, log_enquiries
from verkstad.measurement.actions.platforms import HasKey, make_platform_key, revoke_platform_key, take_from_platform
from verkstad.measurement.entries import EnquiryData, Impossible, NotOurs, NotThen, PersonalNote, Refused

__all__ = [
    "EnquiryData",
    "HasKey",
    "Impossible",
    "Logged",
    "NotOurs",
    "NotThen",
    "PersonalNote",
    "Refused",
    "change_enquiry",
    "delete_enquiry",
    "delete_old_enquiries",
    "log_enquiries",
    "log_kept",
    "make_platform_key",
    "rebuild_counts",
    "revoke_platform_key",
    "save_digital_use",
    "take_from_platform",
]
