"""What the worker does for those who have booked."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.appointments.booking import ALVA, FRONT, book
from tests.appointments.conftest import NOW
from tests.factories.appointments import AppointmentKindFactory
from tests.factories.municipalities import DomainFactory
from tests.factories.places import moment
from verkstad.appointments import actions, tasks
from verkstad.appointments.models import Participant
from verkstad.core.models import AuditEntry, Letter

FRIDAY = moment("2026-11-27 10:00")
THE_DAY_BEFORE = moment("2026-11-26 12:00")
BO = replace(ALVA, email="bo@example.org")


@pytest.fixture(autouse=True)
def domain(bjorkhamn):
    return DomainFactory(municipality=bjorkhamn, host="bjorkhamn.example")


@pytest.fixture
def on_friday(kind, library, weekdays):
    return book(kind, library, FRIDAY)


def letters(kind):
    return [(letter.to, letter.text) for letter in Letter.objects.filter(kind=f"appointment-{kind}").order_by("pk")]


@pytest.mark.usefixtures("on_friday")
class TestReminders:
    def test_it_comes_the_day_before_and_once(self, on_friday):
        for at in (NOW, THE_DAY_BEFORE, THE_DAY_BEFORE + timedelta(hours=1), FRIDAY + timedelta(hours=1)):
            tasks.remind(at)
        (to, text) = letters("reminder")[0]
        assert (len(letters("reminder")), to) == (1, "alva@example.org")
        assert f"http://bjorkhamn.example/sv/booked/{on_friday.key}/" in text.replace("https", "http")

    def test_not_when_it_is_cancelled(self, on_friday):
        actions.cancel(on_friday, front=FRONT, now=NOW)
        tasks.remind(THE_DAY_BEFORE)
        assert letters("reminder") == []

    def test_not_to_those_who_have_just_booked(self, kind, library):
        book(kind, library, FRIDAY + timedelta(minutes=30), BO, now=THE_DAY_BEFORE)
        tasks.remind(THE_DAY_BEFORE)
        assert [to for to, _text in letters("reminder")] == ["alva@example.org"]

    def test_once_more_for_another_time(self, library, on_friday):
        tasks.remind(THE_DAY_BEFORE)
        later = FRIDAY + timedelta(hours=1)
        actions.move(on_friday, later, place=library.pk, front=FRONT, now=THE_DAY_BEFORE)
        tasks.remind(THE_DAY_BEFORE)
        assert len(letters("reminder")) == 2

    def test_municipality_without_a_host_name_is_left_out(self, domain, caplog, settings):
        settings.DEMO = False
        domain.delete()
        with caplog.at_level(logging.WARNING):
            tasks.remind(THE_DAY_BEFORE)
        assert (letters("reminder"), len(caplog.records)) == ([], 1)


class TestEarlierTimes:
    @pytest.fixture(autouse=True)
    def waits(self, on_friday):
        actions.want_earlier(on_friday, wants=True, now=NOW)
        return on_friday

    def test_the_first_that_is_free_is_offered(self, library, waits):
        tasks.offer_earlier(NOW)
        assert [to for to, _text in letters("earlier")] == ["alva@example.org"]
        link = f"/sv/booked/{waits.key}/move/20261123T0900Z/?place={library.pk}"
        assert link in letters("earlier")[0][1]

    def test_it_can_be_taken(self, library, waits):
        moved = actions.move(waits, moment("2026-11-23 10:00"), place=library.pk, front=FRONT, now=NOW)
        assert moved.appointment.starts == moment("2026-11-23 10:00")

    def test_once_a_day_and_three_times_in_all(self, weekdays, library, kind):
        weekdays.days = [0, 1, 2, 3, 4, 5, 6]
        weekdays.save()
        for hours in range(0, 72, 6):
            tasks.offer_earlier(NOW - timedelta(days=10) + timedelta(hours=hours))
        assert (len(letters("earlier")), Participant.objects.get().offers) == (3, 3)

    def test_two_are_offered_two_times(self, kind, library):
        other = book(kind, library, FRIDAY + timedelta(minutes=30), BO)
        actions.want_earlier(other, wants=True, now=NOW)
        tasks.offer_earlier(NOW)
        links = [text.split("/move/")[1][:14] for _to, text in letters("earlier")]
        assert links == ["20261123T0900Z", "20261123T0930Z"]

    def test_two_kinds_do_not_stand_in_each_others_way(self, bjorkhamn, kind, library, weekdays):
        longer = AppointmentKindFactory(municipality=bjorkhamn, minutes=60, notice_minutes=0)
        weekdays.kinds.add(longer)
        other = book(longer, library, FRIDAY + timedelta(minutes=30), BO)
        actions.want_earlier(other, wants=True, now=NOW)
        tasks.offer_earlier(NOW)
        links = [text.split("/move/")[1][:14] for _to, text in letters("earlier")]
        assert links == ["20261123T0900Z", "20261123T0900Z"]

    def test_nothing_is_offered_that_saves_less_than_a_day(self, weekdays):
        weekdays.starts_on = FRIDAY.date()
        weekdays.save()
        tasks.offer_earlier(NOW)
        assert letters("earlier") == []

    def test_nothing_is_offered_with_somebody_who_does_not_speak_what_was_asked_for(self):
        Participant.objects.update(spoken="ar")
        tasks.offer_earlier(NOW)
        assert letters("earlier") == []

    def test_not_to_those_who_do_not_wait(self, waits):
        actions.want_earlier(waits, wants=False, now=NOW)
        tasks.offer_earlier(NOW)
        assert letters("earlier") == []


class TestForgetting:
    def test_names_are_forgotten_a_month_after(self, settings, on_friday):
        settings.APPOINTMENTS_KEPT_DAYS = 30
        tasks.forget(FRIDAY + timedelta(days=30))
        assert Participant.objects.get().name == "Alva Berg"
        tasks.forget(FRIDAY + timedelta(days=30, minutes=31))
        forgotten = Participant.objects.get()
        assert (forgotten.name, forgotten.email, forgotten.phone) == ("", "", "")

    def test_cancelled_ones_a_month_after_that(self, on_friday):
        actions.cancel(on_friday, front=FRONT, now=NOW)
        tasks.forget(NOW + timedelta(days=31))
        assert Participant.objects.get().name == ""

    def test_it_is_written_down_how_many(self, on_friday):
        for _time in range(2):
            tasks.forget(FRIDAY + timedelta(days=40))
        entry = AuditEntry.objects.get(action="participants.forgotten")
        assert (entry.actor, entry.details) == ("system", {"number": 1})
