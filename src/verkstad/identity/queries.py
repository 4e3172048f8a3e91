"""Reads: people and their roles."""

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from verkstad.core import audit
from verkstad.identity.models import Membership, Role, User
from verkstad.municipalities.models import Municipality


def names_of(actors: Iterable[str]) -> Mapping[str, str]:
    """The names of those whom the audit trail names; who is gone, and the program itself, stay as they are named."""
    actors = set(actors)
    users = User.objects.filter(public_id__in=actors - {audit.SYSTEM}).order_by("pk")
    return {actor: actor for actor in actors} | {str(user.public_id): user.name for user in users}


def members(municipality: Municipality, least: Role = Role.READER) -> QuerySet[Membership]:
    """Active members who may do what the role may, by name."""
    active = Membership.objects.active().with_role(least).filter(municipality=municipality)
    return active.select_related("user").order_by("user__first_name", "user__last_name", "user__email")
