"""Nobody leaves before somebody else answers for what was theirs."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.factories.identity import MembershipFactory
from tests.factories.services import ServiceFactory
from tests.staff import sign_in
from verkstad.core.models import AuditEntry
from verkstad.identity import actions
from verkstad.identity.models import Membership, Role
from verkstad.services import queries
from verkstad.services.actions import NotServiceOwner, set_owner
from verkstad.services.models import Service

ACTS = pytest.mark.parametrize("act", [actions.suspend, actions.remove])


@pytest.fixture
def administrator(client, bjorkhamn):
    return sign_in(client, Role.ADMINISTRATOR, bjorkhamn)


@pytest.fixture
def member(bjorkhamn):
    """Looks after one service."""
    member = MembershipFactory(municipality=bjorkhamn, role=Role.SERVICE_OWNER)
    ServiceFactory(municipality=bjorkhamn, owner=member.user)
    return member


def page_of(member, act):
    return f"/bjorkhamn/sv/staff/people/{member.user.public_id}/{act}/"


@ACTS
def test_who_answers_for_something_stays_until_somebody_takes_over(administrator, member, act):
    with pytest.raises(actions.StillEntrusted):
        act(member, by=administrator)
    assert Membership.objects.get(pk=member.pk).suspended_at is None
    act(member, by=administrator, heir=administrator)
    assert not Membership.objects.active().filter(pk=member.pk).exists()
    assert (Service.objects.get().owner, queries.orphans(administrator.municipality)) == (administrator.user, 0)
    changed = AuditEntry.objects.get(action="service.owner_changed")
    assert (changed.actor, changed.details) == (administrator.actor, {"owner": administrator.actor})


@ACTS
def test_nothing_is_done_when_the_other_cannot_look_after_services(administrator, member, act):
    reader = MembershipFactory(municipality=member.municipality, role=Role.READER)
    with pytest.raises(NotServiceOwner):
        act(member, by=administrator, heir=reader)
    assert (Membership.objects.get(pk=member.pk).suspended_at, Service.objects.get().owner) == (None, member.user)


def test_what_another_municipality_entrusted_to_the_person_stays_theirs(administrator, member, egesund):
    MembershipFactory(municipality=egesund, user=member.user, role=Role.SERVICE_OWNER)
    elsewhere = ServiceFactory(municipality=egesund, owner=member.user)
    actions.remove(member, by=administrator, heir=administrator)
    assert Service.objects.get(pk=elsewhere.pk).owner == member.user


def test_role_that_looks_after_nothing_is_refused_until_then(administrator, member):
    with pytest.raises(actions.StillEntrusted):
        actions.change_role(member, Role.HELPER, by=administrator)
    actions.change_role(member, Role.EDITOR, by=administrator)
    set_owner(Service.objects.all(), administrator.user)
    actions.change_role(member, Role.HELPER, by=administrator)
    assert Membership.objects.get(pk=member.pk).role == Role.HELPER


@pytest.mark.django_db(transaction=True)
def test_none_is_orphaned_when_it_is_given_to_who_leaves_at_the_same_moment(administrator, member):
    other = ServiceFactory(municipality=member.municipality)

    def leave():
        actions.remove(member, by=administrator, heir=administrator)

    def give():
        set_owner([other], member.user)

    def attempt(act):
        try:
            act()
        except (actions.StillEntrusted, NotServiceOwner):
            return "refused"
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        list(both.map(attempt, [leave, give]))
    gone = not Membership.objects.filter(pk=member.pk).exists()
    assert not (gone and Service.objects.filter(owner=member.user).exists())


@pytest.mark.parametrize("act", ["suspend", "remove"])
def test_page_names_what_is_theirs_and_asks_who_takes_over(client, administrator, member, act):
    Service.objects.get().texts.update(name="Skolskjuts")
    page = client.get(page_of(member, act))
    assert (page.context["form"].entrusted, "Skolskjuts" in page.text) == (["Skolskjuts"], True)
    assert [value for value, _name in page.context["form"].fields["heir"].choices] == ["", administrator.actor]
    assert list(client.post(page_of(member, act)).context["form"].errors) == ["heir"]
    assert client.post(page_of(member, act), {"heir": administrator.actor}).status_code == 302
    assert (Membership.objects.active().get(), Service.objects.get().owner) == (administrator, administrator.user)


def test_page_of_the_person_says_why_a_role_is_refused(client, administrator, member):
    address = f"/bjorkhamn/sv/staff/people/{member.user.public_id}/"
    page = client.post(address, {"role": "helper"}, follow=True)
    assert f"/staff/services/review/owners/{member.user.public_id}/" in page.text
    assert Membership.objects.get(pk=member.pk).role == Role.SERVICE_OWNER


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_the_database_so_many_times(client, administrator, member, django_assert_num_queries, number):
    for _ in range(number):
        MembershipFactory(municipality=member.municipality)
        ServiceFactory(municipality=member.municipality, owner=member.user)
    client.get(page_of(member, "remove"))
    with django_assert_num_queries(8):
        client.get(page_of(member, "remove"))
