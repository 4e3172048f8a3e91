"""What somebody wrote and could not save waits until they have chosen."""

import re

import pytest

from tests.factories.identity import MembershipFactory
from tests.factories.services import scope_with_organisation, service_data, text_data
from tests.staff import sign_in
from verkstad.core.models import AuditEntry
from verkstad.identity.models import Role
from verkstad.services import actions, queries
from verkstad.services.models import KeptEdit

EDIT = "/bjorkhamn/sv/staff/services/entry/forskola/edit/"


def named(name):
    return service_data(texts=(text_data(name=name),))


@pytest.fixture
def member(client, bjorkhamn):
    return sign_in(client, Role.EDITOR, bjorkhamn)


@pytest.fixture
def service(bjorkhamn, member):
    """Changed by somebody else after the member began, who then wrote another name."""
    service = actions.save_service(service_data(), scope=scope_with_organisation(bjorkhamn))
    other = MembershipFactory(municipality=bjorkhamn)
    actions.edit_service(service, named("Lekis"), based_on=1, by=other.actor)
    actions.keep_edit(service, named("Dagis"), based_on=1, by=member.actor)
    return service


def hidden(page):
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text))


def test_change_that_clashes_is_kept_and_shown_to_its_writer_again(client, service, member):
    KeptEdit.objects.all().delete()
    values = hidden(client.get(EDIT)) | {"text-sv-name": "Dagis", "text-sv-summary": "Om förskola."}
    facts = {"facts-organisation": "skola", "facts-target_groups": "resident", "facts-review_months": "12"}
    assert client.post(EDIT, values | facts | {"based_on": "1"}).status_code == 409
    page = client.get(EDIT)
    assert (page.status_code, [(clash["mine"], clash["theirs"]) for clash in page.context["clashes"]]) == (
        200,
        [("Dagis", "Lekis")],
    )


def test_others_get_the_service_as_it_is(client, bjorkhamn, service):
    sign_in(client, Role.EDITOR, bjorkhamn)
    assert client.get(EDIT).context["editor"].texts[0]["name"].value() == "Lekis"


def test_it_is_kept_no_longer_once_it_is_chosen(client, service, member):
    values = hidden(client.get(EDIT)) | {"take-name.sv": "mine"}
    assert client.post(EDIT, values).status_code == 302
    assert queries.data_of([service])[service.pk] == named("Dagis")
    assert not KeptEdit.objects.exists()


def test_it_is_kept_no_longer_once_it_is_thrown_away(client, service, member):
    client.post(f"{EDIT}drop/")
    assert queries.data_of([service])[service.pk] == named("Lekis")
    assert not KeptEdit.objects.exists()
    assert AuditEntry.objects.latest("pk").action == "service.edit_dropped"


def test_form_has_it_when_nothing_clashes_any_longer(client, service, member):
    actions.restore_version(service, 1, by="system")
    assert client.get(EDIT).context["editor"].texts[0]["name"].value() == "Dagis"


def test_later_one_of_the_same_person_replaces_it(service, member):
    actions.keep_edit(service, named("Lekskola"), based_on=2, by=member.actor)
    kept = KeptEdit.objects.get()
    assert (kept.based_on, kept.data["texts"][0]["name"]) == (2, "Lekskola")


def test_service_that_waits_is_named(service, member):
    assert queries.kept_edits(member) == [("forskola", "Lekis")]
    assert queries.kept_edits(MembershipFactory(municipality=member.municipality)) == []
