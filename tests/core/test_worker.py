import pytest
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


GOOD, BAD = f"{__name__}.good_job", f"{__name__}.bad_job"


@pytest.fixture(autouse=True)
def _nothing_ran():
    ran.clear()


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
    settings.PERIODIC = {}
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    result = put_off.enqueue("done")
    Worker().turn()
    result.refresh()
    assert (ran, result.status.label) == (["done"], "Successful")
