"""The real worker, killed in the middle: no letter arrives twice, and none is lost."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from tests.conftest import unmeasured
from tests.core.post_office import PostOffice, open_post_office
from tests.factories.core import LetterFactory
from verkstad.core.models import Heartbeat, Letter
from verkstad.core.outbox_delivery import send_due

COMMAND = [sys.executable, "-m", "verkstad.config.cli", "worker"]
# A worker takes a second to start, and many when the machine has much else to do.
PATIENCE_SECONDS = 120
# Of a worker that is killed nothing is learnt anyway.
UNMEASURED = unmeasured()
SECRET = "a-secret-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz"


def database() -> str:
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


@contextmanager
def worker(office: PostOffice, around: Mapping[str, str] = UNMEASURED) -> Iterator[subprocess.Popen[bytes]]:
    ours = {
        "DATABASE_URL": database(),
        "DJANGO_SETTINGS_MODULE": "verkstad.config.settings",
        "VERKSTAD_DEMO": "0",
        "VERKSTAD_SECRET_KEY": SECRET,
        "VERKSTAD_MAIL_URL": office.url,
        "VERKSTAD_MAIL_FROM": "noreply@bjorkhamn.se",
    }
    process = subprocess.Popen(COMMAND, env=around | ours, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def office(settings) -> Iterator[PostOffice]:
    with open_post_office() as office:
        settings.DEMO, settings.MAIL_SERVER, settings.MAIL_FROM = False, office.server, "noreply@bjorkhamn.se"
        yield office


@contextmanager
def letter_is_locked() -> Iterator[None]:
    """Nothing more can be written of the letter."""
    with psycopg.connect(database()) as other:
        other.execute("SELECT 1 FROM core_letter FOR UPDATE")
        yield


def wait_for(happened: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.05)


def waits_for_lock() -> list[int]:
    """Which processes of this database wait for a lock."""
    waiting = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with connection.cursor() as cursor:
        cursor.execute(waiting)
        return [pid for (pid,) in cursor.fetchall()]


def end_connection(pid: int) -> None:
    """The database hears at last that the worker is gone, and forgets what it was asked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [pid])


def go_on_after_the_lease(office: PostOffice) -> None:
    """What the next worker does, when the lease of the one that was killed is over."""
    office.stops_at = ""
    office.go_on.set()
    Letter.objects.update(due_at=timezone.now())
    send_due()


def outcome(office: PostOffice) -> tuple[str, int]:
    return Letter.objects.get().state, len(office.arrived)


@pytest.mark.parametrize(
    ("stage", "state", "arrived"),
    [("EHLO", "sent", 1), ("MAIL", "sent", 1), ("RCPT", "sent", 1), ("DATA", "unsure", 0), ("TAKEN", "unsure", 1)],
)
def test_worker_is_killed_while_the_server_thinks(transactional_db, office, stage, state, arrived):
    office.stops_at = stage
    LetterFactory()
    with worker(office) as process:
        assert office.has_stopped.wait(PATIENCE_SECONDS)
        process.kill()
        process.wait()
    go_on_after_the_lease(office)
    assert outcome(office) == (state, arrived)


@pytest.mark.parametrize(("stage", "state", "arrived"), [("RCPT", "sent", 1), ("TAKEN", "unsure", 1)])
def test_worker_is_killed_before_it_can_write_down_how_far_it_is(transactional_db, office, stage, state, arrived):
    office.stops_at = stage
    LetterFactory()
    with worker(office) as process:
        assert office.has_stopped.wait(PATIENCE_SECONDS)
        with letter_is_locked():
            office.go_on.set()
            wait_for(waits_for_lock)
            process.kill()
            process.wait()
            end_connection(*waits_for_lock())
    go_on_after_the_lease(office)
    assert outcome(office) == (state, arrived)


def test_worker_is_killed_before_it_has_claimed_the_letter(transactional_db, office):
    LetterFactory()
    with letter_is_locked(), worker(office) as process:
        wait_for(Heartbeat.objects.exists)
        time.sleep(0.5)
        process.kill()
        process.wait()
    assert outcome(office) == ("waiting", 0)
    go_on_after_the_lease(office)
    assert outcome(office) == ("sent", 1)


def test_nobody_touches_the_letter_of_a_worker_that_lives(transactional_db, office):
    office.stops_at = "DATA"
    LetterFactory()
    with worker(office):
        assert office.has_stopped.wait(PATIENCE_SECONDS)
        send_due()
        office.go_on.set()
        wait_for(Letter.objects.filter(state="sent").exists)
    assert outcome(office) == ("sent", 1)


def test_worker_that_is_told_to_end_hands_over_the_letter_that_it_has_begun(transactional_db, office):
    office.stops_at = "DATA"
    LetterFactory()
    with worker(office, os.environ) as process:
        assert office.has_stopped.wait(PATIENCE_SECONDS)
        process.terminate()
        time.sleep(0.2)
        office.go_on.set()
        assert process.wait(PATIENCE_SECONDS) in {0, -signal.SIGTERM, 128 + signal.SIGTERM}
    assert outcome(office) == ("sent", 1)


def test_two_workers_send_each_letter_once(transactional_db, office):
    for number in range(50):
        LetterFactory(to=f"number-{number}@example.se")
    with worker(office), worker(office):
        wait_for(lambda: not Letter.objects.exclude(state="sent").exists())
    assert sorted(mail["To"] for mail in office.arrived) == sorted(Letter.objects.values_list("to", flat=True))
