import pytest

from tests.factories.identity import MembershipFactory
from tests.factories.municipalities import RegionFactory
from tests.factories.services import ServiceFactory
from verkstad.identity.models import Role
from verkstad.services import access, actions
from verkstad.services.models import Service, Status


@pytest.fixture
def member(bjorkhamn):
    return MembershipFactory(municipality=bjorkhamn, role=Role.EDITOR)


@pytest.mark.parametrize("status", Status)
def test_own_service_is_found_in_whatever_state(member, bjorkhamn, status):
    service = ServiceFactory(municipality=bjorkhamn, status=status)
    assert access.get_service_for_member(member, service.slug) == service


def test_own_service_comes_before_a_shared_one(member, bjorkhamn):
    bjorkhamn.region = RegionFactory()
    for scope in [{"country": "SE"}, {"region": bjorkhamn.region}, {"municipality": bjorkhamn}]:
        service = ServiceFactory(slug="parkering", **scope)
        assert access.get_service_for_member(member, "parkering") == service


def test_hidden_service_is_found(member, bjorkhamn):
    service = ServiceFactory(country="SE")
    actions.hide_service(service, bjorkhamn)
    assert access.get_service_for_member(member, service.slug) == service


def test_others_services_and_shared_drafts_are_not_found(member, egesund):
    for scope in [{"municipality": egesund}, {"country": "DK"}, {"country": "SE", "status": Status.DRAFT}]:
        with pytest.raises(Service.DoesNotExist, match="bjorkhamn has no service"):
            access.get_service_for_member(member, ServiceFactory(**scope).slug)


@pytest.mark.parametrize(
    ("role", "own", "others"),
    [
        (Role.READER, False, False),
        (Role.HELPER, False, False),
        (Role.SERVICE_OWNER, True, False),
        (Role.EDITOR, True, True),
        (Role.ADMINISTRATOR, True, True),
    ],
)
def test_who_may_edit_and_publish(bjorkhamn, role, own, others):
    member = MembershipFactory(municipality=bjorkhamn, role=role)
    for owner, may in ((member.user, own), (None, others)):
        service = ServiceFactory(municipality=bjorkhamn, owner=owner)
        assert access.can_edit_service(member, service) is may
        assert access.can_publish_service(member, service) is may


def test_nobody_edits_other_municipalities_and_shared_services(egesund):
    member = MembershipFactory(municipality=egesund, role=Role.ADMINISTRATOR)
    for scope in [{"country": "DK"}, {"country": "SE"}]:
        assert not access.can_edit_service(member, ServiceFactory(**scope))
    assert not access.can_edit_service(member, ServiceFactory(municipality=MembershipFactory().municipality))


def test_editors_settle_what_is_shared(member, bjorkhamn):
    shared = ServiceFactory(country="SE")
    assert access.can_settle_shared(member, shared)
    assert not access.can_settle_shared(member, ServiceFactory(municipality=bjorkhamn))
    assert not access.can_settle_shared(MembershipFactory(municipality=bjorkhamn, role=Role.SERVICE_OWNER), shared)
