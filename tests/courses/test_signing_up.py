"""Signing up and off, and the waiting list between."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.courses.conftest import ACT, ALVA, BO, NOW, STARTS, cancel, lined_up, person, sign_up
from tests.factories.courses import CourseDateFactory, UnitFactory
from verkstad.core.models import AuditEntry, Letter
from verkstad.courses import actions
from verkstad.courses.actions import Over, Refused, TooLate
from verkstad.courses.actions.seats import TooFew, set_seats
from verkstad.courses.models import SignUp
from verkstad.courses.queries.dates import Why, place_in_line


def letters():
    return list(Letter.objects.order_by("pk").values_list("kind", "to"))


@pytest.fixture
def full(date):
    """Persons 1 and 2 are seated, 3 and 4 wait."""
    return [sign_up(date, person(number)) for number in range(1, 5)]


class TestSigningUp:
    def test_seats_are_given_in_order_and_then_people_wait(self, date, full):
        assert lined_up(date) == (["Person 1", "Person 2"], ["Person 3", "Person 4"])
        assert [place_in_line(one) for one in full[2:]] == [1, 2]

    def test_letter_tells_when_and_leads_to_their_page(self, date):
        made = sign_up(date)
        letter = Letter.objects.get()
        assert (letter.to, letter.language, letter.is_secret) == ("alva@example.org", "sv", True)
        for part in ("10:00–12:00", date.link, f"https://bjorkhamn.example/sv/signed-up/{made.key}/"):
            assert part in letter.text

    def test_letter_of_who_signed_off_names_the_course_and_who_writes(self, date):
        cancel(made := sign_up(date))
        assert Letter.objects.get(kind="course-signed-off").text.split("\n\n") == [
            "Hej Alva Berg!",
            "Du har avanmält dig från kursen Första steget, måndag 7 december klockan 10:00–12:00.",
            f"Har du ångrat dig? Se om det fortfarande finns plats:\nhttps://bjorkhamn.example/sv/signed-up/{made.key}/",
            f"Vänliga hälsningar\n{date.course.municipality}",
        ]

    def test_who_waits_is_told_the_place_in_line_and_not_where_it_meets(self, date, full):
        text = Letter.objects.get(to="person-4@example.org").text
        assert ("2" in text, date.link in text) == (True, False)

    def test_who_is_reached_by_phone_gets_no_letter(self, date):
        sign_up(date, BO)
        assert letters() == []

    def test_pressed_twice_is_signed_up_once(self, date):
        press = uuid4()
        assert sign_up(date, press=press) == sign_up(date, press=press)
        assert SignUp.objects.count() == 1

    def test_trail_tells_who_did_it_and_not_for_whom(self, date):
        sign_up(date)
        entry = AuditEntry.objects.get()
        assert (entry.action, entry.actor, entry.target_name) == (
            "course_date.signed_up", "resident", "Första steget",
        )  # fmt: skip
        assert "Alva" not in str(entry.details)

    def test_same_way_to_be_reached_is_refused_but_not_to_staff(self, date):
        sign_up(date)
        with pytest.raises(Refused) as refused:
            sign_up(date, actions.Person("Elsa Berg", "sv", email="ALVA@example.org"))
        assert refused.value.why == Why.ALREADY
        assert sign_up(date, ALVA, by="kim").signed_up_by == "kim"

    def test_same_phone_is_refused_until_they_have_signed_off(self, date):
        first = sign_up(date, BO)
        with pytest.raises(Refused):
            sign_up(date, BO)
        cancel(first)
        assert sign_up(date, BO).state == "seated"

    @pytest.mark.parametrize(
        ("changes", "now", "why"),
        [
            ({"opens_at": NOW + timedelta(days=1)}, NOW, Why.NOT_YET),
            ({"published_at": None}, NOW, Why.NOT_YET),
            ({"closes_at": NOW}, NOW, Why.CLOSED),
            ({"cancelled_at": NOW}, NOW, Why.CANCELLED),
            ({}, STARTS, Why.OVER),
        ],
    )
    def test_why_it_is_refused(self, date, changes, now, why):
        type(date).objects.filter(pk=date.pk).update(**changes)
        with pytest.raises(Refused) as refused:
            sign_up(date, now=now)
        assert refused.value.why == why

    def test_staff_sign_up_outside_the_window_until_it_is_over(self, date):
        type(date).objects.filter(pk=date.pk).update(closes_at=NOW)
        assert sign_up(date, by="kim", now=STARTS + timedelta(hours=1)).state == "seated"
        with pytest.raises(Refused):
            sign_up(date, by="kim", now=STARTS + timedelta(hours=2))

    def test_full_waiting_list(self, date, full):
        type(date).objects.filter(pk=date.pk).update(most_waiting=2)
        with pytest.raises(Refused) as refused:
            sign_up(date)
        assert refused.value.why == Why.FULL


class TestTeams:
    def team(self, date, number):
        people = [actions.Person(f"Person {one}", "sv") for one in range(number)]
        unit = UnitFactory(municipality=date.course.municipality)
        return actions.sign_up_team(date, people, press=uuid4(), by="kim", unit=unit, **ACT)

    def test_the_rest_wait(self, date):
        assert [one.state for one in self.team(date, 3)] == ["seated", "seated", "waiting"]
        assert SignUp.objects.exclude(unit=None).count() == 3

    def test_nobody_is_signed_up_when_not_all_can_wait(self, date):
        type(date).objects.filter(pk=date.pk).update(most_waiting=1)
        with pytest.raises(Refused):
            self.team(date, 4)
        assert not SignUp.objects.exists()


class TestSigningOff:
    def test_who_waits_longest_moves_up_and_is_told(self, date, full):
        cancel(full[0])
        assert lined_up(date) == (["Person 3", "Person 2"], ["Person 4"])
        assert letters()[-2:] == [
            ("course-signed-off", "person-1@example.org"), ("course-moved-up", "person-3@example.org"),
        ]  # fmt: skip
        assert SignUp.objects.get(name="Person 3").moved_up_at == NOW

    def test_who_waited_leaves_the_line(self, date, full):
        cancel(full[2])
        assert lined_up(date) == (["Person 1", "Person 2"], ["Person 4"])

    def test_twice_is_once(self, date, full):
        cancel(full[0])
        with pytest.raises(Over):
            cancel(full[0])
        assert lined_up(date) == (["Person 3", "Person 2"], ["Person 4"])

    def test_too_late_for_residents_is_not_for_staff(self, date, full):
        late = {"front": ACT["front"], "now": STARTS}
        with pytest.raises(TooLate):
            actions.cancel(full[0], **late)
        actions.cancel(full[0], **late, by="kim")
        assert lined_up(date) == (["Person 2"], ["Person 3", "Person 4"])

    def test_of_a_cancelled_date_nobody_moves_up(self, date, full):
        type(date).objects.filter(pk=date.pk).update(cancelled_at=NOW)
        with pytest.raises(TooLate):
            cancel(full[0])
        cancel(full[0], by="kim")
        assert lined_up(date) == (["Person 2"], ["Person 3", "Person 4"])

    def test_it_is_taken_back_where_a_seat_is_free(self, date):
        made = sign_up(date)
        cancel(made)
        actions.sign_up_again(made, **ACT)
        assert lined_up(date) == (["Alva Berg"], [])
        with pytest.raises(Over):
            actions.sign_up_again(made, **ACT)

    def test_it_is_not_taken_back_where_none_is(self, date, full):
        cancel(full[0])
        with pytest.raises(Refused):
            actions.sign_up_again(full[0], **ACT)


class TestSeats:
    def test_who_waits_moves_up_on_new_ones(self, date, full):
        set_seats(date, 3, **ACT)
        assert lined_up(date) == (["Person 1", "Person 2", "Person 3"], ["Person 4"])

    def test_not_fewer_than_are_taken(self, date, full):
        with pytest.raises(TooFew):
            set_seats(date, 1, **ACT)

    def test_those_that_are_free_go(self, date):
        cancel(sign_up(date))
        sign_up(date)
        set_seats(date, 1, **ACT)
        assert list(date.seats.order_by("number").values_list("number", flat=True)) == [1]

    def test_numbers_are_used_again(self, course):
        date = CourseDateFactory(course=course, starts=STARTS, seats=2)
        date.seats.filter(number=1).delete()
        set_seats(date, 3, **ACT)
        assert list(date.seats.order_by("number").values_list("number", flat=True)) == [1, 2, 3]

    def test_as_many_as_there_are_changes_nothing(self, date, full):
        set_seats(date, 2, **ACT)
        assert lined_up(date) == (["Person 1", "Person 2"], ["Person 3", "Person 4"])
