"""What is practised is counted once each, whoever counts beside; groups know how far, not who."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.factories.identity import MembershipFactory
from tests.factories.practice import make_copy, make_draft
from tests.locks import wait_for_a_lock
from verkstad.core.models import AuditEntry
from verkstad.practice.actions import counts
from verkstad.practice.models import Counted, Learner, PracticeCount, PracticeGroup


@pytest.fixture
def copy(bjorkhamn):
    return make_copy(bjorkhamn)


@pytest.fixture
def tutor(bjorkhamn):
    return MembershipFactory(municipality=bjorkhamn, role="helper").user


@pytest.fixture
def group(copy, tutor):
    return counts.open_group(copy, tutor=tutor)


def at_once(*tasks):
    """What went wrong when all of them were done at the same moment."""
    failed, ready = [], threading.Barrier(len(tasks))

    def work(task):
        try:
            ready.wait()
            task()
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[task]) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def numbers():
    return {(row.what, row.step): row.number for row in PracticeCount.objects.order_by("pk")}


def test_same_is_one_row_with_a_number(copy):
    for step in ("name", "name", "send"):
        counts.count(copy, Counted.HINT, step=step)
    assert numbers() == {("hint", "name"): 2, ("hint", "send"): 1}


def test_counting_is_one_statement(copy, django_assert_num_queries):
    with django_assert_num_queries(3):  # two of them begin and end what the test stands in
        counts.count(copy, Counted.STARTED)


@pytest.mark.django_db(transaction=True)
def test_no_count_is_lost_and_nobody_waits_for_ever_when_many_count_at_once(copy):
    """In opposite orders, so that a lock that is held for longer than a statement would be a deadlock."""
    steps = ["a", "b", "c"]

    def task(number):
        def walk():
            for step in (steps if number % 2 else steps[::-1]) * 5:
                counts.count(copy, Counted.REACHED, step=step)

        return walk

    assert at_once(*map(task, range(12))) == []
    assert numbers() == {("reached", step): 60 for step in steps}


@pytest.mark.django_db(transaction=True)
def test_two_posts_at_once_from_one_browser_are_one_learner(group):
    learner = uuid4()
    tasks = [lambda: counts.note_learner(group, learner, Counted.HINT, step="name")] * 6
    assert at_once(*tasks) == []
    assert [(row.key, row.step, row.hints) for row in Learner.objects.order_by("pk")] == [(learner, "name", 6)]


@pytest.mark.django_db(transaction=True)
def test_second_post_that_waited_for_the_first_is_the_same_learner(group):
    learner = uuid4()
    with ThreadPoolExecutor(1) as browser:
        with transaction.atomic():
            counts.note_learner(group, learner, Counted.STARTED, step="")
            late = browser.submit(at_once, lambda: counts.note_learner(group, learner, Counted.HINT, step="name"))
            wait_for_a_lock()
        assert late.result() == []
    assert [(row.key, row.step, row.hints) for row in Learner.objects.order_by("pk")] == [(learner, "name", 1)]


@pytest.mark.django_db(transaction=True)
def test_group_that_closes_while_learners_come_remembers_none(group):
    tasks = [lambda: counts.note_learner(group, uuid4(), Counted.STARTED, step="")] * 6
    failed = at_once(*tasks, lambda: counts.close_group(group))
    assert ({type(error) for error in failed} <= {counts.Over}, Learner.objects.count()) == (True, 0)


def test_learner_is_where_it_was_last(group):
    learner = uuid4()
    for what, step in [
        (Counted.STARTED, ""),
        (Counted.REACHED, "b"),
        (Counted.WRONG, "b"),
        (Counted.FINISHED, ""),
    ]:
        counts.note_learner(group, learner, what, step=step)
    row = Learner.objects.get()
    assert (row.step, row.hints, row.finished_at == row.seen_at) == ("b", 0, True)


def test_who_starts_over_after_the_end_stays_one_who_finished(group):
    learner = uuid4()
    for what in (Counted.FINISHED, Counted.STARTED):
        counts.note_learner(group, learner, what, step="")
    assert Learner.objects.get().finished_at is not None


def test_hints_are_counted_no_further_than_the_table_holds(group):
    learner = uuid4()
    Learner.objects.create(group=group, key=learner, hints=counts.MOST_HINTS, seen_at=timezone.now())
    counts.note_learner(group, learner, Counted.HINT, step="a")
    assert Learner.objects.get().hints == counts.MOST_HINTS


def test_full_group_takes_nobody_more_but_knows_those_who_are_there(group, monkeypatch):
    monkeypatch.setattr(counts, "MOST_LEARNERS", 1)
    first = uuid4()
    counts.note_learner(group, first, Counted.STARTED, step="")
    with pytest.raises(counts.Full):
        counts.note_learner(group, uuid4(), Counted.STARTED, step="")
    counts.note_learner(group, first, Counted.REACHED, step="a")
    assert [row.step for row in Learner.objects.order_by("pk")] == ["a"]


def test_closed_group_takes_nobody(group):
    counts.close_group(group)
    with pytest.raises(counts.Over):
        counts.note_learner(group, uuid4(), Counted.STARTED, step="")


def test_closing_forgets_the_learners_and_is_told_once(group):
    counts.note_learner(group, uuid4(), Counted.STARTED, step="")
    for _turn in range(2):
        counts.close_group(group, by="somebody")
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))[-2:] == [
        "practice_group.opened",
        "practice_group.closed",
    ]
    assert (Learner.objects.count(), PracticeGroup.objects.get().closed_at is None) == (0, False)


def test_copy_that_is_not_shown_has_no_groups(bjorkhamn, tutor):
    with pytest.raises(counts.NotShown):
        counts.open_group(make_draft(bjorkhamn).copy, tutor=tutor)


@pytest.mark.parametrize(("hours", "is_open"), [(11, True), (13, False)])
def test_group_that_is_forgotten_closes_by_itself(group, hours, is_open):
    PracticeGroup.objects.update(opened_at=timezone.now() - timedelta(hours=hours))
    counts.close_forgotten_groups()
    assert (PracticeGroup.objects.get().closed_at is None) == is_open
