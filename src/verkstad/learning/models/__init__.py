"""What is learnt: packages, their editions, the modules of those in each language; how far learners came."""

from verkstad.learning.models.certificates import Certificate, Confirmation, IssuerKey, Proof
from verkstad.learning.models.counts import Counted, LearningCount
from verkstad.learning.models.packages import (
    Kind,
    Module,
    ModuleText,
    Package,
    PackageEdition,
    Picture,
    ProvedWay,
    State,
    Video,
    VideoKind,
    Way,
)

__all__ = [
    "Certificate",
    "Confirmation",
    "Counted",
    "IssuerKey",
    "Kind",
    "LearningCount",
    "Module",
    "ModuleText",
    "Package",
    "PackageEdition",
    "Picture",
    "Proof",
    "ProvedWay",
    "State",
    "Video",
    "VideoKind",
    "Way",
]
