"""Writes: the catalogue, its organisations, and what a municipality makes of what is shared with it."""

from verkstad.services.actions.local import NotShared, hide_service, set_local_note, settle_shared, show_service
from verkstad.services.actions.publishing import (
    AlreadyPublished,
    AlreadyWithdrawn,
    NoText,
    NoWayWithoutEid,
    publish_service,
    withdraw_gone,
    withdraw_service,
)
from verkstad.services.actions.saving import (
    SameSlugTwice,
    UnknownLifeEvent,
    UnknownOrganisation,
    UnknownSubject,
    save_service,
    save_services,
)
from verkstad.services.actions.terms import save_life_event, save_organisation, save_subjects
from verkstad.services.actions.words import add_everyday_words

__all__ = [
    "AlreadyPublished",
    "AlreadyWithdrawn",
    "NoText",
    "NoWayWithoutEid",
    "NotShared",
    "SameSlugTwice",
    "UnknownLifeEvent",
    "UnknownOrganisation",
    "UnknownSubject",
    "add_everyday_words",
    "hide_service",
    "publish_service",
    "save_life_event",
    "save_organisation",
    "save_service",
    "save_services",
    "save_subjects",
    "set_local_note",
    "settle_shared",
    "show_service",
    "withdraw_gone",
    "withdraw_service",
]
