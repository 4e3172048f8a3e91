"""Residents book the time they have chosen."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from tests.appointments.booking import TEN, book
from tests.appointments.public.conftest import PAGES, person
from tests.factories.appointments import AppointmentFactory, HelperFactory, ParticipantFactory, WorkingPatternFactory
from tests.factories.places import PlaceFactory, moment
from tests.factories.services import ServiceFactory
from verkstad.appointments.models import Participant
from verkstad.core.models import Letter

pytestmark = pytest.mark.usefixtures("weekdays")
TAKEN = 409


def errors(response):
    return {name: list(words) for name, words in response.context["form"].errors.items()}


def offered(response):
    return [(time.starts, time.place.slug) for time in response.context["nearest"]]


def test_time_is_booked_without_cookie_or_token(client_with_csrf, ten):
    page = client_with_csrf.get(ten)
    answer = client_with_csrf.post(ten, person(press=page.context["form"]["press"].value()))
    booked = Participant.objects.get()
    assert answer.url == f"{PAGES}booked/{booked.key}/"
    assert (booked.appointment.starts, booked.name, booked.email, booked.phone, booked.language) == (
        TEN, "Alva Berg", "alva@example.org", "", "sv",
    )  # fmt: skip
    assert (page.cookies, answer.cookies) == ({}, {})


def test_letter_leads_to_the_booking(client, ten):
    client.post(ten, person())
    assert f"http://testserver{PAGES}booked/{Participant.objects.get().key}/" in Letter.objects.get().text


def test_page_is_not_kept_by_the_browser_so_that_another_press_is_another_booking(client, ten):
    shown = [client.get(ten) for _ in range(2)]
    assert [page.headers["Cache-Control"] for page in shown] == ["no-store"] * 2
    assert shown[0].context["form"]["press"].value() != shown[1].context["form"]["press"].value()


def test_button_pressed_twice_books_once(client, ten):
    values = person()
    assert client.post(ten, values).url == client.post(ten, values).url


def test_service_or_theme_that_led_here_is_kept(client, bjorkhamn, ten):
    service = ServiceFactory(municipality=bjorkhamn, slug="forskola")
    client.post(f"{ten}&service=forskola", person())
    client.post(f"{ten}&theme=eid".replace("T0900", "T0930"), person())
    client.post(f"{ten}&service=no-such".replace("T0900", "T1000"), person())
    about = Participant.objects.order_by("appointment__span").values_list("service", "theme")
    assert list(about) == [(service.pk, ""), (None, "eid"), (None, "")]


def test_who_speaks_the_chosen_language_is_met(client, bjorkhamn, kind, library, ten):
    fatima = HelperFactory(municipality=bjorkhamn, name="Fatima", languages=["ar"])
    WorkingPatternFactory(helper=fatima, place=library, kinds=[kind])
    client.post(f"{ten}&language=ar", person())
    assert Participant.objects.get().appointment.helper == fatima


@pytest.mark.parametrize("typed", ["070-174 06 05", " +46 (0)70  174 06 05 ", "0046701740605"])
def test_phone_number_is_kept_in_one_way_however_it_is_written(client, ten, typed):
    client.post(ten, person(reach=typed))
    assert Participant.objects.values_list("phone", "email").get() == ("+46 70 174 06 05", "")


@pytest.mark.parametrize(
    "typed",
    ["", "alva", "alva@", "12345", "0123", "701740605123", "20 12 34 56", "500101-1234", "ring mig", "\x00"],
)
def test_what_is_neither_is_refused_beside_its_field(client, ten, typed):
    answer = client.post(ten, person(reach=typed))
    assert (answer.status_code, list(errors(answer))) == (200, ["reach"])
    assert not Participant.objects.exists()


@pytest.mark.parametrize("name", ["", " ", "x" * 81, "Alva 19500101-1234", "alva@example.org"])
def test_name_is_a_name(client, ten, name):
    assert list(errors(client.post(ten, person(name=name)))) == ["name"]


def test_who_is_rung_is_asked_for_a_number(client, kind, ten):
    kind.ways = ["phone"]
    kind.save()
    assert "Skriv ett telefonnummer med riktnummer. Vi ringer dig." in client.post(ten, person()).text
    assert client.post(ten, person(reach="070-174 06 05")).status_code == 302


def test_who_has_five_times_ahead_is_told_so(client, kim, library, kind, ten):
    for number in range(5):
        starts = moment("2026-11-24 10:00") + number * timedelta(minutes=30)
        appointment = AppointmentFactory(kind=kind, helper=kim, place=library, starts=starts)
        ParticipantFactory(appointment=appointment, phone="+46 70 174 06 05")
    assert list(errors(client.post(ten, person(reach="0701740605")))) == ["__all__"]


def test_one_address_books_only_so_many(client, ten):
    answers = [client.post(ten, person(reach=f"alva{number}@example.org")).status_code for number in range(41)]
    assert answers == [302, *[TAKEN] * 39, 429]


class TestTaken:
    def test_nearest_times_are_offered_first_at_the_place_then_elsewhere(self, client, bjorkhamn, kind, library, ten):
        place = PlaceFactory(municipality=bjorkhamn, slug="filialen")
        WorkingPatternFactory(helper=HelperFactory(municipality=bjorkhamn), place=place, kinds=[kind], days=[1])
        half_past_eleven = ten.replace("T0900", "T1030")
        book(kind, library, moment("2026-11-23 11:30"))
        clocks = ("10:30", "11:00", "12:00", "12:30")
        there = [(moment(f"2026-11-23 {clock}"), "biblioteket") for clock in clocks]
        elsewhere = [(moment(f"2026-11-24 {clock}"), "filialen") for clock in ("10:00", "10:30", "11:00", "11:30")]
        for answer in (client.get(half_past_eleven), client.post(half_past_eleven, person(reach="0701740605"))):
            assert (answer.status_code, offered(answer)) == (TAKEN, [*there, *elsewhere])

    def test_by_phone_a_time_stands_once_wherever_the_helper_sits(self, client, bjorkhamn, kind, library, ten):
        kind.ways = ["phone"]
        kind.save()
        place = PlaceFactory(municipality=bjorkhamn)
        WorkingPatternFactory(helper=HelperFactory(municipality=bjorkhamn), place=place, kinds=[kind])
        answer = client.get(ten.replace("T0900", "T0800"))
        clocks = ("10:00", "10:30", "11:00", "11:30")
        assert [starts for starts, _place in offered(answer)] == [moment(f"2026-11-23 {clock}") for clock in clocks]

    def test_time_that_never_was_is_taken_too(self, client, ten):
        assert client.get(ten.replace("T0900", "T0907")).status_code == TAKEN

    def test_who_goes_back_after_booking_is_not_told_that_somebody_else_has_it(self, client, ten):
        pressed = person(reach="0701740605")
        client.post(ten, pressed)
        again = client.get(ten)
        assert (again.status_code, "det var du som bokade den" in again.text) == (TAKEN, True)

    def test_address_that_is_no_time_is_not_found(self, client, ten):
        assert client.get(ten.replace("1123T", "1399T")).status_code == 404

    @pytest.mark.parametrize("place", ["", "0", "nonsense", str(2**70)])
    def test_address_without_a_place_is_not_found(self, client, library, ten, place):
        assert client.get(ten.replace(f"place={library.pk}", f"place={place}")).status_code == 404


@pytest.mark.parametrize("number", [1, 4])
def test_page_asks_the_database_so_many_times(client, bjorkhamn, kind, library, ten, number, django_assert_num_queries):
    for _ in range(number):
        WorkingPatternFactory(helper=HelperFactory(municipality=bjorkhamn), place=library, kinds=[kind])
    client.get(ten)
    with django_assert_num_queries(10):
        client.get(ten)


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_at_the_last_time_leave_one_with_it_and_offer_the_others_more(settings, kind, ten):
    settings.ACCOUNT_RATE_LIMITS = {}

    def press(number):
        try:
            return Client().post(ten, person(reach=f"somebody{number}@example.org"))
        finally:
            connection.close()

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(press, range(50)))
    assert sorted(answer.status_code for answer in answers) == [302, *[TAKEN] * 49]
    (won,) = (answer for answer in answers if answer.status_code == 302)
    assert won.url == f"{PAGES}booked/{Participant.objects.get().key}/"
    assert all("20261123T0930Z" in answer.text for answer in answers if answer.status_code == TAKEN)
