"""What is learnt: packages, their editions, the modules of those in each language; and how far learners came."""

from verkstad.learning.models.counts import Counted, LearningCount
from verkstad.learning.models.packages import Kind, Module, ModuleText, Package, PackageEdition, Picture, State, Way

__all__ = [
    "Counted",
    "Kind",
    "LearningCount",
    "Module",
    "ModuleText",
    "Package",
    "PackageEdition",
    "Picture",
    "State",
    "Way",
]
