"""What somebody who waits is told, and what helpers see."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import Http404

from tests.appointments.queue.conftest import NOW
from tests.factories.places import PlaceFactory
from verkstad.appointments import access
from verkstad.appointments.actions import queue as actions
from verkstad.appointments.queries import queue as queries


def serve(queue, waiting, *minutes):
    """Take so many numbers at noon, and call one after each pause of so many minutes."""
    for _ in range(waiting):
        actions.take_number(queue.place, press=uuid4(), now=NOW)
    called, now = None, NOW
    for pause in minutes:
        now += timedelta(minutes=pause)
        called = actions.call_next(queue, done=called, by="kim", now=now).number


def minutes_told(queue):
    return queries.turn(queue.tickets.filter(state="waiting").order_by("number").last(), NOW).minutes


def test_who_waits_is_told_how_many_are_ahead(take, queue):
    first, second, third = take(3)
    assert [queries.turn(ticket, NOW).ahead for ticket in (first, second, third)] == [0, 1, 2]
    actions.call_next(queue, by="kim", now=NOW)
    actions.give_back(second)
    third.refresh_from_db()
    assert queries.turn(third, NOW).ahead == 0


def test_wait_is_told_by_the_usual_pause_between_calls(queue):
    serve(queue, 9, 1, 6, 6, 60, 6, 6)
    assert minutes_told(queue) == 20  # two ahead, so three pauses of six minutes


def test_wait_is_not_told_from_too_few_calls(queue):
    serve(queue, 9, 1, 6, 6, 6, 6)
    assert minutes_told(queue) is None


def test_pauses_in_which_nobody_waited_tell_nothing(queue):
    serve(queue, 5, 1, 6, 6, 6, 6)
    late = NOW + timedelta(hours=2)
    for minutes in (0, 1):
        actions.take_number(queue.place, press=uuid4(), now=late + timedelta(minutes=minutes))
    actions.call_next(queue, done=5, by="kim", now=late)
    assert minutes_told(queue) is None


def test_pause_from_one_day_to_the_next_tells_nothing(queue, library):
    serve(queue, 5, 1, 6, 6, 6, 6)
    tomorrow = actions.open_queue(library, by="kim", now=NOW + timedelta(days=1))
    for _ in range(2):
        actions.take_number(library, press=uuid4(), now=NOW + timedelta(days=1))
    actions.call_next(tomorrow, by="kim", now=NOW + timedelta(days=1))
    assert queries.turn(tomorrow.tickets.get(number=2), NOW + timedelta(days=1)).minutes is None


def test_number_of_another_day_is_over(take):
    (only,) = take()
    turns = [queries.turn(only, NOW + timedelta(days=days)) for days in (0, 1)]
    assert [turn.is_over for turn in turns] == [False, True]


def test_marks_differ_when_there_is_something_new_to_tell(take, queue):
    def marks():
        second.refresh_from_db()
        return queries.line(queue).mark, queries.turn(second, NOW).mark

    _first, second = take(2)
    seen = [marks(), marks()]
    actions.call_next(queue, by="kim", now=NOW)
    seen.append(marks())
    actions.call_next(queue, done=1, by="kim", now=NOW)
    seen.append(marks())
    assert [len({line for line, _turn in seen}), len({turn for _line, turn in seen})] == [3, 3]


def test_queue_is_open_between_opening_and_closing(library, bjorkhamn):
    told = [queries.queue_open(library, NOW)]
    actions.open_queue(library, by="kim", now=NOW)
    told += [queries.queue_open(library, NOW), queries.queue_open(library, NOW + timedelta(days=1))]
    actions.close_queue(library, by="kim", now=NOW)
    assert [*told, queries.queue_open(library, NOW)] == [False, True, False, False]


def test_queue_is_not_open_where_appointments_are_off(library, queue):
    library.municipality.parts = ["places"]
    assert queries.queue_open(library, NOW) is False


def test_open_queues_come_first_then_closed_ones_then_the_rest_by_name(bjorkhamn, egesund):
    names = {name: PlaceFactory(municipality=bjorkhamn, slug=name) for name in ("a", "b", "c", "d")}
    PlaceFactory(municipality=bjorkhamn, slug="phone", kind="online_desk")
    PlaceFactory(municipality=bjorkhamn, slug="hidden", is_published=False)
    PlaceFactory(municipality=egesund, slug="theirs")
    for name in ("c", "d"):
        actions.open_queue(names[name], by="kim", now=NOW)
    actions.take_number(names["c"], press=uuid4(), now=NOW)
    actions.close_queue(names["c"], by="kim", now=NOW)
    found = [(one.place.slug, one.waiting) for one in queries.place_queues(bjorkhamn, NOW)]
    assert found == [("d", 0), ("c", 1), ("a", 0), ("b", 0)]


def test_where_appointments_are_off_nothing_of_the_queue_is_found(take, queue, library, bjorkhamn):
    (only,) = take()
    assert access.get_ticket_for_resident(bjorkhamn, only.key) == only
    bjorkhamn.parts = ["places"]
    for load in (
        lambda: access.get_place_for_resident(bjorkhamn, library.slug),
        lambda: access.get_ticket_for_resident(bjorkhamn, only.key),
    ):
        with pytest.raises(Http404):
            load()


def test_number_of_another_town_is_not_found(take, egesund):
    (only,) = take()
    with pytest.raises(Http404):
        access.get_ticket_for_resident(egesund, only.key)


def test_number_that_nobody_took_is_not_found(queue):
    for today in (queue, None):
        with pytest.raises(Http404):
            access.get_ticket_for_staff(today, 1)
