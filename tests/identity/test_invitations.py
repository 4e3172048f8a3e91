"""People come in by invitation: a letter with a link that works once, for seven days."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from tests.factories.identity import MembershipFactory, UserFactory
from verkstad.core.models import AuditEntry, Letter
from verkstad.identity import actions, queries
from verkstad.identity.links import hashed
from verkstad.identity.models import Invitation, Membership, Role, User

EMAIL = "anna@example.org"


@pytest.fixture
def invite(bjorkhamn):
    """Invite, and return the secret of the link."""

    def invited(email=EMAIL, role=Role.EDITOR, **values):
        given = {"municipality": bjorkhamn, "language": "sv", "link": "https://a.se/{}/".format, "by": "somebody"}
        return actions.invite(email=email, role=role, **given | values).split("/")[3]

    return invited


def join(secret, municipality):
    return actions.accept_as_new(
        secret, municipality=municipality, first_name="Anna", last_name="Berg", password="twelve letters"
    )


def test_only_the_hash_of_the_link_is_kept(invite):
    secret = invite()
    invitation = Invitation.objects.get()
    assert (invitation.hash, secret in str(vars(invitation))) == (hashed(secret), False)


def test_letter_has_the_link_and_cannot_be_read_by_staff(invite):
    secret = invite()
    letter = Letter.objects.get()
    assert (letter.to, letter.language, letter.is_secret) == (EMAIL, "sv", True)
    assert f"https://a.se/{secret}/" in letter.text


def test_inviting_again_ends_the_earlier_link(invite, bjorkhamn):
    first, second = invite(), invite(email="ANNA@example.org", role=Role.READER)
    assert queries.invitation_to(bjorkhamn, first) is None
    assert queries.invitation_to(bjorkhamn, second).role == Role.READER
    assert Invitation.objects.count() == 1


def test_members_are_not_invited(invite, bjorkhamn):
    MembershipFactory(municipality=bjorkhamn, user__email="Anna@example.org")
    with pytest.raises(actions.AlreadyMember):
        invite()


def test_new_person_joins_with_the_role_of_the_invitation(invite, bjorkhamn):
    user = join(invite(), bjorkhamn)
    assert (user.email, user.name, user.check_password("twelve letters")) == (EMAIL, "Anna Berg", True)
    assert [(member.user, member.role) for member in Membership.objects.all()] == [(user, Role.EDITOR)]
    assert EmailAddress.objects.get(user=user).verified


def test_link_works_once(invite, bjorkhamn):
    secret = invite()
    join(secret, bjorkhamn)
    with pytest.raises(actions.InvitationOver):
        join(secret, bjorkhamn)


def test_link_expires(invite, bjorkhamn):
    secret = invite()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(actions.InvitationOver):
        join(secret, bjorkhamn)


def test_link_of_a_withdrawn_invitation_leads_nowhere(invite, bjorkhamn):
    secret = invite()
    actions.withdraw(Invitation.objects.get(), by="somebody")
    with pytest.raises(actions.InvitationOver):
        join(secret, bjorkhamn)


def test_link_of_another_municipality_leads_nowhere(invite, egesund):
    with pytest.raises(actions.InvitationOver):
        join(invite(), egesund)


def test_who_has_an_account_just_joins(invite, bjorkhamn):
    user = UserFactory(email=EMAIL)
    member = actions.accept(invite(), municipality=bjorkhamn, user=user)
    assert (member.user, member.role) == (user, Role.EDITOR)


def test_nobody_accepts_for_another(invite, bjorkhamn):
    with pytest.raises(actions.AnotherPerson):
        actions.accept(invite(), municipality=bjorkhamn, user=UserFactory())


def test_nobody_takes_over_an_account_with_a_link(invite, bjorkhamn):
    UserFactory(email=EMAIL)
    with pytest.raises(actions.AlreadyMember):
        join(invite(), bjorkhamn)


def test_nobody_joins_twice(invite, bjorkhamn):
    user = UserFactory(email=EMAIL)
    secret = invite()
    MembershipFactory(municipality=bjorkhamn, user=user)
    with pytest.raises(actions.AlreadyMember):
        actions.accept(secret, municipality=bjorkhamn, user=user)


@pytest.mark.parametrize("has_account", [True, False])
def test_who_comes_from_the_organisations_sign_in_joins_without_password(invite, bjorkhamn, has_account):
    if has_account:
        UserFactory(email=EMAIL)
    invite()
    invitation = queries.invitation_of(bjorkhamn, "Anna@example.org")
    user = actions.accept_from_provider(invitation, first_name="Anna", last_name="Berg")
    assert (user.email, user.has_usable_password(), User.objects.count()) == (EMAIL, has_account, 1)


def test_acts_stand_in_the_audit_trail(invite, bjorkhamn):
    user = join(invite(), bjorkhamn)
    invite(email="bo@example.org")
    actions.withdraw(Invitation.objects.get(email="bo@example.org"), by="somebody")
    assert [(entry.action, entry.actor) for entry in AuditEntry.objects.order_by("pk")] == [
        ("invitation.sent", "somebody"),
        ("member.joined", str(user.public_id)),
        ("invitation.sent", "somebody"),
        ("invitation.withdrawn", "somebody"),
    ]
