"""What is learnt: packages, their editions, and the modules of those in each language."""

from verkstad.learning.models.packages import Kind, Module, ModuleText, Package, PackageEdition, Picture, State, Way

__all__ = ["Kind", "Module", "ModuleText", "Package", "PackageEdition", "Picture", "State", "Way"]
