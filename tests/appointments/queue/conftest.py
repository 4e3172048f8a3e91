"""A library whose queue is open, on a Monday at noon."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.places import moment
from verkstad.appointments.actions import queue as actions

NOW = moment("2026-11-23 12:00")


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return NOW


@pytest.fixture
def queue(library):
    return actions.open_queue(library, by="kim", now=NOW)


@pytest.fixture
def take(library, queue):
    """Take so many numbers, a minute after another."""

    def taken(count=1):
        minutes = (NOW + timedelta(minutes=minute) for minute in range(count))
        return [actions.take_number(library, press=uuid4(), now=minute) for minute in minutes]

    return taken


@pytest.fixture
def client_with_csrf():
    """As a browser: a form without its token is refused where one is asked for."""
    return Client(enforce_csrf_checks=True)
