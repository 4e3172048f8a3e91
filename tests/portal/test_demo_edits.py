"""The demo holds a change that clashes with another person's, waiting for its writer."""

import pytest
from django.conf import settings

from tests.factories.identity import MembershipFactory
from tests.factories.services import scope_with_organisation, service_data, text_data
from verkstad.core.entries import EntryError
from verkstad.portal.demo_edits import save_edits
from verkstad.portal.demo_people import read_people, save_people
from verkstad.services import actions
from verkstad.services.data import Scope, from_json
from verkstad.services.models import KeptEdit

DEMO = settings.REPOSITORY / "demo"


@pytest.fixture
def service(bjorkhamn):
    scope_with_organisation(bjorkhamn)
    return load(bjorkhamn)


def load(bjorkhamn):
    """As the folder has it."""
    text = text_data(summary="Om skjuts.", cost="Gratis.")
    data = service_data(slug="skolskjuts", texts=(text,))
    return actions.save_service(data, scope=Scope(municipality=bjorkhamn))


def test_service_owner_of_the_demo_has_a_choice_to_make(service, bjorkhamn):
    save_people(DEMO)
    save_edits(DEMO)
    kept = KeptEdit.objects.get()
    owner = next(person for person in read_people(DEMO / "bjorkhamn") if "skolskjuts" in person.owns)
    assert kept.made_by == bjorkhamn.memberships.get(user__email=owner.email).actor
    refusal = actions.clash_of(service, from_json(kept.data), based_on=kept.based_on)
    assert [conflict.field.key for conflict in refusal.merged.conflicts] == ["summary.sv"]
    assert [field.key for field in refusal.merged.taken] == ["processing_time.sv"]


def test_loading_again_leaves_one_choice(service, bjorkhamn):
    save_people(DEMO)
    save_edits(DEMO)
    load(bjorkhamn)
    save_edits(DEMO)
    assert KeptEdit.objects.count() == 1


def test_strange_field_is_refused(service, bjorkhamn, tmp_path):
    MembershipFactory(municipality=bjorkhamn, user__email="a@example.org")
    (tmp_path / "bjorkhamn").mkdir()
    words = "[{service: skolskjuts, first: {by: a@example.org, when: now}, then: {by: a@example.org}}]"
    (tmp_path / "bjorkhamn" / "edits.yaml").write_text(words)
    with pytest.raises(EntryError, match="when is not a field here"):
        save_edits(tmp_path)
