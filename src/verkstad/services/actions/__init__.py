"""Writes: the catalogue, its organisations, and what a municipality makes of what is shared with it."""

from verkstad.services.actions.editing import (
    Edited,
    EditedMeanwhile,
    Meanwhile,
    UnknownVersion,
    clash_of,
    edit_service,
    get_version,
    make_service,
    restore_version,
)
from verkstad.services.actions.keeping import (
    DatesInWrongOrder,
    NotADraft,
    NotServiceOwner,
    delete_draft,
    hand_over,
    keep_dates,
    set_dates,
    set_owner,
)
from verkstad.services.actions.kept import drop_edit, keep_edit
from verkstad.services.actions.letters import write_owner_letters
from verkstad.services.actions.links import claim_links, gather_links, record_checks
from verkstad.services.actions.local import NotShared, hide_service, set_local_note, settle_shared, show_service
from verkstad.services.actions.publishing import (
    AlreadyPublished,
    AlreadyWithdrawn,
    NoText,
    NoWayWithoutEid,
    publish_service,
    withdraw_service,
    withdraw_services,
)
from verkstad.services.actions.reviewing import confirm_service
from verkstad.services.actions.saving import (
    SameSlugTwice,
    UnknownLifeEvent,
    UnknownOrganisation,
    UnknownSubject,
    save_service,
    save_services,
)
from verkstad.services.actions.terms import save_life_event, save_organisation, save_organisations, save_subjects
from verkstad.services.actions.versions import record_versions
from verkstad.services.actions.words import (
    add_everyday_words,
    add_local_words,
    remove_everyday_words,
    remove_local_words,
)

__all__ = [
    "AlreadyPublished",
    "AlreadyWithdrawn",
    "DatesInWrongOrder",
    "Edited",
    "EditedMeanwhile",
    "Meanwhile",
    "NoText",
    "NoWayWithoutEid",
    "NotADraft",
    "NotServiceOwner",
    "NotShared",
    "SameSlugTwice",
    "UnknownLifeEvent",
    "UnknownOrganisation",
    "UnknownSubject",
    "UnknownVersion",
    "add_everyday_words",
    "add_local_words",
    "claim_links",
    "clash_of",
    "confirm_service",
    "delete_draft",
    "drop_edit",
    "edit_service",
    "gather_links",
    "get_version",
    "hand_over",
    "hide_service",
    "keep_dates",
    "keep_edit",
    "make_service",
    "publish_service",
    "record_checks",
    "record_versions",
    "remove_everyday_words",
    "remove_local_words",
    "restore_version",
    "save_life_event",
    "save_organisation",
    "save_organisations",
    "save_service",
    "save_services",
    "save_subjects",
    "set_dates",
    "set_local_note",
    "set_owner",
    "settle_shared",
    "show_service",
    "withdraw_service",
    "withdraw_services",
    "write_owner_letters",
]
