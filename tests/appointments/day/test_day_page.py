"""The day of a place and one's own, who is found by name, and the screen for the wall."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.appointments.booking import ALVA, FRONT, TEN, book
from tests.appointments.conftest import NOW, RULES
from tests.appointments.day.conftest import STAFF
from tests.factories.appointments import AppointmentKindFactory, ResourceFactory, WorkingPatternFactory
from tests.factories.places import PlaceFactory, moment
from tests.staff import sign_in
from verkstad.appointments import actions
from verkstad.appointments.models import Appointment, Helper
from verkstad.identity.models import Role

WALL = f"{STAFF}wall/biblioteket/"

pytestmark = pytest.mark.usefixtures("weekdays")


@pytest.fixture
def sensitive(kind):
    kind.is_sensitive = True
    kind.save()
    return kind


def people(page):
    return [person.name for row in page.context["rows"] if row["is_shown"] for person, _about in row["people"]]


def test_day_begins_with_today_at_the_usual_place(client, helper, kind, library):
    book(kind, library)
    page = client.get(STAFF)
    assert (page.context["place"], str(page.context["day"]), people(page)) == (library, "2026-11-23", ["Alva Berg"])


@pytest.mark.parametrize("day", ["2026-11-24", "2026-02-30", "nonsense", "0001-01-01", ""])
def test_day_is_the_one_in_the_address_or_today(client, helper, day):
    shown = str(client.get(STAFF, {"day": day}).context["day"])
    assert shown == (day if day == "2026-11-24" else "2026-11-23")


def test_place_that_is_asked_for_is_shown_and_another_towns_is_not_found(client, helper, bjorkhamn, egesund):
    own, theirs = (PlaceFactory(municipality=town) for town in (bjorkhamn, egesund))
    assert client.get(STAFF, {"place": own.slug}).context["place"] == own
    assert client.get(STAFF, {"place": theirs.slug}).status_code == 404


def test_what_they_come_for_is_told_with_them(client, helper, kind, library):
    book(kind, library, person=replace(ALVA, theme="forms"))
    ((_person, about),) = client.get(STAFF).context["rows"][0]["people"]
    assert str(about) == "Filling in forms"


def test_my_day_has_my_own_times_only(client, helper, kind, kim, library):
    book(kind, library)
    shown = [people(client.get(STAFF, {"mine": "1"}))]
    Helper.objects.update(user=helper.user)
    assert [*shown, people(client.get(STAFF, {"mine": "1"}))] == [[], ["Alva Berg"]]


def test_day_of_a_town_where_nobody_works_is_empty(client, helper, weekdays):
    weekdays.delete()
    context = client.get(STAFF).context
    assert (context["place"], context["rows"]) == (None, [])


def test_who_comes_for_something_sensitive_is_on_no_page_of_colleagues(client, helper, sensitive, library):
    person = book(sensitive, library)
    pages = [client.get(STAFF), client.post(f"{STAFF}find/", {"q": "Berg"}), client.get(WALL)]
    assert [("Alva" in page.text or sensitive.slug in page.text) for page in pages] == [False] * 3
    acts = [client.get(f"{STAFF}person/{person.pk}/")]
    acts += [client.post(f"{STAFF}person/{person.pk}/{act}/", {"state": "kept"}) for act in ("mark", "move", "cancel")]
    assert [answer.status_code for answer in acts] == [403] * 4


def test_coordinator_sees_who_comes_for_something_sensitive(client, bjorkhamn, sensitive, library):
    sign_in(client, Role.COORDINATOR, bjorkhamn)
    book(sensitive, library)
    assert people(client.get(STAFF)) == ["Alva Berg"]


def test_somebody_is_found_by_a_part_of_the_name_which_stays_out_of_addresses(client, helper, kind, library):
    person = book(kind, library)
    found = client.post(f"{STAFF}find/", {"q": "alva"}).context["found"]
    assert [(one, words) for one, words in found] == [(person, "Monday 23 November at 10:00–10:30")]
    assert client.get(f"{STAFF}find/", {"q": "alva"}).context["found"] is None


@pytest.mark.parametrize("q", ["", "a", "\x00"])
def test_too_little_finds_nobody(client, helper, q):
    page = client.post(f"{STAFF}find/", {"q": q})
    assert (page.context["found"], list(page.context["form"].errors)) == (None, ["q"])


def test_wall_tells_when_where_and_with_whom_but_not_who_comes(client, helper, bjorkhamn, kind, library, weekdays):
    room = ResourceFactory(place=library, name={"sv": "Rum 2"})
    group = AppointmentKindFactory(municipality=bjorkhamn, slug="kurs", seats=3, resources=[room], **RULES)
    weekdays.kinds.add(group)
    book(kind, library)
    book(group, library, moment("2026-11-23 11:00"))
    page = client.get(WALL)
    rows = [(str(row["what"]), row["helper"], str(row["room"])) for row in page.context["rows"]]
    assert rows == [("Booked", "Kim", ""), ("kurs", "Kim", "Rum 2")]
    assert "Alva" not in page.text


def test_wall_answers_nothing_while_nothing_is_new(client, helper, kind, library):
    person = book(kind, library)
    seen = {"seen": client.get(WALL).context["mark"]}
    assert client.get(WALL, seen).status_code == 204
    actions.cancel(person, front=FRONT, now=NOW)
    assert client.get(WALL, seen).context["rows"] == []


@pytest.mark.parametrize("count", [1, 5])
def test_pages_ask_the_database_so_many_times(
    client, helper, bjorkhamn, kind, library, django_assert_num_queries, count
):
    Helper.objects.update(user=helper.user)
    WorkingPatternFactory(helper=Helper.objects.get(), place=PlaceFactory(municipality=bjorkhamn), kinds=[kind])
    for number in range(count):
        book(kind, library, TEN + number * timedelta(minutes=30), by="kim")
    assert Appointment.objects.count() == count
    for page, number in [(STAFF, 19), (f"{STAFF}?mine=1", 9), (WALL, 7)]:
        client.get(page)
        with django_assert_num_queries(number):
            client.get(page)
