"""Booking for the person beside one, and what is done with a booking."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.appointments.booking import TEN, book
from tests.appointments.conftest import NOW, RULES
from tests.appointments.day.conftest import STAFF
from tests.factories.appointments import AppointmentKindFactory, HelperFactory, WorkingPatternFactory
from tests.factories.places import PlaceFactory
from verkstad.appointments.models import Participant
from verkstad.core.models import AuditEntry, Letter

BOOK = f"{STAFF}book/?place=biblioteket"
HALF_PAST = "20261123T0930Z biblioteket"

pytestmark = pytest.mark.usefixtures("weekdays")


def filled(**values):
    alva = {"time": "20261123T0900Z biblioteket", "name": "Alva Berg", "reach": "", "language": "sv", "press": uuid4()}
    return alva | values


def page_of(person, act=""):
    return f"{STAFF}person/{person.pk}/{act}"


def told(response):
    return [str(message) for message in response.context["messages"]]


class TestBooking:
    def test_page_shows_the_most_usual_kind_and_its_next_times_at_once(self, client, helper, bjorkhamn, kind, library):
        context = client.get(BOOK).context
        ((day, times),) = context["here"]
        assert (context["wish"].kind, day, [one["clock"] for one in times][:2]) == (kind, "Today", ["10:00", "10:30"])

    def test_time_name_and_a_press_book_it(self, client, helper, kim, library):
        answer = client.post(BOOK, filled())
        person = Participant.objects.select_related("appointment").get()
        assert answer.url == page_of(person)
        assert (person.name, person.booked_by, person.language) == ("Alva Berg", helper.actor, "sv")
        assert (person.appointment.starts, person.appointment.helper) == (TEN, kim)

    def test_who_leaves_an_address_gets_the_link_in_their_language(self, client, helper):
        client.post(BOOK, filled(reach="alva@example.org", language="da"))
        letter = Letter.objects.get()
        key = Participant.objects.get().key
        assert letter.language == "da"
        assert f"http://testserver/bjorkhamn/da/booked/{key}/" in letter.text

    def test_pressed_twice_is_booked_once(self, client, helper):
        press = uuid4()
        assert client.post(BOOK, filled(press=press)).url == client.post(BOOK, filled(press=press)).url

    def test_time_taken_meanwhile_is_told_with_others_and_what_was_written(self, client, helper, kind, library):
        book(kind, library)
        page = client.post(BOOK, filled())
        ((_day, times),) = page.context["here"]
        assert (page.status_code, page.context["is_taken"], times[0]["value"]) == (409, True, HALF_PAST)
        assert page.context["form"]["name"].value() == "Alva Berg"

    @pytest.mark.parametrize(
        ("field", "value"),
        [("time", ""), ("time", "tomorrow"), ("name", ""), ("name", "Alva 850101-1234"), ("reach", "Alva"),
         ("language", "fi"), ("press", "")],
    )  # fmt: skip
    def test_what_is_wrong_is_told_at_its_field(self, client, helper, field, value):
        assert list(client.post(BOOK, filled(**{field: value})).context["form"].errors) == [field]
        assert not Participant.objects.exists()

    def test_who_is_rung_leaves_a_number(self, client, helper, kind):
        kind.ways = ["on_site", "phone"]
        kind.save()
        pages = [client.post(f"{BOOK}&way=phone", filled(reach=reach)) for reach in ("", "a@b.se", "0701-74 06 05")]
        assert [list(page.context["form"].errors) for page in pages[:2]] == [["reach"]] * 2
        assert Participant.objects.get().appointment.way == "phone"

    def test_another_kind_way_and_day_are_chosen_in_the_address(self, client, helper, bjorkhamn, weekdays):
        other = AppointmentKindFactory(municipality=bjorkhamn, slug="x", ways=["phone", "on_site"], **RULES)
        weekdays.kinds.add(other)
        wish = client.get(f"{BOOK}&kind=x&way=on_site&day=2026-11-25").context["wish"]
        assert (wish.kind, wish.way, str(wish.first)) == (other, "on_site", "2026-11-25")
        assert client.get(f"{BOOK}&kind=x&way=home").context["wish"].way == "phone"

    def test_times_say_their_day(self, client, helper):
        days = [client.get(f"{BOOK}&day=2026-11-{day}").context["here"][0][0] for day in (24, 25)]
        assert days == ["Tomorrow", "Wednesday 25 November"]

    def test_time_at_another_place_is_booked_there(self, client, helper, bjorkhamn, egesund, kind):
        other, theirs = PlaceFactory(municipality=bjorkhamn), PlaceFactory(municipality=egesund)
        WorkingPatternFactory(helper=HelperFactory(municipality=bjorkhamn), place=other, kinds=[kind])
        (offered,) = client.get(BOOK).context["elsewhere"]
        client.post(BOOK, filled(time=offered["value"]))
        assert Participant.objects.get().appointment.place == other
        assert client.post(BOOK, filled(time=f"20261123T0900Z {theirs.slug}")).status_code == 404

    def test_place_where_nobody_works_says_so(self, client, helper, bjorkhamn, weekdays):
        idle = PlaceFactory(municipality=bjorkhamn)
        assert client.get(f"{STAFF}book/?place={idle.slug}").context["place"] == idle
        weekdays.delete()
        assert client.get(f"{STAFF}book/").context["place"] is None

    @pytest.mark.parametrize("count", [1, 5])
    def test_database_is_asked_so_many_times(
        self, client, helper, bjorkhamn, kind, library, django_assert_num_queries, count
    ):
        for number in range(count):
            book(kind, library, TEN + number * timedelta(minutes=30), by="kim")
            helper_too = HelperFactory(municipality=bjorkhamn)
            WorkingPatternFactory(helper=helper_too, place=PlaceFactory(municipality=bjorkhamn), kinds=[kind])
        client.get(BOOK)
        with django_assert_num_queries(16):
            client.get(BOOK)
        data = filled(time="20261123T1300Z biblioteket")
        with django_assert_num_queries(31):
            client.post(BOOK, data)


class TestBooked:
    @pytest.fixture
    def person(self, kind, library):
        return book(kind, library, by="kim")

    def test_slip_is_in_the_persons_language_with_a_code(self, client, helper, person):
        page = client.get(page_of(person))
        assert "måndag 23 november klockan 10:00–10:30" in page.text
        assert "<svg" in page.text.partition('class="vk-code"')[2]

    def test_slip_says_nothing_of_changes_when_it_is_too_late(self, client, helper, kind, person):
        kind.change_minutes = 24 * 60
        kind.save()
        assert client.get(page_of(person)).context["slip"].count("10:00") == 1

    @pytest.mark.parametrize(("state", "other"), [("kept", "no_show"), ("no_show", "kept")])
    def test_whether_they_came_takes_one_press_and_is_taken_back(self, client, helper, person, state, other):
        back = f"{STAFF}?day=2026-11-23&place=biblioteket#person-{person.pk}"
        states = []
        for press in (state, other, "booked"):
            assert client.post(page_of(person, "mark/"), {"state": press}).url == back
            states.append(Participant.objects.get().state)
        assert states == [state, other, "booked"]

    def test_whoever_looks_at_their_own_day_comes_back_to_it(self, client, helper, person):
        answer = client.post(page_of(person, "mark/"), {"state": "kept", "mine": "1"})
        assert answer.url == f"{STAFF}?day=2026-11-23&mine=1#person-{person.pk}"

    @pytest.mark.parametrize("state", ["cancelled", "nonsense", ""])
    def test_other_states_are_not_set_so(self, client, helper, person, state):
        client.post(page_of(person, "mark/"), {"state": state})
        assert Participant.objects.get().state == "booked"

    def test_cancelled_is_told_to_whoever_left_an_address(self, client, helper, person):
        assert client.post(page_of(person, "cancel/")).url == page_of(person)
        assert client.get(page_of(person)).context["slip"] == ""
        assert [letter.kind for letter in Letter.objects.order_by("pk")][-1] == "appointment-cancelled"

    def test_what_somebody_has_cancelled_meanwhile_is_told(self, client, helper, person):
        client.post(page_of(person, "cancel/"))
        for act, data in [("cancel/", {}), ("mark/", {"state": "kept"}), ("move/", {"time": HALF_PAST})]:
            client.post(page_of(person, act), data)
        assert len(told(client.get(page_of(person)))) == 3

    def test_moved_to_a_time_that_is_offered(self, client, helper, person):
        assert client.post(page_of(person, "move/"), {"time": HALF_PAST}).url == page_of(person)
        assert Participant.objects.get().appointment.starts == TEN + timedelta(minutes=30)

    def test_move_to_a_time_that_was_taken_meanwhile_offers_others(self, client, helper, kind, library, person):
        book(kind, library, TEN + timedelta(minutes=30))
        page = client.post(page_of(person, "move/"), {"time": HALF_PAST})
        ((_day, times),) = page.context["here"]
        assert (page.status_code, page.context["is_taken"], times[0]["clock"]) == (409, True, "11:00")

    def test_only_who_speaks_what_they_asked_for_is_offered(self, client, helper, person):
        Participant.objects.update(spoken="ar")
        page = client.get(page_of(person))
        assert (page.context["here"], page.context["elsewhere"]) == ([], [])

    def test_move_without_a_time_moves_nothing(self, client, helper, person):
        client.post(page_of(person, "move/"), {"time": "nonsense"})
        assert Participant.objects.get().appointment.starts == TEN

    def test_trail_names_nobody(self, client, helper, person):
        for act, data in [("mark/", {"state": "no_show"}), ("mark/", {"state": "booked"}), ("cancel/", {})]:
            client.post(page_of(person, act), data)
        trail = "".join(f"{entry.target_name}{entry.details}" for entry in AuditEntry.objects.all())
        assert (AuditEntry.objects.filter(actor=helper.actor).count(), "Alva" in trail) == (3, False)

    def test_page_asks_the_database_so_many_times(self, client, helper, person, django_assert_num_queries):
        client.get(page_of(person))
        with django_assert_num_queries(11):
            client.get(page_of(person))

    def test_appointment_that_is_over_is_still_told(self, client, helper, person):
        Participant.objects.update(name="", email="", forgotten_at=NOW)
        assert "Name no longer kept" in client.get(page_of(person)).text
