"""Writes: who belongs to a municipality, and what they may do there."""

from verkstad.identity.actions.demo import demo_password, save_demo_member
from verkstad.identity.actions.invitations import (
    AlreadyMember,
    AnotherPerson,
    InvitationOver,
    accept,
    accept_as_new,
    accept_from_provider,
    invite,
    withdraw,
)
from verkstad.identity.actions.members import (
    LastAdministrator,
    MemberElsewhere,
    OwnMembership,
    StillEntrusted,
    change_role,
    end_own_sessions,
    end_sessions,
    remove,
    remove_second_factor,
    rename,
    resume,
    set_password,
    suspend,
)
from verkstad.identity.actions.recovery_codes import forget_recovery_codes, make_recovery_codes, use_recovery_code

__all__ = [
    "AlreadyMember",
    "AnotherPerson",
    "InvitationOver",
    "LastAdministrator",
    "MemberElsewhere",
    "OwnMembership",
    "StillEntrusted",
    "accept",
    "accept_as_new",
    "accept_from_provider",
    "change_role",
    "demo_password",
    "end_own_sessions",
    "end_sessions",
    "forget_recovery_codes",
    "invite",
    "make_recovery_codes",
    "remove",
    "remove_second_factor",
    "rename",
    "resume",
    "save_demo_member",
    "set_password",
    "suspend",
    "use_recovery_code",
    "withdraw",
]
