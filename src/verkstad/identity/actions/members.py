"""Writes: what members may do, whether they may at all, and the sessions they have."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from verkstad.core import audit
from verkstad.core.translated import reading_in
from verkstad.identity import letters, queries
from verkstad.identity.models import Membership, RecoveryCode, Role, User
from verkstad.municipalities.models import Municipality


class OwnMembership(Exception):
    """Nobody changes what they themselves may do."""


class LastAdministrator(Exception):
    """Nobody would be left who can let others in."""


class MemberElsewhere(Exception):
    """The person also works for others, who must not be touched by what is done here."""


class StillEntrusted(Exception):
    """The person answers for something that nobody would answer for any longer."""


@transaction.atomic
def change_role(membership: Membership, role: Role, *, by: Membership) -> None:
    """Raises StillEntrusted too: who no longer looks after services hands them over first."""
    before = _locked(membership, by)
    membership.role = role
    membership.save(update_fields=["role"])
    if not membership.has(Role.SERVICE_OWNER):
        _hand_over(membership, None, by)
    _refuse_without_administrator(membership.municipality)
    _record("member.role_changed", membership, by, role=[before.role, role])


@transaction.atomic
def suspend(membership: Membership, *, by: Membership, heir: Membership | None = None) -> None:
    """They are out at once, until they are let in again. ``heir`` answers for what was theirs; see StillEntrusted."""
    _locked(membership, by)
    _hand_over(membership, heir, by)
    membership.suspended_at, membership.suspended_by = timezone.now(), by.actor
    membership.save(update_fields=["suspended_at", "suspended_by"])
    _refuse_without_administrator(membership.municipality)
    _end(UserSession.objects.filter(user=membership.user))
    _record("member.suspended", membership, by)


@transaction.atomic
def resume(membership: Membership, *, by: Membership) -> None:
    _locked(membership, by)
    membership.suspended_at, membership.suspended_by = None, ""
    membership.save(update_fields=["suspended_at", "suspended_by"])
    _record("member.resumed", membership, by)


@transaction.atomic
def remove(membership: Membership, *, by: Membership, heir: Membership | None = None) -> None:
    """They are members no longer. Who they are stays known, for the audit trail.

    ``heir`` answers for what was theirs; see StillEntrusted.
    """
    _locked(membership, by)
    _hand_over(membership, heir, by)
    _record("member.removed", membership, by, role=membership.role)
    Membership.objects.filter(pk=membership.pk).delete()
    _refuse_without_administrator(membership.municipality)
    _end(UserSession.objects.filter(user=membership.user))


@transaction.atomic
def remove_second_factor(membership: Membership, *, by: Membership, language: str) -> None:
    """For somebody whose telephone is gone: they set up another when they next sign in. Raises MemberElsewhere."""
    _locked(membership, by)
    if not queries.belongs_only_to(membership.user, membership.municipality):
        raise MemberElsewhere(membership.user.name)
    Authenticator.objects.filter(user=membership.user).delete()
    RecoveryCode.objects.filter(user=membership.user).delete()
    _end(UserSession.objects.filter(user=membership.user))
    with reading_in(language, membership.municipality.main_language):
        words = letters.about_account(membership.municipality, letters.changes()["identity/second_factor_removed"])
    letters.send(
        words, to=membership.user.email, municipality=membership.municipality, language=language, kind="account"
    )
    _record("member.second_factor_removed", membership, by)


@transaction.atomic
def end_sessions(membership: Membership, *, by: Membership) -> None:
    """Sign the member out everywhere."""
    _end(UserSession.objects.filter(user=membership.user))
    _record("member.signed_out", membership, by)


@transaction.atomic
def end_own_sessions(member: Membership, *, session: int | None = None, besides: str = "") -> None:
    """End one session of one's own, by its number, or all but the one with the key ``besides``."""
    mine = UserSession.objects.filter(user=member.user).exclude(session_key=besides)
    _end(mine.filter(pk=session) if session is not None else mine)
    _record("member.signed_out", member, member)


@transaction.atomic
def renew_session(session: SessionBase) -> None:
    """Give it a new key and forget the old one; it stays in the list of the person's sessions."""
    before = session.session_key
    session.cycle_key()
    UserSession.objects.filter(session_key=before).update(session_key=session.session_key)


@transaction.atomic
def rename(user: User, *, first_name: str, last_name: str, municipality: Municipality) -> None:
    """People write their own name."""
    if (user.first_name, user.last_name) == (first_name, last_name):
        return
    before = user.name
    user.first_name, user.last_name = first_name, last_name
    user.save(update_fields=["first_name", "last_name"])
    by = str(user.public_id)
    audit.record("person.renamed", target=user, by=by, municipality=municipality.slug, name=[before, user.name])


@transaction.atomic
def choose_language(member: Membership, language: str) -> None:
    """In which letters come and staff pages are shown after signing in; empty for that of the municipality."""
    before = member.language
    if before != language:
        Membership.objects.filter(pk=member.pk).update(language=language)
        _record("member.language_chosen", member, member, language=[before, language])


@transaction.atomic
def set_password(user: User, password: str, *, municipality: Municipality, besides: str = "") -> None:
    """Change it, and end all sessions but the one with the key ``besides``: somebody else may have them."""
    user.set_password(password)
    user.save(update_fields=["password"])
    _end(UserSession.objects.filter(user=user).exclude(session_key=besides))
    audit.record("person.password_changed", target=user, by=str(user.public_id), municipality=municipality.slug)


def _locked(membership: Membership, by: Membership) -> Membership:
    """As it is now. One at a time in a municipality, so that no two take each other out."""
    if membership.pk == by.pk:
        raise OwnMembership
    Municipality.objects.select_for_update(no_key=True).get(pk=membership.municipality_id)
    return Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)


def _hand_over(membership: Membership, heir: Membership | None, by: Membership) -> None:
    if heir:
        hand_over = import_string(settings.ENTRUSTED["hand_over"])
        hand_over(membership.user, heir.user, municipality=membership.municipality, by=by.actor)
    if queries.entrusted_to(membership):
        raise StillEntrusted(membership.user.name)


def _refuse_without_administrator(municipality: Municipality) -> None:
    if not queries.members(municipality, Role.ADMINISTRATOR).exists():
        raise LastAdministrator


def _end(sessions: QuerySet[UserSession]) -> None:
    keys = list(sessions.order_by("pk").values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()


def _record(action: str, membership: Membership, by: Membership, **details: object) -> None:
    audit.record(action, target=membership, by=by.actor, municipality=membership.municipality.slug, **details)
