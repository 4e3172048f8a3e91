"""The process that works beside the web server: periodic jobs, and tasks that pages have put off."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from types import FrameType

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils.module_loading import import_string
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker

from verkstad.core import health
from verkstad.core.database_faults import why_refused

log = logging.getLogger(__name__)

BEAT_SECONDS = 5
PAUSE_SECONDS = 1


class Worker:
    """Beats, runs what is due in settings.PERIODIC, and drains the queue of tasks, turn after turn."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._next_at: dict[str, float] = {}
        self._tasks = TaskWorker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=health.WORKER,
            excluded_queue_names=[],
        )

    def run(self) -> None:
        """Until SIGTERM or SIGINT. A database that goes away is waited for."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        while not self._stopping.is_set():
            try:
                self.turn()
            except (DatabaseError, InterfaceError) as error:
                first_line = str(error).partition("\n")[0]
                log.warning("Trying again: %s", why_refused(error) or f"the database does not answer ({first_line}).")
            self._stopping.wait(PAUSE_SECONDS)

    def turn(self) -> None:
        close_old_connections()
        self._when_due("heartbeat", BEAT_SECONDS, partial(health.beat, health.WORKER))
        for path, seconds in settings.PERIODIC.items():
            self._when_due(path, seconds, partial(_run_job, path))
        self._tasks.run()

    def stop(self, signum: int, frame: FrameType | None) -> None:
        """At once, but a task that has begun is let to its end: it would not be tried again."""
        self._stopping.set()
        self._tasks.running = False
        if not self._tasks.running_task:
            raise SystemExit

    def _when_due(self, name: str, seconds: float, act: Callable[[], None]) -> None:
        if time.monotonic() >= self._next_at.get(name, 0):
            act()
            self._next_at[name] = time.monotonic() + seconds


def _run_job(path: str) -> None:
    try:
        import_string(path)()
    except Exception:
        log.exception("The periodic job %s failed; it is tried again when it is due next", path)
        close_old_connections()
