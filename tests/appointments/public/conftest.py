"""Residents' pages on the Monday morning of tests/appointments/conftest.py."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.appointments.booking import ALVA, book
from tests.appointments.conftest import NOW

PAGES = "/bjorkhamn/sv/"


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def get(client):
    """A public page by what stands behind its language."""
    return lambda address, **query: client.get(PAGES + address, query)


@pytest.fixture
def client_with_csrf():
    """As a browser: a form without its token is refused where one is asked for."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def ten(library):
    """The address of ten o'clock at the library."""
    return f"{PAGES}book/e-legitimation/20261123T0900Z/?place={library.pk}"


@pytest.fixture
def alva(weekdays, kind, library):
    """She has ten o'clock."""
    return book(kind, library, person=ALVA)


def person(**values):
    return {"name": "Alva Berg", "reach": "alva@example.org", "press": uuid4()} | values
