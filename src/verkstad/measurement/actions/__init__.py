"""Writes: enquiries that are logged, put right and taken away."""

from verkstad.measurement.actions.change import change_enquiry, delete_enquiry, delete_old_enquiries
from verkstad.measurement.actions.counts import rebuild_counts
from verkstad.measurement.actions.digital_use import save_digital_use
from verkstad.measurement.actions.kept import log_kept
from verkstad.measurement.actions.log import Logged, log_enquiries
from verkstad.measurement.entries import EnquiryData, Impossible, NotOurs, NotThen, PersonalNote, Refused

__all__ = [
    "EnquiryData",
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
    "rebuild_counts",
    "save_digital_use",
]
