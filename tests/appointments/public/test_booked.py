"""What was booked: seen, moved, cancelled, and put in a calendar by whoever has its address."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.appointments.booking import ALVA, FRONT, TEN, book
from tests.appointments.conftest import NOW
from tests.appointments.public.conftest import PAGES
from tests.factories.appointments import HelperFactory, WorkingPatternFactory
from tests.factories.places import PlaceFactory, moment
from verkstad.appointments import actions
from verkstad.appointments.actions import Person
from verkstad.appointments.models import Participant

ELEVEN = moment("2026-11-23 11:00")


@pytest.fixture
def page(alva):
    return f"{PAGES}booked/{alva.key}/"


@pytest.fixture
def to_eleven(page, library):
    return f"{page}move/20261123T1000Z/?place={library.pk}"


@pytest.fixture
def too_late(monkeypatch, page):
    monkeypatch.setattr(timezone, "now", lambda: TEN - timedelta(minutes=59))


def event(response):
    (found,) = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    return found


def now_of(alva):
    alva.refresh_from_db()
    return alva.appointment.starts, alva.state


class TestPage:
    def test_it_tells_when_where_and_until_when_it_is_changed(self, client, page):
        context = client.get(page).context
        assert (context["when"], context["may_change"], context["change_until"]) == (
            "måndag 23 november klockan 10:00–10:30", True, "måndag 23 november klockan 09:00",
        )  # fmt: skip

    def test_it_is_found_kept_and_told_to_others_by_nobody(self, client, page):
        headers = client.get(page).headers
        told = [headers[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")]
        assert told == ["no-store", "no-referrer", "noindex"]

    def test_it_sets_no_cookie(self, client, page):
        assert client.get(page).cookies == {}

    def test_whose_key_is_unknown_or_forgotten_finds_nothing(self, client, page, alva):
        Participant.objects.update(name="", email="", forgotten_at=NOW)
        assert [client.get(page).status_code, client.get(f"{PAGES}booked/{uuid4()}/").status_code] == [404, 404]

    def test_another_town_does_not_know_it(self, client, egesund, alva):
        assert client.get(f"/egesund/da/booked/{alva.key}/").status_code == 404

    def test_it_is_not_there_where_appointments_are_off(self, client, bjorkhamn, page):
        type(bjorkhamn).objects.update(parts=["places"])
        assert client.get(page).status_code == 404

    def test_shortly_before_it_is_no_longer_changed_here(self, client, page, too_late):
        assert client.get(page).context["may_change"] is False

    def test_it_tells_that_it_has_been(self, client, page, monkeypatch):
        monkeypatch.setattr(timezone, "now", lambda: TEN + timedelta(hours=1))
        assert client.get(page).context["is_over"] is True

    def test_video_is_opened_from_it(self, client, kind, kim, library, weekdays):
        kim.video_url = "https://video.example/kim"
        kim.save()
        key = book(kind, library, person=ALVA, way="video").key
        assert 'href="https://video.example/kim"' in client.get(f"{PAGES}booked/{key}/").text

    def test_pages_ask_the_database_so_many_times(self, client, page, to_eleven, django_assert_num_queries):
        for address, queries in {page: 2, f"{page}cancel/": 2, f"{page}move/": 9, to_eleven: 10}.items():
            client.get(address)
            with django_assert_num_queries(queries):
                client.get(address)


class TestCancelling:
    def test_it_is_asked_about_and_then_cancelled_without_token(self, client_with_csrf, page, alva):
        assert client_with_csrf.get(f"{page}cancel/").status_code == 200
        assert client_with_csrf.post(f"{page}cancel/").url == page
        assert now_of(alva) == (TEN, "cancelled")

    def test_pressed_twice_it_is_cancelled_once(self, client, page):
        assert [client.post(f"{page}cancel/").url for _ in range(2)] == [page] * 2

    def test_too_late_it_leads_back_to_the_page_that_says_so(self, client, page, alva, too_late):
        assert [client.get(f"{page}cancel/").url, client.post(f"{page}cancel/").url] == [page, page]
        assert now_of(alva) == (TEN, "booked")


class TestMoving:
    def test_times_at_the_place_are_shown_and_those_elsewhere_when_asked_for(self, client, bjorkhamn, kind, page):
        place = PlaceFactory(municipality=bjorkhamn)
        WorkingPatternFactory(helper=HelperFactory(municipality=bjorkhamn), place=place, kinds=[kind])
        found = [
            client.get(address).context["found"].days[0] for address in (f"{page}move/", f"{page}move/?anywhere=1")
        ]
        assert [times[0].starts for _day, times in found] == [TEN + timedelta(minutes=30), TEN]

    def test_only_times_with_somebody_who_speaks_what_was_asked_for_are_shown(self, client, page, to_eleven):
        Participant.objects.update(spoken="ar")
        assert (client.get(f"{page}move/").context["found"].days, client.get(to_eleven).status_code) == ([], 409)

    def test_time_leads_to_its_page(self, client, page, to_eleven):
        assert f'href="{to_eleven}"' in client.get(f"{page}move/").text

    def test_both_times_stand_side_by_side_and_one_press_moves(self, client_with_csrf, page, to_eleven, alva):
        context = client_with_csrf.get(to_eleven).context
        clocks = ("10:00–10:30", "11:00–11:30")
        assert (context["when"], context["new"]) == tuple(f"måndag 23 november klockan {clock}" for clock in clocks)
        assert client_with_csrf.post(to_eleven).url == page
        assert now_of(alva) == (ELEVEN, "booked")

    def test_pressed_twice_it_is_moved_once(self, client, page, to_eleven):
        assert [client.post(to_eleven).url for _ in range(2)] == [page] * 2
        assert Participant.objects.get().moves == 1

    def test_taken_time_leads_to_others_and_the_old_one_stays(self, client, kind, library, to_eleven, alva):
        client.get(to_eleven)
        book(kind, library, ELEVEN, person=Person("Bo Ek", "sv", phone="0701740606"))
        for answer in (client.get(to_eleven), client.post(to_eleven)):
            nearest = [time.starts for time in answer.context["nearest"]]
            assert (answer.status_code, nearest[0]) == (409, TEN + timedelta(minutes=30))
        assert now_of(alva) == (TEN, "booked")

    def test_too_late_it_leads_back(self, client, page, to_eleven, too_late):
        assert [client.get(f"{page}move/").url, client.get(to_eleven).url, client.post(to_eleven).url] == [page] * 3

    def test_cancelled_it_leads_back(self, client, page, to_eleven):
        client.post(f"{page}cancel/")
        assert [client.get(to_eleven).url, client.post(to_eleven).url] == [page, page]

    def test_place_of_another_town_is_not_found(self, client, egesund, library, to_eleven):
        other = PlaceFactory(municipality=egesund).pk
        assert client.get(to_eleven.replace(f"place={library.pk}", f"place={other}")).status_code == 404

    def test_call_is_moved_to_any_time(self, client, kind, library, weekdays):
        key = book(kind, library, person=Person("Bo Ek", "sv", phone="0701740606"), way="phone").key
        context = client.get(f"{PAGES}booked/{key}/move/").context
        assert (context["is_anywhere"], context["is_on_site"]) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_many_presses_at_once_move_it_once(page, to_eleven, alva):
    def press(_number):
        try:
            return Client().post(to_eleven)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert [answer.url for answer in pool.map(press, range(8))] == [page] * 8
    alva.refresh_from_db()
    assert alva.moves == 1


class TestEarlier:
    def test_it_is_wished_for_and_not_any_more(self, client_with_csrf, page, alva):
        wishes = []
        for values in ({"wants": "1"}, {}):
            assert client_with_csrf.post(f"{page}earlier/", values).url == page
            alva.refresh_from_db()
            wishes.append(alva.wants_earlier)
        assert wishes == [True, False]

    def test_too_late_nothing_is_wished_for(self, client, page, alva, too_late):
        assert client.post(f"{page}earlier/", {"wants": "1"}).url == page
        alva.refresh_from_db()
        assert alva.wants_earlier is False

    def test_it_is_not_wished_for_by_looking(self, client, page):
        assert client.get(f"{page}earlier/").status_code == 405


class TestCalendar:
    def test_it_tells_when_where_and_how_to_change_it(self, client, page, library):
        found = client.get(f"{page}calendar.ics")
        one = event(found)
        assert found.headers["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
        assert (one["SUMMARY"], one["LOCATION"], one.start, one["STATUS"], one["SEQUENCE"]) == (
            "e-legitimation", "biblioteket", TEN, "CONFIRMED", 0,
        )  # fmt: skip
        assert one["DESCRIPTION"] == f"Boka om eller avboka: http://testserver{page}"

    def test_after_it_was_moved_and_cancelled_it_is_the_same_with_a_higher_number(self, client, page, library, alva):
        first = event(client.get(f"{page}calendar.ics"))
        actions.move(alva, ELEVEN, place=library.pk, front=FRONT, now=NOW)
        moved = event(client.get(f"{page}calendar.ics"))
        actions.cancel(alva, front=FRONT, now=NOW)
        gone = event(client.get(f"{page}calendar.ics"))
        assert {first["UID"], moved["UID"], gone["UID"]} == {first["UID"]}
        assert [(one["SEQUENCE"], one["STATUS"], one.start) for one in (moved, gone)] == [
            (1, "CONFIRMED", ELEVEN),
            (2, "CANCELLED", ELEVEN),
        ]

    def test_sensitive_one_is_not_named(self, client, page, kind):
        kind.preparation, kind.is_sensitive = {"sv": "Ta med alla räkningar."}, True
        kind.save()
        one = event(client.get(f"{page}calendar.ics"))
        assert (one["SUMMARY"], one["CLASS"], "räkningar" in one["DESCRIPTION"]) == ("Din bokade tid", "PRIVATE", False)

    def test_call_has_no_place(self, client, kind, library, weekdays):
        key = book(kind, library, person=Person("Bo Ek", "sv", phone="0701740606"), way="phone").key
        one = event(client.get(f"{PAGES}booked/{key}/calendar.ics"))
        assert (one.get("LOCATION"), one["DESCRIPTION"].splitlines()[0]) == (None, "Vi ringer dig på 0701740606.")
