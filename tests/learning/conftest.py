import pytest

from tests.factories.learning import taught
from tests.factories.municipalities import DomainFactory


@pytest.fixture
def edition(bjorkhamn):
    """What is taught in a municipality that has a host name, so that it can sign."""
    DomainFactory(municipality=bjorkhamn, host="lar.bjorkhamn.example")
    return taught(bjorkhamn)
