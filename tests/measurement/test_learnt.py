"""What was learnt is told by package, module, lesson, language, course, place, unit, age, area and month."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from tests.factories.learning import shipped, taught
from tests.factories.outreach import AmbassadorFactory
from tests.factories.places import PlaceFactory
from tests.measurement.conftest import BEFORE, NOW
from tests.measurement.test_pages import table
from tests.measurement.test_practising import lines
from tests.staff import sign_in
from verkstad.courses.models import Attendance, Course, CourseDate, Seat, Session, SignUp, Unit
from verkstad.identity.models import Role
from verkstad.learning.models import Counted, LearningCount
from verkstad.outreach.models import Occasion

LEARNT = "/bjorkhamn/en/staff/measurement/learnt/"


@pytest.fixture
def reader(client, bjorkhamn):
    sign_in(client, Role.READER, bjorkhamn)
    return client


def learn(edition, what, number, *, module="browser", lesson="", language="sv", day=NOW):
    way = "test" if what == Counted.PROVED else ""
    LearningCount.objects.create(
        edition=edition, what=what, number=number, module=module, lesson=lesson, way=way, language=language, day=day
    )


def give(course, *came, day=NOW, place=None, unit=None):
    """A date with twenty seats on two days, to which people of these ages and units came, the first one twice."""
    starts = datetime.combine(day, time(9), UTC)
    date = CourseDate.objects.create(
        course=course, place=place, unit=unit, audience="staff" if unit else "everybody", language="sv",
        link="" if place else "https://meet.example.org/", opens_at=starts - timedelta(days=9), closes_at=starts,
        published_at=starts - timedelta(days=9),
    )  # fmt: skip
    days = [starts + timedelta(days=number) for number in (0, 1)]
    sessions = [
        Session.objects.create(course_date=date, span=DateTimeTZRange(one, one + timedelta(hours=1))) for one in days
    ]
    seats = Seat.objects.bulk_create(Seat(course_date=date, number=number) for number in range(20))
    for number, (age, of_unit) in enumerate(came):
        person = SignUp.objects.create(
            course_date=date, seat=seats[number], state="seated", name="Alva", phone="+4670", language="sv",
            age_band=age, unit=of_unit, signed_up_at=starts,
        )  # fmt: skip
        for session in sessions if number == 0 else sessions[1:]:
            Attendance.objects.create(sign_up=person, session=session, noted_by="maja")
    return date


def ask(client, **query):
    return client.get(LEARNT, {"period": f"{NOW:%Y-%m}.1"} | query)


def test_packages_are_compared_with_the_period_before(reader, edition):
    learn(edition, Counted.STARTED, 12)
    learn(edition, Counted.STARTED, 8, day=BEFORE)
    learn(edition, Counted.PROVED, 6)
    learn(edition, Counted.COMPLETED, 3, module="")
    response = ask(reader)
    assert table(response, "At one's own pace, by package") == {
        "Grundpaketet": ["12", "8", "+50", "6", "0", "–", "<5", "0", "–"]
    }
    assert [(one.number.text, one.before.text) for one in response.context["sums"]] == [
        ("12", "8"), ("6", "0"), ("<5", "0"), ("0", "0"),
    ]  # fmt: skip


def test_modules_tell_where_most_stop(reader, edition):
    learn(edition, Counted.STARTED, 30)
    for lesson, number in {"a": 30, "b": 28, "c": 12}.items():
        learn(edition, Counted.REACHED, number, lesson=lesson)
    learn(edition, Counted.PASSED, 9)
    learn(edition, Counted.NOT_PASSED, 5)
    learn(edition, Counted.STARTED, 7, module="post")
    assert table(ask(reader), "By module: Grundpaketet") == {
        "Webbläsaren": ["30", "9", "5", "0", "B"],
        "Posten": ["7", "0", "0", "0", "–"],
        "Total": ["37", "9", "5", "0", "–"],
    }


def test_lessons_are_told_of_one_package(reader, edition):
    for lesson, number in {"a": 30, "b": 28, "c": 12}.items():
        learn(edition, Counted.REACHED, number, lesson=lesson)
    learn(edition, Counted.PASSED, 6)
    response = ask(reader, package=edition.package_id)
    assert table(response, "Lesson by lesson: Webbläsaren") == {
        "1. A": ["30", "<5"], "2. B": ["28", "16"], "3. C": ["12", "≥5"],
    }  # fmt: skip


def test_who_skips_a_lesson_did_not_stop_before_it(reader, edition):
    for lesson, number in {"a": 10, "b": 5, "c": 10}.items():
        learn(edition, Counted.REACHED, number, lesson=lesson)
    learn(edition, Counted.PASSED, 10)
    found = table(ask(reader, package=edition.package_id), "Lesson by lesson: Webbläsaren")
    assert [stopped for _came, stopped in found.values()] == ["0", "0", "0"]


def test_another_package_is_left_out(reader, edition, bjorkhamn):
    other = taught(bjorkhamn, shipped(key="care", kind="add-on", title={"sv": "Omsorg"}))
    learn(edition, Counted.STARTED, 10)
    learn(other, Counted.STARTED, 7)
    assert table(ask(reader, package=other.package_id), "At one's own pace, by package") == {
        "Omsorg": ["7", "0", "–", "0", "0", "–", "0", "0", "–"]
    }


def test_languages(reader, edition):
    learn(edition, Counted.STARTED, 10)
    learn(edition, Counted.STARTED, 6, language="so")
    learn(edition, Counted.STARTED, 5, language="xx")
    found = table(ask(reader), "At one's own pace, by language")
    assert {name: cells[0] for name, cells in found.items()} == {
        "Somali": "6", "Swedish": "10", "Xx": "5", "Total": "21",
    }  # fmt: skip


def test_people_at_courses_are_counted_once_each(reader, course, bjorkhamn):
    home = Unit.objects.create(municipality=bjorkhamn, name="Hemtjänsten", kind="unit")
    library = PlaceFactory(municipality=bjorkhamn, name={"sv": "Biblioteket"})
    give(course, *[("65_79", None)] * 7, *[("", home)] * 6, place=library)
    give(course, *[("80_plus", None)] * 5, unit=home, day=BEFORE)
    response = ask(reader)
    assert table(response, "At courses, by course") == {"Nätet": ["1", "20", "13", "5", "+160"]}
    assert table(response, "At courses, by place") == {
        "Biblioteket": ["1", "20", "13", "0", "–"], "Online": ["0", "0", "0", "5", "−100"],
        "Total": ["1", "20", "13", "5", "+160"],
    }  # fmt: skip
    assert table(response, "At courses, by unit") == {
        "Hemtjänsten": ["6", "5", "+20"], "No unit": ["7", "0", "–"], "Total": ["13", "5", "+160"],
    }  # fmt: skip
    assert table(response, "At courses, by age") == {
        "65–79": ["7", "0", "–"], "80 or older": ["0", "5", "−100"], "Not said": ["6", "0", "–"],
        "Total": ["13", "5", "+160"],
    }  # fmt: skip


def test_few_are_hidden_so_that_they_cannot_be_worked_out(reader, course):
    give(course, *[("65_79", None)] * 9, *[("80_plus", None)] * 2, *[("", None)] * 6)
    found = table(ask(reader), "At courses, by age")
    assert {name: cells[0] for name, cells in found.items()} == {
        "65–79": "9", "80 or older": "<5", "Not said": "≥5", "Total": "17",
    }  # fmt: skip


def test_what_was_cancelled_and_what_nobody_came_to(reader, course):
    give(course)
    date = give(course, *[("", None)] * 6)
    date.cancelled_at = date.opens_at
    date.save()
    assert table(ask(reader), "At courses, by course") == {"Nätet": ["1", "20", "0", "0", "–"]}


def test_areas_of_digcomp_are_those_of_modules_and_courses(reader, edition, course):
    learn(edition, Counted.STARTED, 10)
    learn(edition, Counted.STARTED, 6, module="post")
    give(course, *[("", None)] * 8)
    Course.objects.update(modules=["browser"])
    found = table(ask(reader), "By area of DigComp; a module may train several")
    assert {name: (cells[0], cells[6]) for name, cells in found.items()} == {
        "1. Information and data": ("10", "8"),
        "2. Communicating and working together": ("6", "0"),
        "4. Safety": ("10", "8"),
    }


def test_ambassadors_are_counted_apart_from_course_dates(reader, edition, course, bjorkhamn):
    ambassador = AmbassadorFactory(municipality=bjorkhamn)
    date = give(course, *[("", None)] * 8)
    taught = {"ambassador": ambassador, "group": "seniors"}
    Occasion.objects.create(**taught, package=edition.package, day=NOW, number=12)
    Occasion.objects.create(**taught, package=edition.package, day=BEFORE, number=6)
    Occasion.objects.create(**taught, course_date=date, day=NOW)
    for query in ({}, {"package": edition.package_id}):
        found = table(ask(reader, **query), "By ambassadors, besides course dates, as they say")
        assert found == {"Grundpaketet": ["12", "6", "+100"]}


def test_months(reader, edition, course):
    learn(edition, Counted.STARTED, 10)
    give(course, *[("", None)] * 8)
    months = table(ask(reader), "Month by month")
    assert list(months.values())[-1] == ["10", "0", "8"]


def test_files_hide_what_the_page_does(client, bjorkhamn, edition):
    sign_in(client, Role.HELPER, bjorkhamn)
    learn(edition, Counted.STARTED, 3)
    page, file = ask(client, exact="on"), ask(client, exact="on", export="csv")
    assert table(page, "At one's own pace, by package")["Grundpaketet"][0] == "3"
    assert ["At one's own pace, by package", "Grundpaketet", "<5"] in [line[:3] for line in lines(file)]


def test_nothing_learnt_yet_is_told(reader, bjorkhamn):
    assert "Nothing was learnt in this time." in ask(reader).content.decode()
