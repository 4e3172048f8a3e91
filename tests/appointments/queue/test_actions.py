"""Numbers are given once and called once, whoever presses at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection

from tests.appointments.queue.conftest import NOW
from tests.factories.places import PlaceFactory, moment
from verkstad.appointments import tasks
from verkstad.appointments.actions import queue as actions
from verkstad.appointments.models import QueueDay, QueueTicket
from verkstad.appointments.queries import queue as queries
from verkstad.core.models import AuditEntry


def states(queue):
    return [(ticket.number, ticket.state, ticket.called_by) for ticket in queue.tickets.order_by("number")]


def acts():
    return list(AuditEntry.objects.order_by("pk").values_list("action", "actor", "target_name", "municipality"))


def test_numbers_follow_each_other(take):
    assert [ticket.number for ticket in take(3)] == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_get_one_to_fifty(library, queue):
    def press(_number):
        try:
            return actions.take_number(library, press=uuid4(), now=NOW).number
        finally:
            connection.close()

    with ThreadPoolExecutor(50) as phones:
        numbers = list(phones.map(press, range(50)))
    assert (sorted(numbers), QueueDay.objects.get().taken) == (list(range(1, 51)), 50)


@pytest.mark.django_db(transaction=True)
def test_helpers_who_press_at_once_call_different_numbers(take, queue):
    take(10)

    def press(helper):
        try:
            return actions.call_next(queue, by=helper, now=NOW).number
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as helpers:
        assert sorted(helpers.map(press, [f"helper {number}" for number in range(8)])) == list(range(1, 9))


def test_one_press_that_comes_twice_takes_one_number(library, queue):
    press = uuid4()
    taken = [actions.take_number(library, press=press, now=NOW) for _ in range(2)]
    assert (taken[0], queue.tickets.count()) == (taken[1], 1)


def test_one_press_at_two_places_takes_two_numbers(library, queue, bjorkhamn):
    other, press = PlaceFactory(municipality=bjorkhamn), uuid4()
    actions.open_queue(other, by="kim", now=NOW)
    assert len({actions.take_number(place, press=press, now=NOW).key for place in (library, other)}) == 2


def test_no_numbers_before_it_is_opened_after_it_is_closed_and_on_the_next_day(library, take, queue):
    take()
    tomorrow = NOW + timedelta(days=1)
    with pytest.raises(actions.QueueClosed):
        actions.take_number(library, press=uuid4(), now=tomorrow)
    actions.close_queue(library, by="kim", now=NOW)
    with pytest.raises(actions.QueueClosed):
        actions.take_number(library, press=uuid4(), now=NOW)
    actions.open_queue(library, by="kim", now=NOW)
    assert [ticket.number for ticket in take()] == [2]


def test_day_is_the_municipality_s(egesund):
    harbour = PlaceFactory(municipality=egesund)
    assert actions.open_queue(harbour, by="kim", now=moment("2026-11-23 23:59")).day.isoformat() == "2026-11-23"
    assert actions.open_queue(harbour, by="kim", now=moment("2026-11-24 00:01")).day.isoformat() == "2026-11-24"


def test_residents_get_no_number_when_very_many_wait_but_staff_still_print(library, queue):
    waiting = [QueueTicket(queue=queue, number=number, taken_at=NOW) for number in range(1, actions.MOST_WAITING + 1)]
    QueueTicket.objects.bulk_create(waiting)
    QueueDay.objects.update(taken=len(waiting))
    with pytest.raises(actions.QueueFull):
        actions.take_number(library, press=uuid4(), now=NOW)
    assert actions.take_number(library, press=uuid4(), by="kim", now=NOW).number == actions.MOST_WAITING + 1


def test_next_ends_the_one_before_and_calls_the_first_who_waits(take, queue):
    take(2)
    assert actions.call_next(queue, by="kim", now=NOW).number == 1
    assert actions.call_next(queue, done=1, by="kim", now=NOW).number == 2
    assert states(queue) == [(1, "done", "kim"), (2, "called", "kim")]
    assert actions.call_next(queue, done=2, by="kim", now=NOW) is None
    assert states(queue) == [(1, "done", "kim"), (2, "done", "kim")]


def test_next_pressed_twice_calls_one(take, queue):
    take(3)
    called = [actions.call_next(queue, done=done, by="kim", now=NOW).number for done in (None, None, 1, 1)]
    assert (called, states(queue)[2]) == ([1, 1, 2, 2], (3, "waiting", ""))


def test_next_goes_on_when_the_one_who_was_called_gave_the_number_back(take, queue):
    take(2)
    actions.give_back(actions.call_next(queue, by="kim", now=NOW))
    assert actions.call_next(queue, done=1, by="kim", now=NOW).number == 2


def test_database_lets_no_helper_have_two_numbers(take, queue):
    take(2)
    with pytest.raises(IntegrityError):
        queue.tickets.update(state="called", called_by="kim", called_at=NOW)


def test_skipped_number_comes_after_the_one_behind_it(take, queue):
    first, _second, _third = take(3)
    actions.call_next(queue, by="kim", now=NOW)
    assert actions.skip(first, by="kim", now=NOW).number == 2
    assert states(queue) == [(1, "waiting", ""), (2, "called", "kim"), (3, "waiting", "")]
    assert actions.call_next(queue, done=2, by="kim", now=NOW).number == 1


def test_skipped_number_waits_on_when_it_is_the_last(take, queue):
    (only,) = take()
    actions.call_next(queue, by="kim", now=NOW)
    assert (actions.skip(only, by="kim", now=NOW), states(queue)) == (None, [(1, "waiting", "")])


def test_called_again_comes_first_among_the_called(take, queue):
    first, _second = take(2)
    for minutes, helper in enumerate(["kim", "bo"]):
        actions.call_next(queue, by=helper, now=NOW + timedelta(minutes=minutes))
    assert [ticket.number for ticket in queries.line(queue).called] == [2, 1]
    actions.call_again(first, by="kim", now=NOW + timedelta(minutes=5))
    assert [ticket.number for ticket in queries.line(queue).called] == [1, 2]


@pytest.mark.parametrize(("has_left", "state"), [(False, "done"), (True, "left")])
def test_called_number_is_done_or_has_left(take, queue, has_left, state):
    (only,) = take()
    actions.call_next(queue, by="kim", now=NOW)
    actions.finish(only, has_left=has_left, by="bo")
    assert states(queue) == [(1, state, "kim")]


@pytest.mark.parametrize(
    "act",
    [
        lambda ticket: actions.finish(ticket, by="kim"),
        lambda ticket: actions.skip(ticket, by="kim", now=NOW),
        lambda ticket: actions.call_again(ticket, by="kim", now=NOW),
    ],
    ids=["finish", "skip", "call again"],
)
def test_what_is_not_called_is_left_as_it_is(take, queue, act):
    (only,) = take()
    with pytest.raises(actions.NotCalled):
        act(only)
    assert states(queue) == [(1, "waiting", "")]


def test_number_is_given_back_once(take, queue):
    (only,) = take()
    for _ in range(2):
        actions.give_back(only)
    assert (states(queue), [act for act, *_ in acts()].count("ticket.left")) == ([(1, "left", "")], 1)


def test_number_is_not_called_before_it_was_taken_though_clocks_differ(take, queue):
    take()
    called = actions.call_next(queue, by="kim", now=NOW - timedelta(seconds=1))
    assert called.called_at == called.taken_at


def test_every_act_stands_in_the_audit_trail(library, take, queue):
    (only,) = take()
    actions.call_next(queue, by="kim", now=NOW)
    actions.skip(only, by="kim", now=NOW)
    actions.give_back(only)
    actions.close_queue(library, by="kim", now=NOW)
    day, number = "biblioteket, 2026-11-23", "biblioteket, 2026-11-23: 1"
    assert acts() == [
        ("queue.opened", "kim", day, "bjorkhamn"),
        ("ticket.taken", "resident", number, "bjorkhamn"),
        ("ticket.called", "kim", number, "bjorkhamn"),
        ("ticket.skipped", "kim", number, "bjorkhamn"),
        ("ticket.left", "resident", number, "bjorkhamn"),
        ("queue.closed", "kim", day, "bjorkhamn"),
    ]


def test_old_queues_are_deleted_with_their_numbers(library):
    for day in ("2026-10-20", "2026-10-24"):
        QueueTicket.objects.create(queue=QueueDay.objects.create(place=library, day=day), number=1, taken_at=NOW)
    tasks.delete_old_queues()
    assert [str(ticket) for ticket in QueueTicket.objects.all()] == ["biblioteket, 2026-10-24: 1"]
