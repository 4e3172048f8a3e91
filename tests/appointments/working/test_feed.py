"""A helper's calendar feed, read by icalendar."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.utils import timezone
from icalendar import Calendar

from tests.factories.appointments import AppointmentKindFactory, ParticipantFactory
from tests.factories.identity import MembershipFactory
from tests.factories.places import moment
from verkstad.appointments.models import Helper


@pytest.fixture
def address(kim):
    return f"/bjorkhamn/sv/calendar/{kim.feed_key}.ics"


def events(client, address):
    response = client.get(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).events


def test_feed_has_what_is_booked_from_a_month_ago_on(client, address, booked, now):
    booked("2026-10-23 12:00")
    for text in ("2026-10-26 12:00", "2026-11-23 12:00", "2027-06-01 12:00"):
        booked(text)
    booked("2026-11-24 12:00", cancelled_at=now)
    assert [event.start for event in events(client, address)] == [
        datetime(2026, 10, 26, 11, tzinfo=UTC),
        datetime(2026, 11, 23, 11, tzinfo=UTC),
        datetime(2027, 6, 1, 10, tzinfo=UTC),
    ]


def test_event_says_what_who_when_and_where(client, address, booked, library):
    library.street, library.postcode, library.city = "Storgatan 12", "999 01", "Björkhamn"
    library.save()
    row = booked("2026-11-23 12:00")
    [event] = events(client, address)
    told = (event["SUMMARY"], event["LOCATION"], event.end, event["UID"], event.DTSTAMP, event.get("DESCRIPTION"))
    assert told == (
        "e-legitimation: Alva",
        "biblioteket, Storgatan 12, 999\N{NO-BREAK SPACE}01 Björkhamn",
        datetime(2026, 11, 23, 11, 30, tzinfo=UTC),
        f"appointment-{row.pk}@bjorkhamn.verkstad",
        row.participants.get().booked_at,
        None,
    )


@pytest.mark.parametrize(
    ("way", "words"), [("phone", "Per telefon: +46701740605"), ("video", "I videosamtal"), ("home", "Hemma hos dig")]
)
def test_number_stands_only_where_the_helper_rings(client, address, booked, way, words):
    booked("2026-11-23 12:00", way=way)
    [event] = events(client, address)
    assert (event["DESCRIPTION"], event.get("LOCATION")) == (words, None)


@pytest.mark.parametrize("way", ["on_site", "phone"])
def test_of_something_sensitive_only_the_time_is_told(client, address, booked, kind, way):
    kind.is_sensitive = True
    kind.save()
    booked("2026-11-23 12:00", way=way)
    [event] = events(client, address)
    assert (event["SUMMARY"], event["CLASS"]) == ("Bokad", "PRIVATE")
    assert [word for word in ("Alva", "740605", "e-leg") if word in client.get(address).text] == []


def test_group_tells_how_many_come(client, address, booked, bjorkhamn):
    group = booked("2026-11-23 12:00", kind=AppointmentKindFactory(municipality=bjorkhamn, slug="kurs", seats=8))
    ParticipantFactory(appointment=group, seat=2)
    ParticipantFactory(appointment=group, seat=3, state="cancelled")
    assert [event["SUMMARY"] for event in events(client, address)] == ["kurs: 2 av 8"]


def test_who_is_forgotten_has_no_name(client, address, booked, now):
    row = booked("2026-11-20 12:00")
    row.participants.update(name="", phone="", forgotten_at=now)
    assert [event["SUMMARY"] for event in events(client, address)] == ["e-legitimation"]


def test_unchanged_feed_is_not_sent_again(client, address, booked):
    booked("2026-11-23 12:00")
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    booked("2026-11-23 13:00")
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_only_the_secret_opens_it(client, address, kim, egesund):
    assert client.get(address).status_code == 200
    others = [address.replace("bjorkhamn/sv", "egesund/da"), f"/bjorkhamn/sv/calendar/{uuid4()}.ics"]
    assert [client.get(other).status_code for other in others] == [404, 404]
    Helper.objects.update(feed_key=None)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("change", [{"is_active": False}, {"parts": []}])
def test_feed_of_the_retired_and_where_appointments_are_off_is_closed(client, address, kim, bjorkhamn, change):
    row = kim if "is_active" in change else bjorkhamn
    type(row).objects.filter(pk=row.pk).update(**change)
    assert client.get(address).status_code == 404


def test_feed_of_who_is_suspended_or_gone_is_closed(client, address, kim, bjorkhamn):
    member = MembershipFactory(municipality=bjorkhamn)
    Helper.objects.update(user=member.user)
    assert client.get(address).status_code == 200
    member.suspended_at, member.suspended_by = timezone.now(), "system"
    member.save()
    assert client.get(address).status_code == 404
    member.delete()
    assert client.get(address).status_code == 404


def test_empty_feed_is_a_calendar(client, address):
    calendar = Calendar.from_ical(client.get(address).content)
    assert (calendar.events, calendar.calendar_name) == ([], "Bokade tider: Kim")


def test_clock_change_moves_nothing(client, address, booked):
    booked("2027-03-28 12:00")
    assert [event.start for event in events(client, address)] == [moment("2027-03-28 12:00").astimezone(UTC)]
