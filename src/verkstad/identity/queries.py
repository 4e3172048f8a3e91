"""Reads: people, their roles, and who is invited."""

import uuid
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from verkstad.core.translated import Text
from verkstad.identity.access import second_factors
from verkstad.identity.links import hashed
from verkstad.identity.models import Invitation, Membership, RecoveryCode, Role, User
from verkstad.municipalities.models import Municipality

BY_NAME = ("user__first_name", "user__last_name", "user__email")


def names_of(actors: Iterable[str]) -> Mapping[str, str]:
    """The names of those whom the audit trail names; who is gone, and the program itself, stay as they are named."""
    actors = set(actors)
    users = User.objects.filter(public_id__in=filter(_is_public_id, actors)).order_by("pk")
    return {actor: actor for actor in actors} | {str(user.public_id): user.name for user in users}


def _is_public_id(actor: str) -> bool:
    try:
        uuid.UUID(actor)
    except ValueError:
        return False
    return True


def members(municipality: Municipality, least: Role = Role.READER) -> QuerySet[Membership]:
    """Active members who may do what the role may, by name."""
    active = Membership.objects.active().with_role(least).filter(municipality=municipality)
    return active.select_related("user", "municipality").order_by(*BY_NAME)


def people(municipality: Municipality, words: str = "") -> QuerySet[Membership]:
    """All members whose name or address has each of the words; ``has_second_factor`` tells whether they have one."""
    found = Membership.objects.filter(municipality=municipality)
    for word in words.split():
        found = found.filter(reduce(or_, (Q(**{f"{field}__icontains": word}) for field in BY_NAME)))
    return found.annotate(has_second_factor=Exists(second_factors("user"))).select_related("user").order_by(*BY_NAME)


def person(municipality: Municipality, public_id: uuid.UUID) -> Membership | None:
    return people(municipality).filter(user__public_id=public_id).first()


def chosen_language(municipality: Municipality, email: str) -> str:
    """That in which the person with the address wants letters and staff pages; empty for who has chosen none here."""
    chosen = Membership.objects.filter(municipality=municipality, user__email__iexact=email)
    chosen = chosen.filter(language__in=municipality.languages)
    return chosen.order_by("pk").values_list("language", flat=True).first() or ""


def entrusted_to(membership: Membership) -> list[Text | str]:
    """What the member answers for, by name; the app that knows is named in the settings."""
    return list(import_string(settings.ENTRUSTED["list"])(membership))


def heirs(membership: Membership) -> QuerySet[Membership]:
    """Who can answer for it instead."""
    return members(membership.municipality, Role.SERVICE_OWNER).exclude(pk=membership.pk)


def open_invitations(municipality: Municipality) -> QuerySet[Invitation]:
    """Not accepted yet; the expired among them too."""
    return Invitation.objects.filter(municipality=municipality, accepted_at=None).order_by("email")


def invitation_to(municipality: Municipality, secret: str) -> Invitation | None:
    """The one that the link's secret opens, while it is open."""
    found = open_invitations(municipality).filter(hash=hashed(secret), expires_at__gt=timezone.now())
    return found.select_related("municipality").first()


def invitation_of(municipality: Municipality, email: str) -> Invitation | None:
    """The one that is open for the address."""
    found = open_invitations(municipality).filter(email__iexact=email, expires_at__gt=timezone.now())
    return found.select_related("municipality").first()


def user_of(email: str) -> User | None:
    return User.objects.filter(email__iexact=email).order_by("pk").first()


def is_member_anywhere(email: str) -> bool:
    return Membership.objects.filter(user__email__iexact=email).exists()


def belongs_only_to(user: User, municipality: Municipality) -> bool:
    """Whether the person is a member there and nowhere else."""
    return list(user.memberships.order_by("pk").values_list("municipality", flat=True)) == [municipality.pk]


def recovery_codes_left(user: User) -> int:
    """How many the person has not used yet."""
    return RecoveryCode.objects.filter(user=user).count()


def has_second_factor(user: User) -> bool:
    """An app for codes or a passkey."""
    return Authenticator.objects.filter(user=user).exists()


def sessions(user: User) -> QuerySet[UserSession]:
    """Where the person is signed in, latest first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now(), session_key=OuterRef("session_key"))
    return UserSession.objects.filter(Exists(alive.order_by()), user=user).order_by("-created_at", "-pk")
