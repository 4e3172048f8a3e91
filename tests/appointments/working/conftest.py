from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.appointments import AppointmentFactory, ParticipantFactory
from tests.factories.places import moment
from tests.staff import sign_in
from verkstad.appointments.models import Appointment, AppointmentKind, Helper
from verkstad.identity.models import Membership, Role
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """A Monday morning, before anybody works."""
    monday = moment("2026-11-23 08:00")
    monkeypatch.setattr(timezone, "now", lambda: monday)
    return monday


@pytest.fixture
def coordinator(client: Client, bjorkhamn: Municipality) -> Membership:
    return sign_in(client, Role.COORDINATOR, bjorkhamn)


@pytest.fixture
def booked(kind: AppointmentKind, kim: Helper, library: Place) -> Callable[..., Appointment]:
    """Book Kim at a local time such as "2026-11-23 12:00", for Alva unless told otherwise."""

    def book(text: str, *, who: dict[str, object] | None = None, **values: object) -> Appointment:
        row = AppointmentFactory(**{"kind": kind, "helper": kim, "place": library, "starts": moment(text)} | values)
        ParticipantFactory(appointment=row, **who or {})
        return row

    return book
