"""Residents' pages: what is given, signing up, and what one has signed up for."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from tests.courses.conftest import BO, NOW, STARTS, cancel, lined_up, person, sign_up
from tests.factories.courses import CourseDateFactory, CourseFactory
from tests.factories.learning import shipped, taught
from tests.factories.places import PlaceFactory
from verkstad.core.models import Letter
from verkstad.courses.actions import attendance
from verkstad.courses.models import CourseDate, SignUp
from verkstad.courses.queries.dates import Given
from verkstad.courses.queries.listing import soonest_of
from verkstad.learning import receipts

PAGES = "/bjorkhamn/sv/"


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def address(date):
    return f"{PAGES}courses/forsta-steget/{date.pk}/"


def filled(**values):
    return {"name": "Alva Berg", "reach": "alva@example.org", "press": uuid4()} | values


def page_of(made, act=""):
    return f"{PAGES}signed-up/{made.key}/{act}"


def shown(response):
    return [card.date for card in response.context["cards"]]


class TestList:
    def get(self, client, **query):
        return client.get(f"{PAGES}courses/", query)

    def test_soonest_first_with_seats_left(self, client, course, date):
        sooner = CourseDateFactory(course=course, starts=STARTS - timedelta(days=1), seats=1)
        sign_up(sooner, BO)
        page = self.get(client)
        assert shown(page) == [sooner, date]
        assert [card.left for card in page.context["cards"]] == ["Fullt", "2 platser kvar"]

    def test_what_nobody_can_come_to_is_not_there(self, client, bjorkhamn, egesund, course):
        hidden = [{"published_at": None}, {"cancelled_at": NOW}, {"audience": "staff"}, {"starts": NOW}]
        for values in hidden:
            CourseDateFactory(course=course, **({"starts": STARTS} | values))
        CourseDateFactory(course=CourseFactory(municipality=egesund), starts=STARTS)
        CourseDateFactory(course=CourseFactory(municipality=bjorkhamn, withdrawn_at=NOW), starts=STARTS)
        assert shown(self.get(client)) == []

    def test_is_narrowed_by_each_choice(self, client, bjorkhamn, course, library):
        edition = taught(bjorkhamn)
        package = CourseFactory(municipality=bjorkhamn, package=edition.package)
        plain = CourseDateFactory(course=course, starts=STARTS, place=library, link="")
        dates = {
            "language": ("ar", CourseDateFactory(course=course, starts=STARTS, link="", place=library, language="ar")),
            "audience": ("staff", CourseDateFactory(course=course, starts=STARTS, audience="staff")),
            "package": ("base", CourseDateFactory(course=package, starts=STARTS, link="", place=library)),
            "is_online": ("on", CourseDateFactory(course=course, starts=STARTS)),
            "has_seats": (
                "on", CourseDateFactory(course=course, starts=STARTS, seats=1, link="", place=library),
            ),
            "days": (
                "7", CourseDateFactory(course=course, starts=NOW + timedelta(days=6), link="", place=library),
            ),
            "place": (
                str((other := PlaceFactory(municipality=bjorkhamn)).pk),
                CourseDateFactory(course=course, starts=STARTS, place=other, link=""),
            ),
        }  # fmt: skip
        found = {name: shown(self.get(client, **{name: value})) for name, (value, _date) in dates.items()}
        assert found == {name: [date] for name, (_value, date) in dates.items()}
        gone = self.get(client, place="no such")
        assert (plain in shown(gone), gone.text.count("Det finns ingen sådan just nu, så alla visas.")) == (True, 1)

    def test_is_not_there_where_learning_is_off(self, client, bjorkhamn):
        bjorkhamn.parts = []
        bjorkhamn.save()
        assert [client.get(f"{PAGES}{end}").status_code for end in ("courses/", "courses/calendar.ics")] == [404, 404]

    @pytest.mark.parametrize("count", [1, 15])
    def test_database_is_asked_so_many_times(self, client, course, library, django_assert_num_queries, count):
        for number in range(count):
            sign_up(CourseDateFactory(course=course, starts=STARTS, seats=2, place=library), person(number))
        with django_assert_num_queries(6):
            self.get(client)


class TestCourse:
    def test_shows_its_dates_also_cancelled_ones(self, client, course, date):
        off = CourseDateFactory(course=course, starts=STARTS, cancelled_at=NOW)
        CourseDateFactory(course=course, starts=NOW - timedelta(days=1))
        page = client.get(f"{PAGES}courses/forsta-steget/")
        assert {card.date: card.can for card in page.context["cards"]} == {date: "sign-up", off: ""}

    def test_one_of_another_town_or_none_is_not_found(self, client, egesund, bjorkhamn):
        theirs = CourseFactory(municipality=egesund)
        date = CourseDateFactory(course=theirs, starts=STARTS)
        addresses = [f"courses/{theirs.slug}/", f"courses/{theirs.slug}/{date.pk}/", f"signed-up/{uuid4()}/"]
        assert [client.get(PAGES + one).status_code for one in addresses] == [404] * 3

    def test_draft_is_not_found(self, client, course):
        draft = CourseDateFactory(course=course, starts=STARTS, published_at=None)
        assert client.get(f"{PAGES}courses/{course.slug}/{draft.pk}/").status_code == 404


class TestSigningUp:
    def test_without_cookie_or_token(self, date, address):
        client = Client(enforce_csrf_checks=True)
        page = client.get(address)
        press = page.context["form"]["press"].value()
        answer = client.post(address, filled(press=press, age_band="80_plus"))
        made = SignUp.objects.get()
        assert answer.url == page_of(made)
        assert (made.name, made.email, made.language, made.age_band) == (
            "Alva Berg",
            "alva@example.org",
            "sv",
            "80_plus",
        )
        assert (page.cookies, answer.cookies) == ({}, {})
        assert f"http://testserver{page_of(made)}" in Letter.objects.get().text

    @pytest.mark.parametrize(
        ("field", "value"),
        [("name", ""), ("name", "Alva 19400101-1234"), ("reach", ""), ("reach", "19400101-1234"), ("age_band", "old")],
    )
    def test_what_is_wrong_is_told_at_its_field(self, client, address, field, value):
        assert list(client.post(address, filled(**{field: value})).context["form"].errors) == [field]
        assert not SignUp.objects.exists()

    def test_same_address_again_is_told_at_the_field(self, client, date, address):
        sign_up(date)
        assert list(client.post(address, filled()).context["form"].errors) == ["reach"]

    def test_who_comes_too_late_is_told_and_keeps_the_page(self, client, date, address):
        CourseDate.objects.update(cancelled_at=NOW, cancelled_because="Sjukt.")
        page = client.post(address, filled())
        assert (page.status_code, "Sjukt." in page.text, SignUp.objects.count()) == (409, True, 0)

    def test_waiting_list_that_fills_meanwhile_is_told(self, client, date, address, monkeypatch):
        CourseDate.objects.update(most_waiting=0)
        for number in range(2):
            sign_up(date, person(number))
        monkeypatch.setattr("verkstad.courses.views.courses.given_one", lambda _date: empty(date))
        assert client.post(address, filled()).status_code == 409

    def test_opening_day_is_told(self, client, date, address):
        CourseDate.objects.update(opens_at=NOW + timedelta(days=1))
        page = client.get(address)
        assert (page.context["is_not_yet"], "tisdag" in page.text) == (True, True)

    def test_not_too_often_from_one_address(self, client, date, address, settings):
        settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"sign_up_for_course": "1/m/ip"}
        statuses = [client.post(address, filled(reach=f"a{n}@example.org")).status_code for n in range(2)]
        assert statuses == [302, 429]


class TestSignedUp:
    def state(self, client, made):
        return client.get(page_of(made)).context["state"]

    def test_page_is_kept_private_and_tells_where_it_meets(self, client, date):
        page = client.get(page_of(sign_up(date)))
        assert (page["Cache-Control"], page["Referrer-Policy"], date.link in page.text) == (
            "no-store", "no-referrer", True,
        )  # fmt: skip

    def test_who_waits_sees_the_place_in_line_and_no_link(self, client, date):
        made = [sign_up(date, person(number)) for number in range(4)][-1]
        page = client.get(page_of(made))
        assert (page.context["state"], page.context["number"], date.link in page.text) == ("waiting", 2, False)

    def test_signing_off_asks_first_and_is_taken_back(self, client, date):
        made = sign_up(date)
        assert client.get(page_of(made, "sign-off/")).status_code == 200
        assert lined_up(date) == (["Alva Berg"], [])
        assert client.post(page_of(made, "sign-off/")).url == page_of(made)
        assert client.post(page_of(made, "sign-off/")).status_code == 302
        assert (self.state(client, made), lined_up(date)) == ("signed-off", ([], []))
        assert client.get(page_of(made, "sign-off/")).url == page_of(made)
        client.post(page_of(made, "come-back/"))
        assert self.state(client, made) == "seated"

    def test_who_waited_is_not_told_that_a_seat_was_given_away(self, client, date):
        waited = [sign_up(date, person(number)) for number in range(4)][-1]
        cancel(waited)
        assert "Alla platser är tagna. Om du ångrar dig" in client.get(page_of(waited)).text

    def test_it_is_not_taken_back_when_the_seat_is_gone(self, client, date):
        made, *_others = [sign_up(date, person(number)) for number in range(3)]
        cancel(made)
        assert not client.get(page_of(made)).context["may_come_back"]
        client.post(page_of(made, "come-back/"))
        assert self.state(client, made) == "signed-off"

    def test_calendar_file_has_each_session(self, client, course):
        date = CourseDateFactory(course=course, starts=STARTS, seats=1, also=[STARTS + timedelta(days=7)])
        made, waits = sign_up(date), sign_up(date, BO)
        files = [client.get(page_of(one, "calendar.ics")).text for one in (made, waits)]
        assert [(text.count("BEGIN:VEVENT"), "TENTATIVE" in text) for text in files] == [(2, False), (2, True)]
        assert ["(i kö)" in text for text in files] == [False, True]
        cancel(made)
        assert "STATUS:CANCELLED" in client.get(page_of(made, "calendar.ics")).text

    def test_calendar_file_tells_what_to_bring_and_how_to_join_and_sign_off(self, client, date, library):
        CourseDate.objects.update(place=library, equipment={"sv": "Ta med din telefon."})
        made = sign_up(date)
        event = Calendar.from_ical(client.get(page_of(made, "calendar.ics")).content).events[0]
        assert event["DESCRIPTION"].split("\n\n") == [
            "Ta med din telefon.",
            f"Du kan också vara med på nätet: {date.link}",
            f"Se allt om kursen, eller avanmäl dig om du inte kan komma: http://testserver{page_of(made)}",
        ]

    def test_cancelled_date_says_why(self, client, date):
        made = sign_up(date)
        CourseDate.objects.update(cancelled_at=NOW, cancelled_because="Sjukt.")
        assert self.state(client, made) == "called-off"

    def test_who_was_there_is_given_receipts(self, client, bjorkhamn, date, monkeypatch):
        edition = taught(bjorkhamn, shipped(proved_by=["course"]))
        date.course.package = edition.package
        date.course.save()
        came, stayed_away = sign_up(date), sign_up(date, BO)
        session = date.sessions.get()
        attendance.note(session, there={came.pk}, shown_there=(), now=NOW, by="kim")
        monkeypatch.setattr(timezone, "now", lambda: STARTS + timedelta(hours=3))
        proved = client.get(page_of(came)).context["proved"]
        assert [receipts.read(one.receipt).module for one in proved] == ["browser", "post"]
        assert (self.state(client, came), self.state(client, stayed_away)) == ("done", "over")
        assert client.post(page_of(came, "sign-off/")).url == page_of(came)

    def test_who_is_forgotten_is_not_found(self, client, date):
        made = sign_up(date)
        SignUp.objects.update(name="", email="", forgotten_at=NOW)
        assert client.get(page_of(made)).status_code == 404


class TestFeed:
    def test_has_the_dates_of_the_list_and_is_the_same_until_they_change(self, client, course, date):
        address = f"{PAGES}courses/calendar.ics"
        CourseDateFactory(course=course, starts=STARTS, language="ar")
        answer = client.get(address, {"language": "sv"})
        assert (answer.text.count("BEGIN:VEVENT"), f"/courses/forsta-steget/{date.pk}/" in answer.text) == (1, True)
        again = client.get(address, {"language": "sv"}, headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304


def test_search_tells_the_soonest_date_of_each_course(bjorkhamn, course, date):
    CourseDateFactory(course=course, starts=STARTS + timedelta(days=1))
    assert {pk: one.date for pk, one in soonest_of([course.pk], bjorkhamn, NOW).items()} == {course.pk: date}


def empty(date):
    """As it was before anybody came."""
    return Given(date, list(date.sessions.order_by("span")), 2, 0, 0)
