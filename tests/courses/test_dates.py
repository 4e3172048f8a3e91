"""Courses, when they are given, and what those who signed up are told of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.courses.conftest import ACT, BO, NOW, STARTS, cancel, person, sign_up
from tests.factories.courses import CourseDateFactory, UnitFactory
from tests.factories.identity import MembershipFactory
from tests.factories.places import moment
from verkstad.core.models import Letter
from verkstad.courses.actions import attendance
from verkstad.courses.actions import courses as actions
from verkstad.courses.actions.courses import CourseData
from verkstad.courses.actions.dates import (
    Attended,
    DateData,
    Unfit,
    cancel_date,
    change_date,
    copy_date,
    make_date,
    publish_date,
)
from verkstad.courses.models import Course, Unit
from verkstad.courses.queries.dates import given_one

HOUR = timedelta(hours=1)
TOLD = {"front": ACT["front"], "by": "kim"}


@pytest.fixture
def data(library):
    sessions = [(STARTS + week, STARTS + week + HOUR) for week in (timedelta(0), timedelta(days=7))]
    return DateData(language="sv", opens_at=NOW, closes_at=STARTS, sessions=sessions, place=library)


@pytest.fixture
def made(course, data):
    made = make_date(course, data, seats=2, by="kim")
    publish_date(made, now=NOW, by="kim")
    return made


def told():
    letters = Letter.objects.exclude(kind="course-signed-up").order_by("pk")
    return list(letters.values_list("kind", "to"))


class TestCourses:
    def test_is_made_changed_withdrawn_and_brought_back(self, bjorkhamn):
        data = CourseData("mobil", {"sv": "Mobilen"})
        course = actions.save_course(data, municipality=bjorkhamn)
        actions.save_course(replace(data, title={"sv": "Telefonen"}), municipality=bjorkhamn)
        assert Course.objects.get().title == {"sv": "Telefonen"}
        actions.withdraw_course(course, now=NOW, by="kim")
        assert not Course.objects.for_residents_of(bjorkhamn)
        actions.bring_back_course(course, by="kim")
        assert Course.objects.for_residents_of(bjorkhamn).get() == course

    def test_none_are_there_where_learning_is_off(self, bjorkhamn, course):
        bjorkhamn.parts = []
        assert not Course.objects.for_residents_of(bjorkhamn)

    def test_unit_is_made_and_changed(self, bjorkhamn):
        member = MembershipFactory(municipality=bjorkhamn)
        unit = actions.save_unit("Ekbacken", "unit", municipality=bjorkhamn, manager=None)
        actions.save_unit("Ekbackens hemtjänst", "unit", municipality=bjorkhamn, manager=member, unit=unit)
        assert Unit.objects.values_list("name", "manager").get() == ("Ekbackens hemtjänst", member.pk)


class TestMaking:
    def test_has_its_sessions_seats_and_teachers(self, bjorkhamn, course, data):
        kim = MembershipFactory(municipality=bjorkhamn)
        date = make_date(course, replace(data, members=[kim], other_teachers=["Ulla"]), seats=3)
        given = given_one(date)
        assert (given.starts, given.ends, given.seats) == (STARTS, STARTS + timedelta(days=7) + HOUR, 3)
        assert list(date.teachers.values_list("member", "name").order_by("pk")) == [
            (kim.pk, kim.user.name), (None, "Ulla"),
        ]  # fmt: skip

    def test_is_published_once(self, made):
        with pytest.raises(Unfit):
            publish_date(made, now=NOW)

    def test_is_not_published_without_seats(self, course, data):
        with pytest.raises(Unfit):
            publish_date(make_date(course, data, seats=0), now=NOW)

    def test_copy_keeps_the_clock_over_a_change_to_summer_time(self, made):
        copy = copy_date(made, first_day=moment("2027-04-05 00:00").date(), now=NOW, by="kim")
        given = given_one(copy)
        assert [one.span.lower for one in given.sessions] == [moment("2027-04-05 10:00"), moment("2027-04-12 10:00")]
        assert (copy.published_at, copy.opens_at, copy.closes_at, given.seats) == (
            None, NOW, moment("2027-04-05 10:00"), 2,
        )  # fmt: skip

    def test_copy_has_the_teachers(self, bjorkhamn, course, data):
        kim = MembershipFactory(municipality=bjorkhamn)
        date = make_date(course, replace(data, members=[kim], other_teachers=["Ulla"]), seats=3)
        copy = copy_date(date, first_day=NOW.date(), now=NOW, by="kim")
        assert [one.name for one in copy.teachers.order_by("pk")] == [kim.user.name, "Ulla"]


class TestChanging:
    def test_everybody_is_told_of_other_times(self, made, data):
        sign_up(made)
        change_date(made, replace(data, sessions=[(STARTS + HOUR, STARTS + 2 * HOUR)]), **TOLD)
        assert told() == [("course-changed", "alva@example.org")]
        assert "11:00–12:00" in Letter.objects.get(kind="course-changed").text

    def test_everybody_is_told_of_another_room(self, made, data):
        sign_up(made)
        change_date(made, replace(data, room="Sal 2"), **TOLD)
        assert told() == [("course-changed", "alva@example.org")]

    def test_nobody_is_told_of_the_rest(self, made, data):
        sign_up(made)
        change_date(made, replace(data, price={"sv": "50 kronor"}), **TOLD)
        assert told() == []
        assert given_one(made).date.price == {"sv": "50 kronor"}

    def test_nobody_is_told_when_it_is_cancelled(self, made, data):
        sign_up(made)
        cancel_date(made, because="Sjukt.", now=NOW, **TOLD)
        change_date(made, replace(data, room="Sal 2"), **TOLD)
        assert told() == [("course-called-off", "alva@example.org")]

    def test_session_that_somebody_was_at_stays(self, made, data):
        came = sign_up(made)
        first = made.sessions.order_by("span").first()
        attendance.note(first, there={came.pk}, shown_there=(), now=STARTS, by="kim")
        with pytest.raises(Attended):
            change_date(made, replace(data, sessions=data.sessions[1:]), **TOLD)


class TestCancelling:
    def test_all_who_have_not_signed_off_are_told_why(self, made):
        for number in range(3):
            sign_up(made, person(number))
        cancel(sign_up(made, person(3)))
        sign_up(made, BO)
        cancel_date(made, because="Läraren är sjuk.", now=NOW, **TOLD)
        assert told()[1:] == [("course-called-off", f"person-{number}@example.org") for number in range(3)]
        assert "Läraren är sjuk." in Letter.objects.filter(kind="course-called-off").first().text

    def test_not_twice_nor_when_it_is_over(self, made):
        with pytest.raises(Unfit):
            cancel_date(made, because="x", now=STARTS + timedelta(days=8), **TOLD)
        cancel_date(made, because="x", now=NOW, **TOLD)
        with pytest.raises(Unfit):
            cancel_date(made, because="x", now=NOW, **TOLD)


def test_unit_date_is_for_nobody_else(bjorkhamn, course):
    unit = UnitFactory(municipality=bjorkhamn)
    CourseDateFactory(course=course, starts=STARTS, audience="staff", unit=unit)
    assert not course.dates.for_residents_of(bjorkhamn)
