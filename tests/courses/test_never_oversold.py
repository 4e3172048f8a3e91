"""A course is never oversold and nobody is lost: many at once, and any order of what can happen."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from uuid import uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import given as given_that
from hypothesis import strategies as st

from tests.courses.conftest import ACT, STARTS, cancel, lined_up, person, sign_up
from tests.factories.courses import CourseDateFactory
from verkstad.core.models import Letter
from verkstad.courses import actions
from verkstad.courses.actions import Over, Refused
from verkstad.courses.actions.seats import TooFew, set_seats
from verkstad.courses.models import Seat, SignUp


def at_once(*acts):
    """What each answers or raises, in 40 connections."""

    def one(act):
        try:
            return act()
        except (Over, Refused) as error:
            return type(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(40) as clients:
        return list(clients.map(one, acts))


def names(date):
    seated, waiting = lined_up(date)
    return sorted([*seated, *waiting])


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_two_hundred_for_the_last_ten_seats(self, course):
        date = CourseDateFactory(course=course, starts=STARTS, seats=10)
        at_once(*(lambda number=number: sign_up(date, person(number)) for number in range(200)))
        seated, waiting = lined_up(date)
        assert (len(seated), len(waiting)) == (10, 190)
        assert names(date) == sorted(f"Person {number}" for number in range(200))
        first = SignUp.objects.order_by("pk").values_list("name", flat=True)
        assert [*seated, *waiting] == list(first)
        assert Letter.objects.count() == 200

    def test_ten_sign_off_while_ten_sign_up(self, course):
        date = CourseDateFactory(course=course, starts=STARTS, seats=10)
        seated = [sign_up(date, person(number)) for number in range(10)]
        acts = [act for number, one in enumerate(seated) for act in (
            lambda one=one: cancel(one), lambda number=number: sign_up(date, person(100 + number)),
        )]  # fmt: skip
        at_once(*acts)
        assert lined_up(date)[1] == []
        assert names(date) == sorted(f"Person {100 + number}" for number in range(10))

    def test_two_add_seats_and_one_signs_off_twice(self, date):
        people = [sign_up(date, person(number)) for number in range(6)]
        cancelling = [lambda: cancel(people[0])] * 2
        answers = at_once(*cancelling, *[lambda: set_seats(date, 4, **ACT)] * 2)
        assert sorted(map(str, answers)) == sorted(map(str, [None, Over, None, None]))
        seated, waiting = lined_up(date)
        assert (sorted(seated), waiting) == ([f"Person {number}" for number in (1, 2, 3, 4)], ["Person 5"])

    def test_sign_off_is_taken_back_while_somebody_takes_the_seat(self, date):
        first, _second = sign_up(date, person(1)), sign_up(date, person(2))
        cancel(first)
        again = at_once(lambda: actions.sign_up_again(first, **ACT), lambda: sign_up(date, person(3)))
        assert (len(lined_up(date)[0]), again.count(Refused) + len(lined_up(date)[1])) == (2, 1)


@contextmanager
def taken_back():
    """All that is written, afterwards: one example knows nothing of another."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


STEPS = st.one_of(
    st.just(("sign up", 0)),
    st.tuples(st.sampled_from(["sign off", "sign up again"]), st.integers(0, 11)),
    st.tuples(st.just("seats"), st.integers(0, 5)),
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given_that(steps=st.lists(STEPS, max_size=14))
def test_line_is_kept_whatever_happens(course, steps):
    with taken_back():
        date = CourseDateFactory(course=course, starts=STARTS, seats=2)
        people = []
        for act, number in steps:
            before = lined_up(date)[1]
            with suppress(Over, Refused, TooFew, IndexError):
                match act:
                    case "sign up":
                        people.append(sign_up(date, person(len(people)), press=uuid4()))
                    case "sign off":
                        cancel(people[number])
                    case "sign up again":
                        actions.sign_up_again(people[number], **ACT)
                    case "seats":
                        set_seats(date, number, **ACT)
            seated, waiting = lined_up(date)
            seats = Seat.objects.filter(course_date=date).count()
            assert len(seated) <= seats
            assert not waiting or len(seated) == seats
            # Whoever waited before and still does stands in the same order, before those who came.
            still = [name for name in before if name in waiting]
            assert waiting[: len(still)] == still
            lost = {*before} - {*waiting, *seated}
            assert lost <= ({f"Person {number}"} if act == "sign off" else set())
