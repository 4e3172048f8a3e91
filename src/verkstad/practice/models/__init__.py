"""Copies of e-services in which nothing is at stake, the made-up people who use them, and how far practisers came."""

from verkstad.practice.models.copies import Edition, Offer, Persona, PracticeCopy, State
from verkstad.practice.models.practising import Counted, Learner, PracticeCount, PracticeGroup
from verkstad.practice.models.recorded import Asset, Recorded, RecordedFlag
from verkstad.practice.models.screens import Expect, Screen, ScreenSource, Step

__all__ = [
    "Asset",
    "Counted",
    "Edition",
    "Expect",
    "Learner",
    "Offer",
    "Persona",
    "PracticeCopy",
    "PracticeCount",
    "PracticeGroup",
    "Recorded",
    "RecordedFlag",
    "Screen",
    "ScreenSource",
    "State",
    "Step",
]
