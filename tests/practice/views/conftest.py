import pytest
from django.test import Client

from tests.factories.practice import make_copy, make_draft
from tests.staff import sign_in
from verkstad.identity.models import Membership, Role
from verkstad.municipalities.models import Municipality
from verkstad.practice.models import Edition, PracticeCopy


@pytest.fixture
def editor(client: Client, bjorkhamn: Municipality) -> Membership:
    return sign_in(client, Role.EDITOR, bjorkhamn)


@pytest.fixture
def draft(bjorkhamn: Municipality) -> Edition:
    """Of a copy that was never shown, with one screen."""
    return make_draft(bjorkhamn)


@pytest.fixture
def shown(bjorkhamn: Municipality) -> PracticeCopy:
    return make_copy(bjorkhamn, key="shown", title="Visad")
