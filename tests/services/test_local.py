import pytest

from tests.factories.municipalities import MunicipalityFactory, RegionFactory
from tests.factories.services import ServiceFactory
from verkstad.core.models import AuditEntry
from verkstad.services import actions
from verkstad.services.models import LocalService, Service


@pytest.fixture
def shared(db):
    return ServiceFactory(country="SE")


def test_hidden_service_is_not_seen_in_the_municipality_that_hides_it(shared, bjorkhamn):
    actions.hide_service(shared, bjorkhamn)
    assert not Service.objects.visible_in(bjorkhamn).exists()


def test_hidden_service_can_be_shown_again(shared, bjorkhamn):
    actions.hide_service(shared, bjorkhamn)
    actions.show_service(shared, bjorkhamn)
    assert Service.objects.visible_in(bjorkhamn).get() == shared


def test_note_and_hiding_live_side_by_side(shared, bjorkhamn):
    actions.set_local_note(shared, bjorkhamn, {"sv": "Vi hjälper dig på biblioteket."})
    actions.hide_service(shared, bjorkhamn)
    local = LocalService.objects.get()
    assert (local.note, local.is_hidden) == ({"sv": "Vi hjälper dig på biblioteket."}, True)


@pytest.mark.parametrize("act", [actions.hide_service, actions.show_service])
def test_hiding_and_showing_count_as_a_change_of_the_service(shared, bjorkhamn, act):
    act(shared, bjorkhamn)
    assert Service.objects.get().updated_at > shared.updated_at


def test_note_counts_as_a_change_of_the_service(shared, bjorkhamn):
    actions.set_local_note(shared, bjorkhamn, {"sv": "Hej"})
    assert Service.objects.get().updated_at > shared.updated_at


def test_service_of_its_region_is_shared_with_a_municipality(bjorkhamn):
    bjorkhamn.region = RegionFactory()
    bjorkhamn.save()
    actions.hide_service(ServiceFactory(region=bjorkhamn.region), bjorkhamn)
    assert not Service.objects.visible_in(bjorkhamn).exists()


def test_own_service_is_not_shared(bjorkhamn):
    with pytest.raises(actions.NotShared, match="is not shared with bjorkhamn"):
        actions.hide_service(ServiceFactory(municipality=bjorkhamn), bjorkhamn)


@pytest.mark.parametrize("scope", [{"country": "DK"}, {"region": "other"}])
def test_service_of_another_country_or_region_is_not_shared(bjorkhamn, scope):
    scope = {"region": RegionFactory()} if "region" in scope else scope
    with pytest.raises(actions.NotShared):
        actions.set_local_note(ServiceFactory(**scope), bjorkhamn, {"sv": "Hej"})
    assert not LocalService.objects.exists()


def kept(municipality):
    rows = LocalService.objects.filter(municipality=municipality).order_by("service__slug")
    return {row.service.slug: (row.is_hidden, row.note) for row in rows}


def test_what_is_shared_is_settled_exactly_as_told(bjorkhamn):
    for slug in ("a", "b", "c"):
        ServiceFactory(slug=slug, country="SE")
    actions.settle_shared(bjorkhamn, hidden=["a", "b"], notes={"b": {"sv": "Hej"}})
    assert kept(bjorkhamn) == {"a": (True, {}), "b": (True, {"sv": "Hej"})}
    actions.settle_shared(bjorkhamn, hidden=["b"], notes={"a": {"sv": "Hej"}})
    assert kept(bjorkhamn) == {"a": (False, {"sv": "Hej"}), "b": (True, {})}


def test_what_is_settled_already_is_left_alone(shared, bjorkhamn):
    for _ in range(2):
        actions.settle_shared(bjorkhamn, hidden=[shared.slug], notes={shared.slug: {"sv": "Hej"}})
    assert AuditEntry.objects.count() == 2


def test_what_another_municipality_makes_of_it_stays(shared, bjorkhamn):
    other = MunicipalityFactory(slug="other", country="SE")
    actions.hide_service(shared, other)
    actions.settle_shared(bjorkhamn, hidden=[], notes={})
    assert (kept(bjorkhamn), kept(other)) == ({}, {shared.slug: (True, {})})


@pytest.mark.parametrize("told", [{"hidden": ["own"], "notes": {}}, {"hidden": [], "notes": {"own": {"sv": "Hej"}}}])
def test_only_what_is_shared_can_be_settled(shared, bjorkhamn, told):
    ServiceFactory(slug="own", municipality=bjorkhamn)
    with pytest.raises(actions.NotShared, match=r"^own is not shared with bjorkhamn\.$"):
        actions.settle_shared(bjorkhamn, **told)


def test_each_act_has_its_audit_row(shared, bjorkhamn):
    actions.hide_service(shared, bjorkhamn, by="a")
    actions.show_service(shared, bjorkhamn, by="b")
    actions.set_local_note(shared, bjorkhamn, {"sv": "Hej"}, by="c")
    rows = AuditEntry.objects.order_by("pk").values_list("action", "actor", "municipality", "details")
    assert list(rows) == [
        ("service.hidden", "a", "bjorkhamn", {}),
        ("service.shown", "b", "bjorkhamn", {}),
        ("service.noted", "c", "bjorkhamn", {"note": {"sv": "Hej"}}),
    ]
