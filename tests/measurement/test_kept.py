"""A booked time that was kept becomes an enquiry with one tap."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.appointments import AppointmentFactory, AppointmentKindFactory, HelperFactory, ParticipantFactory
from tests.factories.places import PlaceFactory
from tests.factories.services import ServiceFactory
from tests.staff import sign_in
from verkstad.appointments import actions as appointments
from verkstad.appointments.models import Participant
from verkstad.identity.models import Role
from verkstad.measurement.actions import log_kept
from verkstad.measurement.entries import NotThen
from verkstad.measurement.models import Enquiry

HOUR = timedelta(hours=1)


@pytest.fixture
def library(bjorkhamn):
    return PlaceFactory(municipality=bjorkhamn, slug="library")


@pytest.fixture
def come(bjorkhamn, library):
    """Make somebody who came, an hour ago unless told, and more people for a group."""

    def make(ago=HOUR, people=1, **values):
        details = {name: values.pop(name) for name in ("service", "theme", "way") if name in values}
        way = details.pop("way", "on_site")
        kind = AppointmentKindFactory(municipality=bjorkhamn, seats=people, **values)
        starts = timezone.now().replace(microsecond=0) - ago
        helper = HelperFactory(municipality=bjorkhamn)
        one = AppointmentFactory(kind=kind, helper=helper, place=library, way=way, starts=starts)
        rows = [ParticipantFactory(appointment=one, seat=n, state="kept", **details) for n in range(1, people + 1)]
        return rows[0]

    return make


def test_all_that_is_known_is_filled_in(come, library):
    person = come(theme="eid", minutes=45)
    assert log_kept(person, outcome="shown", by="kim") == 1
    [one] = Enquiry.objects.all()
    assert (one.place, one.theme, one.channel, one.outcome, one.minutes, one.number) == (
        library, "eid", "desk", "shown", 45, 1,
    )  # fmt: skip
    assert (one.source, one.logged_by, one.at) == ("appointment", "kim", person.appointment.starts)


def test_it_is_logged_once(come):
    person = come()
    assert [log_kept(person, outcome="shown", by="kim") for _ in range(2)] == [1, 0]
    appointments.mark(person, "booked", by="kim")
    appointments.mark(person, "kept", by="kim")
    log_kept(person, outcome="shown", by="kim")
    assert Enquiry.objects.count() == 1


def test_who_did_not_come_is_not_logged(come):
    person = come()
    appointments.mark(person, "no_show", by="kim")
    assert (log_kept(person, outcome="shown", by="kim"), Enquiry.objects.count()) == (0, 0)


def test_what_the_kind_is_about_stands_in_for_what_was_not_said(come, bjorkhamn):
    service = ServiceFactory(municipality=bjorkhamn)
    with_service, with_theme, with_neither = come(), come(themes=["forms"]), come()
    with_service.appointment.kind.services.add(service)
    for person in (with_service, with_theme, with_neither):
        log_kept(person, outcome="shown", by="kim")
    found = Enquiry.objects.order_by("pk").values_list("service", "theme")
    assert list(found) == [(service.pk, ""), (None, "forms"), (None, "other")]


def test_group_is_one_enquiry_of_all_who_came(come):
    person = come(people=4)
    appointments.mark(Participant.objects.get(seat=2), "no_show", by="kim")
    assert log_kept(person, outcome="shown", by="kim") == 3
    assert [(one.number, one.source) for one in Enquiry.objects.all()] == [(3, "group")]


@pytest.mark.parametrize(("way", "channel"), [("phone", "phone"), ("home", "home"), ("video", "chat")])
def test_channel_follows_the_way(come, way, channel):
    log_kept(come(way=way), outcome="solved", by="kim")
    assert Enquiry.objects.get().channel == channel


def test_what_is_far_ahead_is_refused_and_nothing_noted(come):
    person = come(ago=-3 * 24 * HOUR)
    with pytest.raises(NotThen):
        log_kept(person, outcome="shown", by="kim")
    assert not Participant.objects.get().is_counted


def test_one_tap_on_the_list_of_the_day(client, bjorkhamn, come):
    sign_in(client, Role.HELPER, bjorkhamn)
    person = come()
    day = timezone.localtime(person.appointment.starts).date().isoformat()
    here, address = (
        f"/bjorkhamn/sv/staff/appointments/?place=library&day={day}",
        (f"/bjorkhamn/sv/staff/measurement/kept/{person.pk}/"),
    )
    assert address in client.get(here).text
    response = client.post(address, {"outcome": "shown"})
    assert (response.url, Enquiry.objects.get().outcome) == (here, "shown")
    assert address not in client.get(here).text


def test_who_is_too_late_is_told_so(client, bjorkhamn, come):
    sign_in(client, Role.HELPER, bjorkhamn)
    address = f"/bjorkhamn/sv/staff/measurement/kept/{come().pk}/"
    for _time in range(2):
        response = client.post(address, {"outcome": "shown", "mine": "1"}, follow=True)
    assert (Enquiry.objects.count(), "messages" in response.context) == (1, True)
    assert client.post(address, {"outcome": "unheard-of"}).status_code == 404
