import os
import signal

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.tasks import task

from verkstad.core import health
from verkstad.core.worker import Worker

ran: list[str] = []


def good_job() -> None:
    ran.append("good")


def bad_job() -> None:
    ran.append("bad")
    raise ValueError("this job is broken")


@task
def put_off(word: str) -> None:
    ran.append(word)


def job_that_is_told_to_end() -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    ran.append("went on")


@task
def task_that_is_told_to_end() -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    ran.append("finished")


class WithoutDatabase(Worker):
    def turn(self) -> None:
        ran.append("tried")
        if ran == ["tried", "tried"]:
            os.kill(os.getpid(), signal.SIGTERM)
        raise OperationalError("the server went away")


GOOD, BAD = f"{__name__}.good_job", f"{__name__}.bad_job"


@pytest.fixture(autouse=True)
def _nothing_ran():
    ran.clear()


@pytest.fixture
def settings(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.PERIODIC = {}
    return settings


@pytest.fixture
def _handlers_are_put_back():
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGTERM, before[0])
    signal.signal(signal.SIGINT, before[1])


def test_turn_beats_and_runs_jobs_when_they_are_due(transactional_db, settings):
    settings.PERIODIC = {GOOD: 3600}
    worker = Worker()
    worker.turn()
    worker.turn()
    assert ran == ["good"]
    assert health.worker_is_there()


def test_job_is_run_again_when_its_time_has_come(transactional_db, settings):
    settings.PERIODIC = {GOOD: 0}
    worker = Worker()
    worker.turn()
    worker.turn()
    assert ran == ["good", "good"]


def test_failing_job_is_logged_tried_again_and_does_not_hinder_the_others(transactional_db, settings, caplog):
    settings.PERIODIC = {BAD: 0, GOOD: 0}
    worker = Worker()
    worker.turn()
    worker.turn()
    assert ran == ["bad", "good", "bad", "good"]
    assert [record.exc_info[0] for record in caplog.records] == [ValueError, ValueError]


def test_tasks_that_were_put_off_are_done(transactional_db, settings):
    result = put_off.enqueue("done")
    Worker().turn()
    result.refresh()
    assert (ran, result.status.label) == (["done"], "Successful")


@pytest.mark.usefixtures("_handlers_are_put_back")
def test_worker_ends_at_once_when_told_to(transactional_db, settings):
    settings.PERIODIC = {f"{__name__}.job_that_is_told_to_end": 1}
    with pytest.raises(SystemExit):
        Worker().run()
    assert ran == []


@pytest.mark.usefixtures("_handlers_are_put_back")
def test_task_that_has_begun_is_let_to_its_end_but_no_other_is_begun(transactional_db, settings):
    first, second = task_that_is_told_to_end.enqueue(), put_off.enqueue("later")
    Worker().run()
    first.refresh()
    second.refresh()
    assert (ran, first.status.label, second.status.label) == (["finished"], "Successful", "Ready")


@pytest.mark.usefixtures("_handlers_are_put_back")
def test_worker_waits_for_a_database_that_has_gone(settings, monkeypatch, caplog):
    monkeypatch.setattr("verkstad.core.worker.PAUSE_SECONDS", 0)
    with pytest.raises(SystemExit):
        WithoutDatabase().run()
    assert caplog.messages == ["Trying again: the database does not answer (the server went away)."]


def test_command_works_until_it_is_told_to_end(transactional_db, settings):
    settings.PERIODIC = {f"{__name__}.job_that_is_told_to_end": 60}
    with pytest.raises(SystemExit):
        call_command("worker")
    assert health.worker_is_there()
