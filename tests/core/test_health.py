from datetime import timedelta

from django.utils import timezone

from tests.factories.core import HeartbeatFactory
from verkstad.core import health


def test_worker_is_there_when_it_was_seen_lately(db):
    HeartbeatFactory()
    assert health.worker_is_there()


def test_worker_is_missing_when_it_fell_silent(db):
    HeartbeatFactory(seen_at=timezone.now() - timedelta(minutes=2))
    assert not health.worker_is_there()


def test_worker_is_missing_before_it_was_ever_seen(db):
    assert not health.worker_is_there()


def test_beat_is_seen(db):
    health.beat("worker")
    health.beat("worker")
    assert health.worker_is_there()
