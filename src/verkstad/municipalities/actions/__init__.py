"""Writes: regions, municipalities and their host names, and the settings that administrators change."""

from verkstad.municipalities.actions.drafts import (
    ChangedMeanwhile,
    NothingToPublish,
    discard_settings,
    publish_settings,
    save_settings_draft,
)
from verkstad.municipalities.actions.saving import (
    UnreadableLook,
    UnusableMunicipality,
    save_municipality,
    save_region,
)
from verkstad.municipalities.data import MunicipalityData

__all__ = [
    "ChangedMeanwhile",
    "MunicipalityData",
    "NothingToPublish",
    "UnreadableLook",
    "UnusableMunicipality",
    "discard_settings",
    "publish_settings",
    "save_municipality",
    "save_region",
    "save_settings_draft",
]
