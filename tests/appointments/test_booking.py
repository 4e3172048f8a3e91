"""Booking, moving, cancelling; and never two on one time."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from tests.appointments.booking import ALVA, FRONT, TEN, book
from tests.appointments.conftest import NOW, RULES
from tests.factories.appointments import (
    AppointmentFactory,
    AppointmentKindFactory,
    HelperFactory,
    ParticipantFactory,
    ResourceFactory,
    WorkingPatternFactory,
)
from tests.factories.places import moment
from tests.locks import wait_for_a_lock
from verkstad.appointments import actions, words
from verkstad.appointments.actions import NoPhone, Over, Person, Taken, TooLate, TooMany
from verkstad.appointments.actions.working import retire_helper
from verkstad.appointments.models import Appointment, Participant
from verkstad.appointments.queries import Ask, free_times
from verkstad.core.models import AuditEntry, Letter
from verkstad.core.translated import reading_in

HALF_PAST = TEN + timedelta(minutes=30)
BO = Person("Bo Ek", "sv", phone="+46701740606")


@pytest.fixture
def group(bjorkhamn, weekdays):
    group = AppointmentKindFactory(municipality=bjorkhamn, seats=3, **RULES)
    weekdays.kinds.add(group)
    return group


@pytest.mark.usefixtures("weekdays")
class TestBooking:
    def test_time_is_the_persons(self, kind, library, kim):
        booked = book(kind, library).appointment
        assert (booked.helper, booked.place, booked.starts, booked.ends) == (kim, library, TEN, HALF_PAST)

    def test_it_is_not_free_afterwards(self, kind, library):
        book(kind, library)
        with pytest.raises(Taken):
            book(kind, library, person=BO)

    def test_button_pressed_twice_books_once(self, kind, library):
        press = uuid4()
        assert book(kind, library, press=press) == book(kind, library, press=press)
        assert Participant.objects.count() == 1

    def test_button_pressed_twice_books_once_with_two_helpers_free(self, bjorkhamn, kind, library):
        WorkingPatternFactory(helper=HelperFactory(municipality=bjorkhamn), place=library, kinds=[kind])
        press = uuid4()
        assert book(kind, library, press=press) == book(kind, library, press=press)
        assert Appointment.objects.count() == 1

    def test_another_person_or_time_with_the_same_press_is_another_booking(self, kind, library):
        press = uuid4()
        for starts, person in ((TEN, ALVA), (HALF_PAST, ALVA), (TEN + timedelta(hours=1), BO)):
            book(kind, library, starts, person, press=press)
        assert Participant.objects.count() == 3

    def test_key_of_somebody_elses_booking_opens_nothing(self, bjorkhamn, kind, library, weekdays):
        other = AppointmentKindFactory(municipality=bjorkhamn, notice_minutes=0)
        weekdays.kinds.add(other)
        press = uuid4()
        book(kind, library, press=press)
        with pytest.raises(Taken):
            book(other, library, press=press, person=BO)

    def test_time_that_is_not_offered_is_not_booked(self, kind, library):
        with pytest.raises(Taken):
            book(kind, library, TEN + timedelta(minutes=10))

    def test_who_has_least_to_do_that_day_is_chosen(self, bjorkhamn, kind, library):
        other = HelperFactory(municipality=bjorkhamn)
        WorkingPatternFactory(helper=other, place=library, kinds=[kind])
        helpers = [book(kind, library, start, person).appointment.helper for start, person in (
            (TEN, ALVA), (HALF_PAST, BO),
        )]  # fmt: skip
        assert len(set(helpers)) == 2

    def test_who_is_rung_gives_a_number(self, kind, library):
        with pytest.raises(NoPhone):
            book(kind, library, way="phone")
        assert book(kind, library, person=BO, way="phone").appointment.way == "phone"

    def test_nobody_has_more_than_five_ahead(self, kind, library):
        for number in range(5):
            book(kind, library, TEN + number * timedelta(minutes=30))
        with pytest.raises(TooMany):
            book(kind, library, moment("2026-11-23 14:00"), person=replace(ALVA, email="ALVA@example.org"))
        assert book(kind, library, moment("2026-11-23 14:00"), by="kim").booked_by == "kim"

    def test_video_needs_a_helper_who_has_it(self, kind, library, kim):
        with pytest.raises(Taken):
            book(kind, library, way="video")
        kim.video_url = "https://video.example/kim"
        kim.save()
        book(kind, library, way="video")
        assert "https://video.example/kim" in Letter.objects.get().text

    def test_trail_tells_who_did_it_and_not_for_whom(self, kind, library):
        book(kind, library)
        entry = AuditEntry.objects.get()
        assert (entry.action, entry.actor, entry.municipality) == ("appointment.booked", "resident", "bjorkhamn")
        assert "Alva" not in f"{entry.target_name}{entry.details}"


@pytest.mark.usefixtures("weekdays")
class TestLetters:
    def test_confirmation_tells_what_when_where_and_how_to_change_it(self, kind, library):
        kind.preparation = {"sv": "Ta med din telefon."}
        kind.save()
        participant = book(kind, library)
        letter = Letter.objects.get()
        assert (letter.to, letter.language, letter.is_secret) == ("alva@example.org", "sv", True)
        for part in ("10:00–10:30", "biblioteket", "Kim", "Ta med din telefon.", f"{FRONT}booked/{participant.key}/"):
            assert part in letter.text

    def test_sensitive_kind_is_not_named(self, kind, library):
        kind.is_sensitive = True
        kind.save()
        book(kind, library)
        assert kind.slug not in Letter.objects.get().text

    def test_who_is_reached_by_phone_gets_none(self, kind, library):
        book(kind, library, person=BO)
        assert not Letter.objects.exists()

    @pytest.mark.parametrize("way", ["phone", "home"])
    def test_who_is_rung_is_told_the_number(self, kind, library, way):
        participant = book(kind, library, person=BO, way=way)
        with reading_in("en", "sv"):
            assert "+46701740606" in words.where(participant.appointment, participant)


@pytest.mark.usefixtures("weekdays")
class TestMoving:
    def test_old_time_is_free_again(self, kind, library):
        participant = book(kind, library)
        actions.move(participant, HALF_PAST, place=library.pk, front=FRONT, now=NOW)
        free = [time.starts for time in free_times(Ask(kind, "on_site"), NOW)]
        assert (TEN in free, HALF_PAST in free) == (True, False)

    def test_link_stays_the_same(self, kind, library):
        participant = book(kind, library)
        moved = actions.move(participant, HALF_PAST, place=library.pk, front=FRONT, now=NOW)
        assert (moved.key, moved.appointment.starts) == (participant.key, HALF_PAST)
        assert [letter.kind for letter in Letter.objects.order_by("pk")] == ["appointment-booked", "appointment-moved"]

    def test_to_a_time_that_is_taken_is_refused_and_changes_nothing(self, kind, library):
        participant = book(kind, library)
        book(kind, library, HALF_PAST, BO)
        with pytest.raises(Taken):
            actions.move(participant, HALF_PAST, place=library.pk, front=FRONT, now=NOW)
        assert Participant.objects.get(pk=participant.pk).appointment == participant.appointment

    @pytest.mark.parametrize("by", ["", "kim"])
    def test_new_time_is_with_somebody_who_speaks_what_was_asked_for(self, bjorkhamn, kind, library, by):
        fatima = HelperFactory(municipality=bjorkhamn, languages=["ar"])
        WorkingPatternFactory(helper=fatima, place=library, kinds=[kind], ends=time(11))
        ask = Ask(kind, "on_site", library.pk, "ar")
        participant = actions.book(ask, TEN, ALVA, press=uuid4(), front=FRONT, now=NOW)
        to = {"place": library.pk, "front": FRONT, "now": NOW, "by": by}
        assert actions.move(participant, HALF_PAST, **to).appointment.helper == fatima
        with pytest.raises(Taken):
            actions.move(participant, moment("2026-11-23 11:00"), **to)

    def test_too_late_for_residents_is_not_for_staff(self, kind, library):
        participant = book(kind, library)
        late = {"place": library.pk, "front": FRONT, "now": moment("2026-11-23 09:01")}
        with pytest.raises(TooLate):
            actions.move(participant, HALF_PAST, **late)
        assert actions.move(participant, HALF_PAST, **late, by="kim").appointment.starts == HALF_PAST


@pytest.mark.usefixtures("weekdays")
class TestCancelling:
    @pytest.fixture
    def participant(self, kind, library, weekdays):
        return book(kind, library, moment("2026-11-23 15:00"))

    def test_time_is_free_again(self, kind, library, participant):
        actions.cancel(participant, front=FRONT, now=NOW)
        assert book(kind, library, participant.appointment.starts, BO)

    def test_it_is_confirmed(self, participant):
        actions.cancel(participant, front=FRONT, now=NOW)
        letter = Letter.objects.get(kind="appointment-cancelled")
        assert f"{FRONT}book/" in letter.text

    def test_staff_say_that_they_are_sorry(self, bjorkhamn, participant):
        actions.cancel(participant, front=FRONT, now=NOW, by="kim")
        assert bjorkhamn.phone in Letter.objects.get(kind="appointment-cancelled").text

    def test_twice_is_once(self, participant):
        actions.cancel(participant, front=FRONT, now=NOW)
        with pytest.raises(Over):
            actions.cancel(participant, front=FRONT, now=NOW)

    def test_too_late(self, participant):
        with pytest.raises(TooLate):
            actions.cancel(participant, front=FRONT, now=moment("2026-11-23 14:01"))

    def test_group_goes_on_until_the_last_has_left(self, group, library):
        first, second = book(group, library), book(group, library, person=BO)
        assert first.appointment == second.appointment
        actions.cancel(first, front=FRONT, now=NOW)
        assert Appointment.objects.get(pk=first.appointment_id).cancelled_at is None
        actions.cancel(second, front=FRONT, now=NOW)
        assert Appointment.objects.get(pk=first.appointment_id).cancelled_at == NOW


class TestWhatBecameOfIt:
    @pytest.fixture
    def participant(self, kind, library, weekdays):
        return book(kind, library)

    def test_is_said_and_taken_back(self, participant):
        states = []
        for state in ("kept", "no_show", "booked"):
            actions.mark(participant, state, by="kim")
            states.append(Participant.objects.get().state)
        assert states == ["kept", "no_show", "booked"]

    def test_not_of_what_was_cancelled(self, participant):
        actions.cancel(participant, front=FRONT, now=NOW)
        with pytest.raises(Over):
            actions.mark(participant, "kept", by="kim")

    def test_what_is_kept_is_moved_no_more(self, participant, library):
        actions.mark(participant, "kept", by="kim")
        with pytest.raises(Over):
            actions.move(participant, HALF_PAST, place=library.pk, front=FRONT, now=NOW)

    def test_wanting_an_earlier_time_is_said_and_taken_back(self, participant):
        wishes = []
        for wants in (True, False):
            actions.want_earlier(participant, wants=wants, now=NOW)
            wishes.append(Participant.objects.get().wants_earlier)
        assert wishes == [True, False]


class TestSeats:
    def test_group_fills_seat_by_seat(self, group, library):
        seats = [book(group, library, person=replace(BO, phone=f"+4670000000{n}")).seat for n in range(3)]
        assert seats == [1, 2, 3]
        with pytest.raises(Taken):
            book(group, library)

    def test_seat_that_was_left_is_taken_again(self, group, library):
        first = book(group, library)
        book(group, library, person=BO)
        actions.cancel(first, front=FRONT, now=NOW)
        assert book(group, library).seat == 1

    def test_room_is_taken_with_it(self, kind, weekdays, library):
        rooms = [ResourceFactory(place=library), ResourceFactory(place=library)]
        kind.resources.set(rooms)
        assert book(kind, library).appointment.resource == rooms[0]


class TestConstraints:
    """What the database refuses, whoever asks."""

    def test_helper_with_two_at_once(self, kind, kim, library):
        AppointmentFactory(kind=kind, helper=kim, place=library, starts=TEN)
        with pytest.raises(IntegrityError, match="one_at_a_time_for_helper"):
            AppointmentFactory(kind=kind, helper=kim, place=library, starts=TEN + timedelta(minutes=29))

    def test_room_with_two_at_once(self, bjorkhamn, kind, kim, library):
        room, other = ResourceFactory(place=library), HelperFactory(municipality=bjorkhamn)
        AppointmentFactory(kind=kind, helper=kim, place=library, resource=room, starts=TEN)
        with pytest.raises(IntegrityError, match="one_at_a_time_in_resource"):
            AppointmentFactory(kind=kind, helper=other, place=library, resource=room, starts=TEN)

    def test_seat_with_two_on_it(self, group, kim, library):
        appointment = AppointmentFactory(kind=group, helper=kim, place=library, starts=TEN)
        ParticipantFactory(appointment=appointment)
        with pytest.raises(IntegrityError, match="one_on_a_seat"):
            ParticipantFactory(appointment=appointment)

    def test_two_ways_to_be_reached(self, kind, kim, library):
        appointment = AppointmentFactory(kind=kind, helper=kim, place=library, starts=TEN)
        with pytest.raises(IntegrityError, match="name_and_one_way"):
            ParticipantFactory(appointment=appointment, email="alva@example.org")

    def test_one_after_the_other_is_no_overlap(self, kind, kim, library):
        AppointmentFactory(kind=kind, helper=kim, place=library, starts=TEN)
        AppointmentFactory(kind=kind, helper=kim, place=library, starts=HALF_PAST)
        assert Appointment.objects.count() == 2


def at_once(number, act):
    """What many get who do it in the same moment, each on a connection of their own; Taken for those who came late."""

    def one(index):
        try:
            return act(index)
        except Taken:
            return Taken
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as clients:
        return list(clients.map(one, range(number)))


def client(index):
    return Person(f"Client {index}", "sv", phone=f"+467017406{index:02}")


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_fifty_at_the_last_time(self, kind, library, kim):
        WorkingPatternFactory(helper=kim, place=library, kinds=[kind], ends=time(10, 30), ends_on=TEN.date())
        answers = at_once(50, lambda index: book(kind, library, person=client(index)))
        assert answers.count(Taken) == 49
        assert Participant.objects.get() in answers
        assert not free_times(Ask(kind, "on_site"), NOW)

    def test_fifty_at_twenty_times_that_two_have(self, bjorkhamn, kind, library, weekdays):
        WorkingPatternFactory(helper=HelperFactory(municipality=bjorkhamn), place=library, kinds=[kind])
        times = [TEN + number * timedelta(minutes=30) for number in range(10)]
        answers = at_once(50, lambda index: book(kind, library, times[index % 10], client(index)))
        assert (answers.count(Taken), Appointment.objects.count()) == (30, 20)

    def test_fifty_at_ten_seats(self, bjorkhamn, library, weekdays):
        group = AppointmentKindFactory(municipality=bjorkhamn, seats=10, notice_minutes=0)
        weekdays.kinds.add(group)
        answers = at_once(50, lambda index: book(group, library, person=client(index)))
        assert answers.count(Taken) == 40
        assert sorted(Participant.objects.values_list("seat", flat=True)) == list(range(1, 11))
        assert Appointment.objects.count() == 1

    def test_twenty_helpers_and_one_room(self, bjorkhamn, kind, library):
        kind.resources.add(ResourceFactory(place=library))
        for _number in range(20):
            WorkingPatternFactory(helper=HelperFactory(municipality=bjorkhamn), place=library, kinds=[kind])
        answers = at_once(20, lambda index: book(kind, library, person=client(index)))
        assert (answers.count(Taken), Appointment.objects.count()) == (19, 1)

    def test_helper_retires_or_is_booked_and_never_both(self, kind, library, kim, weekdays):
        with ThreadPoolExecutor(1) as clients:
            with transaction.atomic():
                retire_helper(kim, by="coordinator", now=NOW)
                booking = clients.submit(at_once, 1, lambda _index: book(kind, library, person=BO))
                wait_for_a_lock()
            assert booking.result() == [Taken]
        assert not Appointment.objects.exists()

    @pytest.mark.usefixtures("weekdays")
    def test_room_goes_to_another_helper_meanwhile(self, bjorkhamn, kind, library):
        room, other = ResourceFactory(place=library), HelperFactory(municipality=bjorkhamn)
        kind.resources.add(room)
        with ThreadPoolExecutor(1) as clients:
            with transaction.atomic():
                AppointmentFactory(kind=kind, helper=other, place=library, resource=room, starts=TEN)
                booking = clients.submit(at_once, 1, lambda _index: book(kind, library, person=BO))
                wait_for_a_lock()
            assert booking.result() == [Taken]

    def test_everybody_moves_to_the_same_time_while_others_book_and_leave(self, kind, library, weekdays):
        times = [TEN + number * timedelta(minutes=30) for number in range(8)]
        booked = [book(kind, library, starts, client(index)) for index, starts in enumerate(times)]

        def act(index):
            if index % 3 == 0:
                return actions.cancel(booked[index], front=FRONT, now=NOW)
            if index % 3 == 1:
                return actions.move(booked[index], moment("2026-11-23 15:00"), place=library.pk, front=FRONT, now=NOW)
            return book(kind, library, times[index - 2], client(20 + index))

        answers = at_once(8, act)
        moved = [answers[index] for index in (1, 4, 7)]
        assert moved.count(Taken) == 2
        live = Appointment.objects.live()
        assert live.count() == Participant.objects.exclude(state="cancelled").count()
        with transaction.atomic():
            assert live.filter(span__startswith=moment("2026-11-23 15:00")).count() == 1
