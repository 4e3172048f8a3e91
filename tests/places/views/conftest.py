import pytest
from django.test import Client

from tests.factories.places import PlaceFactory
from tests.staff import sign_in
from verkstad.identity.models import Membership, Role
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place


@pytest.fixture
def editor(client: Client, bjorkhamn: Municipality) -> Membership:
    return sign_in(client, Role.EDITOR, bjorkhamn)


@pytest.fixture
def place(bjorkhamn: Municipality) -> Place:
    """The library, every day 10 to 16."""
    return PlaceFactory(municipality=bjorkhamn, slug="library", name={"sv": "Biblioteket"})
