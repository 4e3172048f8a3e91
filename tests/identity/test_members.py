"""Administrators decide who may do what, and there is always one of them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from tests.factories.identity import MembershipFactory
from verkstad.core.models import AuditEntry, Letter
from verkstad.identity import actions, queries
from verkstad.identity.models import Membership, Role


@pytest.fixture
def administrator(bjorkhamn):
    return MembershipFactory(municipality=bjorkhamn, role=Role.ADMINISTRATOR)


@pytest.fixture
def member(bjorkhamn):
    return MembershipFactory(municipality=bjorkhamn)


def signed_in(member):
    """A session of the member's."""
    store = SessionStore()
    store.create()
    UserSession.objects.create(user=member.user, session_key=store.session_key, ip="127.0.0.1")
    return store


def test_role_is_changed(administrator, member):
    actions.change_role(member, Role.HELPER, by=administrator)
    assert Membership.objects.get(pk=member.pk).role == Role.HELPER


def test_suspended_member_is_out_until_let_in_again(administrator, member, bjorkhamn):
    actions.suspend(member, by=administrator)
    assert list(queries.members(bjorkhamn)) == [administrator]
    actions.resume(member, by=administrator)
    assert set(queries.members(bjorkhamn)) == {administrator, member}


def test_removed_member_is_gone_but_known(administrator, member):
    actor = member.actor
    actions.remove(member, by=administrator)
    assert (Membership.objects.get(), queries.names_of([actor])) == (administrator, {actor: member.user.name})


@pytest.mark.parametrize("act", [actions.suspend, actions.remove, actions.end_sessions])
def test_sessions_end_at_once(administrator, member, act):
    session = signed_in(member)
    act(member, by=administrator)
    assert (session.exists(session.session_key), UserSession.objects.count()) == (False, 0)


OWN_OR_LAST = [
    actions.suspend,
    actions.remove,
    lambda membership, by: actions.change_role(membership, Role.COORDINATOR, by=by),
]


@pytest.mark.parametrize("act", OWN_OR_LAST)
def test_nobody_changes_what_they_may_do_themselves(administrator, act):
    with pytest.raises(actions.OwnMembership):
        act(administrator, by=administrator)


@pytest.mark.parametrize("act", OWN_OR_LAST)
def test_last_administrator_stays(administrator, member, act):
    with pytest.raises(actions.LastAdministrator):
        act(administrator, by=member)
    assert queries.members(administrator.municipality, Role.ADMINISTRATOR).get().user == administrator.user


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", OWN_OR_LAST)
def test_one_is_left_when_two_administrators_take_each_other_out_at_once(administrator, act):
    other = MembershipFactory(municipality=administrator.municipality, role=Role.ADMINISTRATOR)

    def attempt(pair):
        try:
            act(pair[0], by=pair[1])
        except actions.LastAdministrator:
            return "refused"
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        outcome = list(both.map(attempt, [(administrator, other), (other, administrator)]))
    assert sorted(outcome) == ["done", "refused"]
    assert queries.members(administrator.municipality, Role.ADMINISTRATOR).count() == 1


def test_second_factor_is_taken_away_and_its_owner_told(administrator, member):
    Authenticator.objects.create(user=member.user, type="totp", data={})
    actions.make_recovery_codes(member.user, municipality=member.municipality, language="sv")
    actions.remove_second_factor(member, by=administrator, language="sv")
    assert (Authenticator.objects.count(), queries.recovery_codes_left(member.user)) == (0, 0)
    assert {letter.to for letter in Letter.objects.all()} == {member.user.email}


def test_second_factor_of_somebody_who_also_works_elsewhere_is_left(administrator, member, egesund):
    MembershipFactory(municipality=egesund, user=member.user)
    with pytest.raises(actions.MemberElsewhere):
        actions.remove_second_factor(member, by=administrator, language="sv")


def test_own_sessions_are_ended_one_by_one_or_all_others(member, administrator):
    here, there, elsewhere = signed_in(member), signed_in(member), signed_in(administrator)
    actions.end_own_sessions(member, session=UserSession.objects.get(session_key=elsewhere.session_key).pk)
    assert UserSession.objects.count() == 3
    actions.end_own_sessions(member, session=UserSession.objects.get(session_key=there.session_key).pk)
    assert set(queries.sessions(member.user).values_list("session_key", flat=True)) == {here.session_key}
    signed_in(member)
    actions.end_own_sessions(member, besides=here.session_key)
    assert set(queries.sessions(member.user).values_list("session_key", flat=True)) == {here.session_key}


def test_people_write_their_own_name(member, bjorkhamn):
    actions.rename(member.user, first_name="Anna", last_name="Berg", municipality=bjorkhamn)
    assert queries.person(bjorkhamn, member.user.public_id).user.name == "Anna Berg"


def test_people_are_found_by_each_word_of_name_or_address(bjorkhamn, member):
    anna = MembershipFactory(municipality=bjorkhamn, user__first_name="Anna", user__email="anna@bjorkhamn.example")
    assert list(queries.people(bjorkhamn, "anna bjork")) == [anna]


def test_acts_stand_in_the_audit_trail(administrator, member):
    actions.change_role(member, Role.HELPER, by=administrator)
    actions.suspend(member, by=administrator)
    actions.resume(member, by=administrator)
    actions.end_sessions(member, by=administrator)
    actions.remove(member, by=administrator)
    entries = list(AuditEntry.objects.order_by("pk"))
    assert [entry.action.removeprefix("member.") for entry in entries] == [
        "role_changed", "suspended", "resumed", "signed_out", "removed",
    ]  # fmt: skip
    assert {(entry.actor, entry.municipality) for entry in entries} == {(administrator.actor, "bjorkhamn")}
    assert entries[0].details == {"role": ["editor", "helper"]}


def test_who_is_not_known_keeps_the_name_of_the_audit_trail(bjorkhamn):
    anna = MembershipFactory(municipality=bjorkhamn)
    gone = "6f1c1c6e-1111-4222-8333-444455556666"
    names = queries.names_of([anna.actor, "system", "import", gone])
    assert names == {anna.actor: anna.user.name, "system": "system", "import": "import", gone: gone}
