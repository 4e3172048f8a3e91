"""The library on a Monday morning at eight, before anybody works."""

import pytest
from django.utils import timezone

from tests.appointments.conftest import NOW
from tests.staff import sign_in
from verkstad.identity.models import Role

STAFF = "/bjorkhamn/en/staff/appointments/"


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return NOW


@pytest.fixture
def helper(client, bjorkhamn):
    return sign_in(client, Role.HELPER, bjorkhamn)
