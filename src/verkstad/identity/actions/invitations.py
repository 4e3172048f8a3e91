"""Writes: inviting people, and accepting. A link is made once and sent; only its hash is kept."""

from collections.abc import Callable
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from verkstad.core import audit
from verkstad.core.translated import reading_in
from verkstad.identity import letters, queries
from verkstad.identity.links import hashed, new_secret
from verkstad.identity.models import Invitation, Membership, Role, User
from verkstad.municipalities.models import Municipality

VALID_FOR = timedelta(days=7)

# Makes the address of a link from its secret.
type Link = Callable[[str], str]


class AlreadyMember(Exception):
    """Who is invited is a member, perhaps a suspended one."""


class InvitationOver(Exception):
    """It has been accepted, withdrawn or has expired, or never was."""


class AnotherPerson(Exception):
    """Who is signed in has another e-mail address than the invitation."""


@transaction.atomic
def invite(*, municipality: Municipality, email: str, role: Role, language: str, link: Link, by: str) -> str:
    """Invite by a letter in ``language``, in place of an invitation that is open; return the address of the link."""
    email = email.strip().lower()
    if Membership.objects.filter(municipality=municipality, user__email__iexact=email).exists():
        raise AlreadyMember(email)
    secret = new_secret()
    values = {"role": role, "hash": hashed(secret), "invited_by": by, "expires_at": timezone.now() + VALID_FOR}
    invitation, _is_new = Invitation.objects.update_or_create(
        municipality=municipality, email=email, accepted_at=None, defaults=values
    )
    address = link(secret)
    with reading_in(language, municipality.main_language):
        words = letters.invitation(invitation, address)
    letters.send(words, to=email, municipality=municipality, language=language, kind="invitation", is_secret=True)
    audit.record("invitation.sent", target=invitation, by=by, municipality=municipality.slug, role=role)
    return address


@transaction.atomic
def withdraw(invitation: Invitation, *, by: str) -> None:
    """Its link leads nowhere from now on."""
    audit.record("invitation.withdrawn", target=invitation, by=by, municipality=invitation.municipality.slug)
    invitation.delete()


@transaction.atomic
def accept(secret: str, *, municipality: Municipality, user: User) -> Membership:
    """Somebody who has an account joins. Raises InvitationOver, AnotherPerson, AlreadyMember."""
    invitation = _locked(secret, municipality)
    if user.email.lower() != invitation.email.lower():
        raise AnotherPerson(invitation.email)
    return _join(invitation, user)


@transaction.atomic
def accept_as_new(secret: str, *, municipality: Municipality, first_name: str, last_name: str, password: str) -> User:
    """Somebody without an account gets one and joins. Raises InvitationOver, AlreadyMember."""
    invitation = _locked(secret, municipality)
    if queries.user_of(invitation.email):
        raise AlreadyMember(invitation.email)
    user = _new_user(invitation.email, first_name, last_name)
    user.set_password(password)
    user.save()
    _join(invitation, user)
    return user


@transaction.atomic
def accept_from_provider(invitation: Invitation, *, first_name: str, last_name: str) -> User:
    """The municipality's own sign-in has said who somebody is: they join without a password. Raises InvitationOver."""
    invitation = _lock(Invitation.objects.filter(pk=invitation.pk))
    user = queries.user_of(invitation.email)
    if user is None:
        user = _new_user(invitation.email, first_name, last_name)
        user.set_unusable_password()
        user.save()
    _join(invitation, user)
    return user


def _locked(secret: str, municipality: Municipality) -> Invitation:
    return _lock(Invitation.objects.filter(municipality=municipality, hash=hashed(secret)))


def _lock(invitations: QuerySet[Invitation]) -> Invitation:
    open_ones = invitations.filter(accepted_at=None, expires_at__gt=timezone.now())
    invitation = open_ones.select_for_update(of=["self"]).select_related("municipality").order_by("pk").first()
    if invitation is None:
        raise InvitationOver
    return invitation


def _new_user(email: str, first_name: str, last_name: str) -> User:
    return User(username=email, email=email, first_name=first_name, last_name=last_name)


def _join(invitation: Invitation, user: User) -> Membership:
    """The letter has reached its reader, so the address is theirs."""
    municipality = invitation.municipality
    membership, is_new = Membership.objects.get_or_create(
        user=user, municipality=municipality, defaults={"role": invitation.role}
    )
    if not is_new:
        raise AlreadyMember(user.email)
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    by = str(user.public_id)
    audit.record("member.joined", target=membership, by=by, municipality=municipality.slug, role=invitation.role)
    return membership
