"""What tests of booking do over and over."""

from uuid import uuid4

from tests.appointments.conftest import NOW
from tests.factories.places import moment
from verkstad.appointments import actions
from verkstad.appointments.actions import Person
from verkstad.appointments.queries import Ask

FRONT = "https://bjorkhamn.example/sv/"
TEN = moment("2026-11-23 10:00")
ALVA = Person("Alva Berg", "sv", email="alva@example.org")


def book(kind, place, starts=TEN, person=ALVA, way="on_site", press=None, by="", now=NOW):
    ask = Ask(kind, way, place.pk, is_staff=bool(by))
    return actions.book(ask, starts, person, press=press or uuid4(), front=FRONT, now=now, by=by)
