from datetime import timedelta

from django.db import DatabaseError
from django.utils import timezone

from tests.factories.core import HeartbeatFactory
from verkstad.core import health


def test_worker_is_there_when_it_was_seen_lately(db):
    HeartbeatFactory()
    assert health.worker_is_there()


def test_worker_is_missing_when_it_fell_silent(db):
    HeartbeatFactory(seen_at=timezone.now() - timedelta(minutes=11))
    assert not health.worker_is_there()


def test_worker_is_missing_before_it_was_ever_seen(db):
    assert not health.worker_is_there()


def test_beat_is_seen(db):
    health.beat("worker")
    health.beat("worker")
    assert health.worker_is_there()


def test_program_is_alive_without_a_database(client):
    assert client.get("/health/live").content == b"alive"


ALL_THERE = {"database": "verkstad.core.health.database_is_there", "worker": "verkstad.core.health.worker_is_there"}


def test_ready_when_every_part_is_there(db, client, settings):
    settings.READINESS = ALL_THERE
    HeartbeatFactory()
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (200, {"database": "there", "worker": "there"})


def test_not_ready_tells_which_part_is_missing(db, client, settings):
    settings.READINESS = ALL_THERE
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (503, {"database": "there", "worker": "missing"})


def broken_part() -> bool:
    raise DatabaseError


def test_part_whose_tables_are_missing_is_missing(client, settings):
    settings.READINESS = {"index": f"{__name__}.broken_part"}
    assert client.get("/health/ready").json() == {"index": "missing"}


def test_heartbeat_is_shown_by_name():
    assert str(HeartbeatFactory.build()) == "worker"
