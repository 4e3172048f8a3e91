import threading
from dataclasses import replace

import pytest
from django.db import IntegrityError, connections

from tests.factories.municipalities import MunicipalityFactory
from tests.factories.services import online, scope_with_organisation, service_data, text_data
from verkstad.core.models import AuditEntry
from verkstad.services import actions, queries
from verkstad.services.data import Scope
from verkstad.services.merge import Conflict, Field
from verkstad.services.models import Service, ServiceVersion

BASE = service_data(texts=(text_data(),))


@pytest.fixture
def service(bjorkhamn):
    return actions.save_service(BASE, scope=scope_with_organisation(bjorkhamn), by="kim")


def text(data, **changes):
    return replace(data, texts=(replace(data.texts[0], **changes),))


def now(service):
    return queries.data_of([service])[service.pk]


def test_edit_replaces_what_was(service):
    edited = actions.edit_service(service, text(BASE, name="Dagis"), based_on=1, by="sam")
    assert (now(service), edited.meanwhile) == (text(BASE, name="Dagis"), None)
    assert edited.service.version == 2


def test_audit_trail_names_the_fields_that_changed(service):
    actions.edit_service(service, text(BASE, name="Dagis", cost="0 kr"), based_on=1, by="sam")
    assert AuditEntry.objects.latest("pk").details == {"changed": ["name.sv", "cost.sv"]}


def test_edit_keeps_the_slug(service):
    assert actions.edit_service(service, replace(BASE, slug="annat"), based_on=1, by="sam").service.slug == "forskola"


def test_edit_keeps_what_others_changed_and_tells(service):
    actions.edit_service(service, text(BASE, name="Dagis"), based_on=1, by="sam")
    edited = actions.edit_service(service, text(BASE, summary="Ny."), based_on=1, by="lo")
    assert now(service) == text(BASE, name="Dagis", summary="Ny.")
    meanwhile = edited.meanwhile
    assert (meanwhile.by, meanwhile.version, meanwhile.fields) == (("sam",), 2, (Field("name", "sv"),))
    assert meanwhile.at == ServiceVersion.objects.get(number=2).made_at


def test_edit_of_what_others_changed_otherwise_is_refused_and_told(service):
    actions.edit_service(service, text(BASE, name="Dagis", cost="0 kr"), based_on=1, by="sam")
    actions.edit_service(service, text(BASE, name="Lekis", cost="0 kr"), based_on=2, by="lo")
    with pytest.raises(actions.EditedMeanwhile, match=r"name\.sv") as refused:
        actions.edit_service(service, text(BASE, name="Lekskola"), based_on=1, by="bo")
    assert (refused.value.meanwhile.by, refused.value.meanwhile.version) == (("sam", "lo"), 3)
    assert refused.value.merged.conflicts == (Conflict(Field("name", "sv"), "Lekis", "Lekskola"),)
    assert now(service) == text(BASE, name="Lekis", cost="0 kr")


def test_publishing_meanwhile_is_nothing_to_tell(service):
    actions.publish_service(service, by="sam")
    edited = actions.edit_service(service, text(BASE, name="Dagis"), based_on=1, by="lo")
    assert (edited.meanwhile, edited.service.status) == (None, "published")


def test_edit_based_on_a_version_that_never_was_is_refused(service):
    with pytest.raises(actions.UnknownVersion, match="forskola has no version 7"):
        actions.edit_service(service, BASE, based_on=7, by="sam")


def test_what_a_published_service_needs_is_asked_of_the_merged_one(service):
    actions.edit_service(service, text(BASE, without_eid="Ring."), based_on=1, by="sam")
    actions.publish_service(service)
    edited = actions.edit_service(service, replace(BASE, channels=(online(eid_need="high"),)), based_on=1, by="lo")
    assert now(edited.service).texts[0].without_eid == "Ring."


def test_restored_version_is_the_newest_again_and_keeps_the_status(service):
    actions.edit_service(service, text(BASE, name="Dagis"), based_on=1, by="sam")
    actions.publish_service(service)
    restored = actions.restore_version(service, 1, by="lo")
    assert (now(restored), restored.status, restored.version) == (BASE, "published", 4)
    newest = ServiceVersion.objects.get(number=4)
    assert (newest.made_by, newest.reason) == ("lo", "version 1")


def test_restoring_what_never_was_is_refused(service):
    with pytest.raises(actions.UnknownVersion):
        actions.restore_version(service, 2, by="lo")


def test_service_that_is_made_never_replaces_another(service, bjorkhamn):
    scope = Scope(municipality=bjorkhamn)
    made = [actions.make_service(text(BASE, name=name), scope=scope, owner=None, by="sam") for name in ("Två", "Tre")]
    assert [row.slug for row in made] == ["forskola-2", "forskola-3"]
    assert now(service) == BASE


def test_service_for_nobody_is_not_made(service, bjorkhamn):
    with pytest.raises(IntegrityError, match="service_for_somebody"):
        actions.make_service(
            replace(BASE, slug="ny", target_groups=()), scope=Scope(municipality=bjorkhamn), owner=None, by="sam"
        )


@pytest.mark.django_db(transaction=True)
def test_of_changes_at_the_same_moment_none_is_lost():
    service = actions.save_service(BASE, scope=scope_with_organisation(MunicipalityFactory()))
    changes = {"name": "Dagis", "summary": "Ny.", "cost": "0 kr", "plain": "Lätt.", "description": "Mer."}
    together = threading.Barrier(len(changes))

    def work(change: dict[str, str]) -> None:
        together.wait()
        actions.edit_service(service, text(BASE, **change), based_on=1, by="somebody")
        connections.close_all()

    workers = [threading.Thread(target=work, args=[{name: value}]) for name, value in changes.items()]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert now(service) == text(BASE, **changes)
    assert Service.objects.get().version == 1 + len(changes)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_the_same_at_the_same_moment_one_is_told():
    service = actions.save_service(BASE, scope=scope_with_organisation(MunicipalityFactory()))
    together, told = threading.Barrier(2), []

    def work(name: str) -> None:
        together.wait()
        try:
            actions.edit_service(service, text(BASE, name=name), based_on=1, by=name)
        except actions.EditedMeanwhile as refusal:
            (conflict,) = refusal.merged.conflicts
            told.append({conflict.theirs, conflict.mine})
        connections.close_all()

    workers = [threading.Thread(target=work, args=[name]) for name in ("Dagis", "Lekis")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert told == [{"Dagis", "Lekis"}]
