"""What practising tells afterwards: how many came how far, of nobody in particular."""

from datetime import date, timedelta

import pytest

from tests.factories.practice import document, make_copy, make_draft, screen, step
from verkstad.practice.actions import copies as actions
from verkstad.practice.models import Counted, PracticeCopy, PracticeCount
from verkstad.practice.queries.results import StepResult, copy_results

TODAY = date(2026, 11, 20)


@pytest.fixture
def copy(bjorkhamn):
    """Three steps on two screens."""
    first = (step("a", goal="Skriv {given_name}."), step("b"))
    return make_copy(bjorkhamn, screen(steps=first), screen("end", steps=(step("c"),)))


def count(copy, what, number, key="", day=TODAY):
    PracticeCount.objects.create(copy=copy, day=day, step=key, what=what, number=number)


def results(first=TODAY, last=TODAY):
    return copy_results(PracticeCopy.objects.order_by("pk"), first, last)


def numbers(result):
    return [(one.reached, one.stopped, one.hints, one.wrong) for one in result.steps]


def test_each_step_tells_who_came_who_stopped_and_what_was_hard(copy):
    count(copy, Counted.STARTED, 20)
    count(copy, Counted.REACHED, 18, "b")
    count(copy, Counted.REACHED, 9, "c")
    count(copy, Counted.FINISHED, 8)
    count(copy, Counted.HINT, 3, "b")
    count(copy, Counted.WRONG, 4, "c")
    [result] = results()
    assert (result.started, result.finished, result.title, result.title.language) == (20, 8, "Anmäl flytt", "sv")
    assert numbers(result) == [(20, 2, 0, 0), (18, 9, 3, 0), (9, 1, 0, 4)]
    assert result.most_stop_at == StepResult(2, "Skicka anmälan.", 18, 9, 3, 0)
    assert result.steps[0].goal == "Skriv Karin."


def test_nobody_stops_where_all_go_on(copy):
    count(copy, Counted.STARTED, 2)
    count(copy, Counted.REACHED, 3, "b")
    count(copy, Counted.REACHED, 3, "c")
    count(copy, Counted.FINISHED, 3)
    assert results()[0].most_stop_at is None


def test_only_days_of_the_period_are_counted_together(copy):
    for days in range(-2, 3):
        count(copy, Counted.STARTED, 10 ** (days + 2), day=TODAY + timedelta(days=days))
    assert results(TODAY - timedelta(days=1), TODAY + timedelta(days=1))[0].started == 1110


def test_copy_that_was_never_practised_has_zeros(copy):
    assert numbers(results()[0]) == [(0, 0, 0, 0)] * 3


def test_steps_are_those_shown_now_and_not_of_the_draft_or_before(copy):
    actions.save_draft(copy, document(screen(steps=(step("z"),))))
    assert [one.goal for one in results()[0].steps] == ["Skriv Karin.", "Skicka anmälan.", "Skicka anmälan."]
    actions.publish(copy.editions.get(number=2), checked_on=TODAY, by="somebody")
    assert [one.goal for one in results()[0].steps] == ["Skicka anmälan."]


def test_withdrawn_copy_is_told_of_while_it_was_practised(copy):
    actions.withdraw(copy.editions.get())
    assert results() == []
    count(copy, Counted.STARTED, 5)
    assert [result.started for result in results()] == [5]


def test_copy_that_was_never_shown_is_not_there(bjorkhamn):
    count(make_draft(bjorkhamn).copy, Counted.STARTED, 5)
    assert results() == []


def test_copies_come_by_title_in_three_queries_however_many(copy, django_assert_num_queries):
    make_copy(copy.municipality, key="other", title="Ansök")
    make_copy(copy.municipality, key="third", title="anmäl dig")
    with django_assert_num_queries(3):
        found = results()
    assert [result.title for result in found] == ["anmäl dig", "Anmäl flytt", "Ansök"]
