"""Who was there, what that proves, and what the worker does before and afterwards."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.courses.conftest import BO, NOW, STARTS, cancel, lined_up, person, sign_up
from tests.factories.courses import CourseDateFactory, SignUpFactory
from tests.factories.learning import module_document, shipped, taught
from tests.factories.municipalities import DomainFactory
from verkstad.core.models import AuditEntry, Letter
from verkstad.courses import tasks
from verkstad.courses.actions import attendance
from verkstad.courses.models import Attendance, SignUp
from verkstad.courses.queries.attendance import attendance_list, has_taken, proved_by, sessions_needed
from verkstad.courses.queries.dates import given_one
from verkstad.learning import receipts

WEEK = timedelta(days=7)
OVER = STARTS + 3 * WEEK + timedelta(hours=6)
KEPT = {"now": STARTS, "by": "kim"}


@pytest.fixture
def four(course):
    """Once a week, four times."""
    return CourseDateFactory(course=course, starts=STARTS, seats=2, also=[STARTS + week * WEEK for week in (1, 2, 3)])


def attend(date, who, times):
    for session in date.sessions.order_by("span")[:times]:
        attendance.note(session, there={who.pk}, shown_there=(), **KEPT)


def there(session):
    return sorted(Attendance.objects.filter(session=session).values_list("sign_up__name", flat=True))


class TestNoting:
    @pytest.fixture
    def session(self, date):
        return date.sessions.get()

    @pytest.fixture
    def three(self, date):
        return [sign_up(date, person(number)) for number in range(3)]

    def test_two_who_fill_in_the_same_list_lose_nothing(self, session, three):
        attendance.note(session, there={three[0].pk}, shown_there=(), **KEPT)
        attendance.note(session, there={three[1].pk}, shown_there=(), **KEPT)
        attendance.note(session, there={three[0].pk, three[1].pk}, shown_there=(), **KEPT)
        assert there(session) == ["Person 0", "Person 1"]
        attendance.note(session, there=(), shown_there={three[0].pk}, **KEPT)
        assert there(session) == ["Person 1"]

    def test_nothing_changed_leaves_no_trail(self, session, three):
        attendance.note(session, there=(), shown_there=(), **KEPT)
        assert not AuditEntry.objects.filter(action="course_date.attendance_noted").exists()

    def test_who_waited_and_came_gets_a_chair(self, date, session, three):
        attendance.note(session, there={three[2].pk}, shown_there=(), **KEPT)
        assert lined_up(date) == (["Person 0", "Person 1", "Person 2"], [])

    def test_who_signed_off_or_is_of_another_date_is_not_noted(self, course, session, three):
        cancel(three[0])
        stranger = SignUpFactory(course_date=CourseDateFactory(course=course, starts=STARTS))
        attendance.note(session, there={three[0].pk, stranger.pk}, shown_there=(), **KEPT)
        assert there(session) == []

    def test_who_walks_in_sits_on_a_free_seat_or_a_chair_is_brought(self, date, session):
        press = uuid4()
        for name in (press, press, uuid4(), uuid4()):
            attendance.walk_in(session, BO, press=name, **KEPT)
        assert (lined_up(date), there(session)) == ((["Bo Ek"] * 3, []), ["Bo Ek"] * 3)

    def test_list_shows_who_was_when(self, date, session, three):
        attendance.note(session, there={three[1].pk}, shown_there=(), **KEPT)
        lines = attendance_list(given_one(date))
        assert [(one.sign_up.name, one.sessions) for one in lines] == [
            ("Person 0", frozenset()), ("Person 1", frozenset({session.pk})), ("Person 2", frozenset()),
        ]  # fmt: skip


class TestTaken:
    @pytest.mark.parametrize(("sessions", "needed"), [(1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (8, 6)])
    def test_three_of_four_sessions_are_enough(self, course, sessions, needed):
        also = [STARTS + week * WEEK for week in range(1, sessions)]
        assert sessions_needed(given_one(CourseDateFactory(course=course, starts=STARTS, also=also))) == needed

    def test_when_it_is_over_and_they_were_there(self, four):
        who = sign_up(four)
        attend(four, who, 2)
        given = given_one(four)
        assert not has_taken(who, given, OVER)
        attend(four, who, 3)
        assert [has_taken(who, given, now) for now in (STARTS, OVER)] == [False, True]

    def test_modules_of_the_edition_that_a_course_proves(self, bjorkhamn, course, date):
        edition = taught(bjorkhamn, shipped(proved_by=["course", "test"]))
        given = given_one(date)
        assert proved_by(given, ["sv"]) == []
        given.date.course.package = edition.package
        found = proved_by(given, ["sv"])
        assert [one.name for one in found] == ["base/browser", "base/post"]
        assert (receipts.read(found[0].receipt).edition, receipts.read(found[0].receipt).way) == (edition.pk, "course")
        given.date.course.modules = ["post"]
        assert [one.name for one in proved_by(given, ["sv"])] == ["base/post"]

    def test_none_where_a_course_proves_nothing(self, bjorkhamn, course, date):
        given = given_one(date)
        given.date.course.package = taught(bjorkhamn, shipped(module_document(), proved_by=["test"])).package
        assert proved_by(given, ["sv"]) == []


class TestWorker:
    @pytest.fixture(autouse=True)
    def host(self, bjorkhamn):
        return DomainFactory(municipality=bjorkhamn, host="bjorkhamn.example")

    def told(self, kind):
        return list(Letter.objects.filter(kind=f"course-{kind}").order_by("pk").values_list("to", flat=True))

    def test_those_seated_are_reminded_once_a_day_before(self, date):
        for number in range(3):
            sign_up(date, person(number))
        sign_up(date, BO)
        tasks.remind(STARTS - timedelta(hours=27))
        assert self.told("reminder") == []
        for hours in (25, 24):
            tasks.remind(STARTS - timedelta(hours=hours))
        assert self.told("reminder") == ["person-0@example.org", "person-1@example.org"]

    def test_who_signed_up_yesterday_is_not_reminded(self, date):
        sign_up(date, now=STARTS - timedelta(hours=30))
        tasks.remind(STARTS - timedelta(hours=25))
        assert self.told("reminder") == []

    def test_who_has_taken_it_is_told_once(self, bjorkhamn, four):
        four.course.package = taught(bjorkhamn).package
        four.course.save()
        came, stayed_away = sign_up(four, person(1)), sign_up(four, person(2))
        attend(four, came, 3)
        attend(four, stayed_away, 1)
        for _time in range(2):
            tasks.tell_done(OVER)
        assert self.told("done") == ["person-1@example.org"]
        assert f"bjorkhamn.example/sv/signed-up/{came.key}/" in Letter.objects.get(kind="course-done").text

    def test_names_are_forgotten_and_counts_stay(self, date, settings):
        came = sign_up(date)
        attend(date, came, 1)
        tasks.forget(STARTS + timedelta(days=settings.COURSES_KEPT_DAYS))
        assert SignUp.objects.get().name == "Alva Berg"
        for hours in (3, 4):
            tasks.forget(STARTS + timedelta(days=settings.COURSES_KEPT_DAYS, hours=hours))
        after = SignUp.objects.get()
        assert (after.name, after.email, after.state, Attendance.objects.count()) == ("", "", "seated", 1)
        assert AuditEntry.objects.filter(action="sign_ups.forgotten").count() == 1

    def test_town_without_a_host_name_gets_no_letters(self, host, date, caplog, settings):
        settings.DEMO = False
        host.delete()
        sign_up(date, now=NOW)
        tasks.remind(STARTS - timedelta(hours=25))
        assert (self.told("reminder"), len(caplog.messages)) == ([], 1)
