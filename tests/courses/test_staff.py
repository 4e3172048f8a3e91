"""Staff pages: courses and their dates, who comes, and who was there."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.courses.conftest import BO, NOW, STARTS, lined_up, person, sign_up
from tests.factories.courses import CourseDateFactory, CourseFactory, UnitFactory
from tests.factories.learning import taught
from tests.factories.places import moment
from tests.staff import sign_in
from verkstad.core.models import Letter
from verkstad.courses.actions import attendance
from verkstad.courses.actions.dates import cancel_date
from verkstad.courses.models import Attendance, Course, CourseDate, SignUp, Teacher, Unit
from verkstad.courses.queries.dates import given_one
from verkstad.identity.models import Role

STAFF = "/bjorkhamn/en/staff/courses/"


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def editor(client, bjorkhamn):
    return sign_in(client, Role.EDITOR, bjorkhamn)


@pytest.fixture
def helper(client, bjorkhamn):
    return sign_in(client, Role.HELPER, bjorkhamn)


def told(client):
    """What the page says that was done, on the next page."""
    return [str(message) for message in client.get(STAFF).context["messages"]]


def errors(response):
    return list(response.context["form"].errors)


def listed(response, name="cards"):
    return [card.date for card in response.context[name]]


class TestCourses:
    def save(self, client, address="courses/new/", **values):
        return client.post(STAFF + address, {"title_sv": "Mobilen"} | values)

    def test_is_made_and_given_a_date_next(self, client, editor):
        assert self.save(client, about_sv="Ring och skriv.").url == f"{STAFF}courses/mobilen/new-date/"
        assert Course.objects.values_list("slug", "title", "about").get() == (
            "mobilen", {"sv": "Mobilen"}, {"sv": "Ring och skriv."},
        )  # fmt: skip

    def test_slug_is_free(self, client, editor):
        for _time in range(2):
            self.save(client)
        self.save(client, title_sv="New")
        assert set(Course.objects.values_list("slug", flat=True)) == {"mobilen", "mobilen-2", "new-2"}

    def test_of_a_package_with_some_modules(self, client, bjorkhamn, editor):
        package = str(taught(bjorkhamn).package_id)
        wrong = self.save(client, modules=[f"{package}/browser"])
        self.save(client, package=package, modules=[f"{package}/browser"])
        course = Course.objects.get()
        assert (errors(wrong), str(course.package_id), course.modules) == (["modules"], package, ["browser"])
        page = client.get(f"{STAFF}courses/mobilen/")
        form = page.context["form"]
        assert form["modules"].value() == [f"{package}/browser"]
        assert [label for _key, label in form.fields["modules"].choices] == [
            "Grundpaketet: Webbläsaren",
            "Grundpaketet: Posten",
        ]

    def test_is_changed_withdrawn_and_brought_back(self, client, editor, course):
        self.save(client, "courses/forsta-steget/", title_sv="Andra steget")
        assert Course.objects.get().title == {"sv": "Andra steget"}
        client.post(f"{STAFF}courses/forsta-steget/withdraw/")
        assert Course.objects.get().withdrawn_at
        client.post(f"{STAFF}courses/forsta-steget/bring-back/")
        assert not Course.objects.get().withdrawn_at

    def test_list_tells_how_many_dates_are_ahead(self, client, helper, course):
        CourseDateFactory(course=course, starts=STARTS, also=[STARTS + timedelta(days=7)])
        for values in ({"starts": NOW - timedelta(days=3)}, {"cancelled_at": NOW}, {"published_at": None}):
            CourseDateFactory(course=course, **({"starts": STARTS} | values))
        assert [one.ahead for one in client.get(f"{STAFF}courses/").context["page"]] == [1]

    def test_where_learning_is_off_it_says_so(self, client, bjorkhamn, editor):
        bjorkhamn.parts = []
        bjorkhamn.save()
        assert client.get(STAFF).context["may_switch_on"] is False


class TestUnits:
    def test_is_made_and_changed(self, client, bjorkhamn):
        member = sign_in(client, Role.COORDINATOR, bjorkhamn)
        client.post(f"{STAFF}units/", {"name": "Ekbacken", "kind": "unit"})
        unit = Unit.objects.get()
        again = client.post(f"{STAFF}units/", {"name": "Ekbacken", "kind": "unit"})
        client.post(f"{STAFF}units/{unit.pk}/", {"name": "Ekbacken", "kind": "association", "manager": member.pk})
        assert (errors(again), Unit.objects.values_list("kind", "manager").get()) == (
            ["name"], ("association", member.pk),
        )  # fmt: skip


class TestDates:
    @pytest.fixture
    def filled(self, bjorkhamn, library):
        row = {"day_0": "2026-12-07", "starts_0": "10:00", "ends_0": "12:00", "times": "3", "every": "7"}
        texts = {"others": "Ulla, Kalle", "price_sv": "50 kronor"}
        plain = {"seats": "8", "place": library.pk, "language": "sv", "audience": "everybody", "most_waiting": "5"}
        return row | texts | plain

    def new(self, client, values, **changes):
        return client.post(f"{STAFF}courses/forsta-steget/new-date/", values | changes)

    def test_draft_says_once_that_nobody_sees_it(self, client, course, editor, filled):
        page = client.get(self.new(client, filled).url).content.decode()
        assert page.count("Nobody sees it") == 1

    def test_once_a_week_is_made_in_one_go(self, client, course, editor, filled):
        assert self.new(client, filled, members=[editor.pk]).status_code == 302
        given = given_one(CourseDate.objects.get())
        assert [one.span.lower for one in given.sessions] == [STARTS + week * timedelta(days=7) for week in range(3)]
        date = given.date
        assert (given.seats, date.opens_at, date.closes_at, date.published_at) == (8, NOW, STARTS, None)
        assert list(Teacher.objects.order_by("pk").values_list("name", flat=True)) == [
            editor.user.name, "Ulla", "Kalle",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("changes", "wrong"),
        [
            ({"day_0": ""}, ["day_0"]),
            ({"ends_0": "09:00"}, ["ends_0"]),
            ({"ends_0": "nine"}, ["ends_0"]),
            ({"place": ""}, ["place"]),
            ({"place": "", "link": "no link"}, ["link"]),
            ({"seats": "0"}, ["seats"]),
            ({"times": "99"}, ["times"]),
            ({"opens": "2026-12-01", "closes": "2026-11-30"}, ["closes"]),
        ],
    )
    def test_what_is_wrong_is_told_at_its_field(self, client, course, editor, filled, changes, wrong):
        assert errors(self.new(client, filled, **changes)) == wrong

    def test_of_a_unit_is_for_staff(self, client, bjorkhamn, course, editor, filled):
        unit = UnitFactory(municipality=bjorkhamn)
        assert errors(self.new(client, filled, unit=unit.pk)) == ["audience"]
        self.new(client, filled, unit=unit.pk, audience="staff")
        assert CourseDate.objects.get().unit == unit

    def test_window_is_days_of_which_the_last_counts(self, client, course, editor, filled):
        self.new(client, filled, opens="2026-11-25", closes="2026-11-30")
        date = CourseDate.objects.get()
        assert (date.opens_at, date.closes_at) == (moment("2026-11-25 00:00"), moment("2026-12-01 00:00"))
        assert client.get(f"{STAFF}dates/{date.pk}/edit/").context["form"]["closes"].value().day == 30

    def edited(self, client, date):
        form = client.get(f"{STAFF}dates/{date.pk}/edit/").context["form"]
        values = {name: form[name].value() for name in form.fields}
        return {name: value for name, value in values.items() if value not in (None, "")}

    def test_is_changed_and_a_session_is_added(self, client, editor, date):
        sign_up(date)
        more = {"day_1": "2026-12-14", "starts_1": "10:00", "ends_1": "12:00"}
        assert client.post(f"{STAFF}dates/{date.pk}/edit/", self.edited(client, date) | more).status_code == 302
        assert [one.span.lower for one in given_one(date).sessions] == [STARTS, STARTS + timedelta(days=7)]
        assert Letter.objects.filter(kind="course-changed").exists()

    @pytest.mark.parametrize(
        ("more", "wrong"),
        [
            ({"day_1": "2026-12-14"}, ["day_1"]),
            ({"day_1": "2026-12-07", "starts_1": "11:00", "ends_1": "12:30"}, ["day_0"]),
            ({"day_0": "", "starts_0": "", "ends_0": ""}, ["day_0"]),
        ],
    )
    def test_sessions_that_make_no_sense(self, client, editor, date, more, wrong):
        assert errors(client.post(f"{STAFF}dates/{date.pk}/edit/", self.edited(client, date) | more)) == wrong

    def test_session_that_somebody_was_at_stays(self, client, editor, date):
        session = date.sessions.get()
        attendance.note(session, there={sign_up(date).pk}, shown_there=(), now=NOW, by="kim")
        page = client.post(f"{STAFF}dates/{date.pk}/edit/", self.edited(client, date) | {"day_0": "2026-12-08"})
        assert errors(page) == ["day_0"]

    def test_is_published_once(self, client, course, editor):
        draft = CourseDateFactory(course=course, starts=STARTS, seats=1, published_at=None)
        for _time in range(2):
            client.post(f"{STAFF}dates/{draft.pk}/publish/")
        assert CourseDate.objects.get().published_at == NOW

    def test_is_cancelled_with_a_reason(self, client, editor, date):
        sign_up(date, BO)
        address = f"{STAFF}dates/{date.pk}/cancel/"
        assert errors(client.post(address, {"because": ""})) == ["because"]
        for _time in range(2):
            assert client.post(address, {"because": "Sjukt."}).url == f"{STAFF}dates/{date.pk}/"
        page = client.get(f"{STAFF}dates/{date.pk}/")
        assert (page.context["card"].date.cancelled_because, [one.name for one in page.context["to_ring"]]) == (
            "Sjukt.", ["Bo Ek"],
        )  # fmt: skip

    def test_is_copied(self, client, editor, date):
        address = f"{STAFF}dates/{date.pk}/copy/"
        assert errors(client.post(address, {"first_day": "0001-01-01"})) == ["first_day"]
        made = int(client.post(address, {"first_day": "2027-01-11"}).url.split("/")[-2])
        assert given_one(CourseDate.objects.get(pk=made)).starts == moment("2027-01-11 10:00")

    def test_seats_are_set_but_not_below_those_taken(self, client, editor, date):
        for number in range(3):
            sign_up(date, person(number))
        for seats in ("1", "none", "3"):
            client.post(f"{STAFF}dates/{date.pk}/seats/", {"seats": seats})
        assert len(lined_up(date)[0]) == 3
        assert told(client) == [
            "2 seats are taken, so there cannot be fewer.",
            "Write how many seats there are, from 1 to 500.",
            "Saved. Those who waited have moved up where there was room.",
        ]


class TestList:
    def test_own_first_then_what_is_ahead_past_and_drafts(self, client, course, helper):
        ahead = [CourseDateFactory(course=course, starts=STARTS + timedelta(days=day)) for day in range(2)]
        past = [CourseDateFactory(course=course, starts=NOW - timedelta(days=day)) for day in (2, 9)]
        draft = CourseDateFactory(course=course, starts=STARTS, published_at=None)
        Teacher.objects.create(course_date=ahead[1], member=helper, name="Kim")
        page = client.get(STAFF)
        assert (listed(page, "mine"), listed(page)) == ([ahead[1]], ahead)
        assert listed(client.get(f"{STAFF}?which=before")) == past
        assert listed(client.get(f"{STAFF}?which=drafts")) == [draft]

    @pytest.mark.parametrize("count", [1, 12])
    def test_database_is_asked_so_many_times(self, client, course, helper, django_assert_num_queries, count):
        for number in range(count):
            sign_up(CourseDateFactory(course=course, starts=STARTS, seats=2), person(number))
        client.get(STAFF)
        with django_assert_num_queries(8):
            client.get(STAFF)

    def test_readers_see_no_names(self, client, bjorkhamn, date):
        sign_in(client, Role.READER, bjorkhamn)
        sign_up(date)
        page = client.get(f"{STAFF}dates/{date.pk}/")
        assert ("Alva" in page.text, page.context["given"].taken) == (False, 1)


class TestPeople:
    def test_name_is_enough_on_the_phone(self, client, helper, date):
        values = {"name": "Bo Ek", "reach": "", "language": "sv", "press": uuid4()}
        for _time in range(2):
            assert client.post(f"{STAFF}dates/{date.pk}/sign-up/", values).url == f"{STAFF}dates/{date.pk}/"
        assert SignUp.objects.values_list("name", "signed_up_by").get() == ("Bo Ek", helper.actor)

    def test_letter_is_in_their_language(self, client, helper, date):
        values = {"name": "Bo Ek", "reach": "bo@example.org", "language": "da", "press": uuid4()}
        client.post(f"{STAFF}dates/{date.pk}/sign-up/", values)
        assert "http://testserver/bjorkhamn/da/signed-up/" in Letter.objects.get().text

    def test_why_it_is_not_possible_is_told(self, client, helper, date):
        CourseDate.objects.update(cancelled_at=NOW)
        values = {"name": "Bo Ek", "reach": "", "language": "sv", "press": uuid4()}
        assert "This course date is cancelled." in client.get(f"{STAFF}dates/{date.pk}/sign-up/").text
        assert errors(client.post(f"{STAFF}dates/{date.pk}/sign-up/", values)) == ["__all__"]

    def test_signing_off_asks_first(self, client, helper, date):
        made = sign_up(date)
        address = f"{STAFF}people/{made.pk}/sign-off/"
        assert client.get(address).status_code == 200
        for _time in range(2):
            client.post(address)
        assert lined_up(date) == ([], [])
        assert told(client) == ["Signed off.", "They are signed off already."]

    @pytest.fixture
    def manager(self, client, bjorkhamn):
        return sign_in(client, Role.READER, bjorkhamn)

    def team(self, client, date, people, unit):
        values = {"people": people, "unit": unit.pk, "language": "sv", "press": uuid4()}
        return client.post(f"{STAFF}dates/{date.pk}/team/", values)

    def test_manager_signs_the_team_up(self, client, bjorkhamn, manager, date):
        unit = UnitFactory(municipality=bjorkhamn, manager=manager)
        answer = self.team(client, date, "Ada Ek, ada@example.org\n\nBo Ek\nCilla Ek", unit)
        assert answer.url == f"{STAFF}dates/{date.pk}/"
        assert lined_up(date) == (["Ada Ek", "Bo Ek"], ["Cilla Ek"])
        assert told(client) == ["2 have seats. 1 is on the waiting list."]
        assert Letter.objects.get().to == "ada@example.org"

    @pytest.mark.parametrize("people", ["", "Ada 850101-1234", "Ada, ada", ", ada@example.org", "A" * 81])
    def test_what_is_wrong_is_told(self, client, bjorkhamn, manager, date, people):
        unit = UnitFactory(municipality=bjorkhamn, manager=manager)
        assert errors(self.team(client, date, people, unit)) == ["people"]

    def test_only_so_many_at_once(self, client, bjorkhamn, manager, date):
        unit = UnitFactory(municipality=bjorkhamn, manager=manager)
        assert errors(self.team(client, date, "\n".join(f"Person {n:05}" for n in range(41)), unit)) == ["people"]

    def test_nobody_is_when_the_list_is_full(self, client, bjorkhamn, manager, date):
        CourseDate.objects.update(most_waiting=0)
        unit = UnitFactory(municipality=bjorkhamn, manager=manager)
        assert errors(self.team(client, date, "Ada\nBo\nCilla", unit)) == ["__all__"]
        assert lined_up(date) == ([], [])

    def test_nobody_elses_team_nor_for_another_units_date(self, client, bjorkhamn, manager, course, date):
        mine, other = UnitFactory(municipality=bjorkhamn, manager=manager), UnitFactory(municipality=bjorkhamn)
        theirs = CourseDateFactory(course=course, starts=STARTS, audience="staff", unit=other, seats=1)
        assert errors(self.team(client, date, "Ada", other)) == ["unit"]
        assert errors(self.team(client, theirs, "Ada", mine)) == ["unit"]


class TestAttendance:
    def test_is_ticked_for_a_session_and_only_what_changed_is_written(self, client, helper, date):
        people, session = [sign_up(date, person(number)) for number in range(2)], date.sessions.get()
        address = f"{STAFF}dates/{date.pk}/attended/{session.pk}/"
        client.post(address, {"there": [people[0].pk, "x"]})
        client.post(address, {"there": [people[1].pk]})
        assert Attendance.objects.count() == 2
        client.post(address, {"there": [people[1].pk], "was-there": [one.pk for one in people]})
        assert Attendance.objects.get().sign_up == people[1]
        assert client.get(address).status_code == 200

    def test_who_walks_in_is_added(self, client, helper, date):
        session = date.sessions.get()
        address = f"{STAFF}dates/{date.pk}/attended/{session.pk}/walk-in/"
        wrong = client.post(address, {"name": "", "language": "sv", "press": uuid4()})
        client.post(address, {"name": "Bo Ek", "language": "sv", "press": uuid4()})
        assert (errors(wrong), Attendance.objects.get().sign_up.name) == (["name"], "Bo Ek")


def test_session_of_another_date_is_not_found(client, helper, course, date):
    other = CourseDateFactory(course=course, starts=STARTS)
    assert client.get(f"{STAFF}dates/{date.pk}/attended/{other.sessions.get().pk}/").status_code == 404


def test_cancelled_date_is_not_cancelled_again(client, editor, date):
    cancel_date(date, because="x", front=str, now=NOW, by="kim")
    client.post(f"{STAFF}dates/{date.pk}/cancel/", {"because": "Sjukt."})
    assert told(client) == ["It is cancelled already, or over."]


def test_theirs_is_not_found(client, egesund, editor):
    theirs = CourseDateFactory(course=CourseFactory(municipality=egesund), starts=STARTS)
    assert client.get(f"{STAFF}dates/{theirs.pk}/").status_code == 404
