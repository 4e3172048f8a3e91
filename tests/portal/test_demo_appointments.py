"""What can be booked in the demo, and who has booked."""

from collections import Counter
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from tests.factories.places import PlaceFactory, moment
from verkstad.appointments.models import Appointment, AppointmentKind, Helper, Participant, QueueDay, QueueTicket
from verkstad.portal.demo_appointments import save_appointments

PLACES = ("stadsbiblioteket", "norrstrands-bibliotek", "it-cafe-hamnen", "medborgarkontoret")


@pytest.fixture
def places(bjorkhamn, egesund):
    for slug in PLACES:
        PlaceFactory(municipality=bjorkhamn, slug=slug)
    for slug in ("hovedbiblioteket", "borgerservice", "it-cafe-havnen"):
        PlaceFactory(municipality=egesund, slug=slug)


def numbers():
    return [model.objects.count() for model in (AppointmentKind, Helper, Appointment, Participant)]


@pytest.fixture(params=["12:00", "00:05"])
def now(request, monkeypatch):
    now = moment(f"2026-11-23 {request.param}")
    monkeypatch.setattr(timezone, "now", lambda: now)
    return now


@pytest.mark.usefixtures("places")
def test_each_day_somebody_is_helped_in_the_queue_and_somebody_waits(monkeypatch, now):
    for _start in range(2):
        save_appointments(settings.REPOSITORY / "demo")
    states = Counter(QueueTicket.objects.filter(queue__place__slug="medborgarkontoret").values_list("state", flat=True))
    assert (states, QueueDay.objects.count()) == ({"done": 5, "called": 1, "waiting": 3}, 2)
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=1))
    save_appointments(settings.REPOSITORY / "demo")
    assert QueueDay.objects.count() == 4


@pytest.mark.usefixtures("places")
def test_they_come_once_and_bookings_again_when_those_are_over():
    save_appointments(settings.REPOSITORY / "demo")
    before = numbers()
    save_appointments(settings.REPOSITORY / "demo")
    assert (numbers(), before[:2], before[2] > 30) == (before, [11, 9], True)
    assert Appointment.objects.order_by("span").last().starts < timezone.now() + timedelta(days=10)
    Appointment.objects.update(cancelled_at=timezone.now())
    save_appointments(settings.REPOSITORY / "demo")
    assert Appointment.objects.live().exists()
