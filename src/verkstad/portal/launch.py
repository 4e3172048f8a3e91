"""The demo on one machine: it makes what it needs at the first start, and again when that has changed."""

import fcntl
import hashlib
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils.module_loading import import_string

from verkstad.core.ports import Unusable, refuse_taken
from verkstad.core.processes import Together
from verkstad.municipalities import queries
from verkstad.portal import demo
from verkstad.portal.demo_appointments import save_appointments
from verkstad.portal.demo_people import sign_ins

HOST = "127.0.0.1"
READY = "Verkstad is ready:"
SIGN_IN = "Sign in to the staff side (the page shows the code that is asked for next):"
START_SECONDS = 600
STOP_SECONDS = 60
VERKSTAD = (sys.executable, "-m", "verkstad.config.cli")

Say = Callable[[str], object]


class Mark:
    """The file that holds the number of the process that runs the demo, locked for as long as that one lives."""

    def __init__(self) -> None:
        self.path = Path(settings.HOME) / "demo.pid"
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.file: IO[str] = self.path.open("a+")
        except OSError as error:
            raise CommandError(
                f"{error.filename}, where VERKSTAD_HOME leads, cannot be used ({error.strerror})."
            ) from error

    def take(self) -> bool:
        """Take it for this process; False when another has it."""
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        self.file.truncate(0)
        print(os.getpid(), file=self.file, flush=True)
        return True

    def holder(self) -> int:
        return int(self.path.read_text().strip())


def run(*, port: int, workers: int, say: Say) -> None:
    """Until a signal comes or a part ends."""
    _refuse_taken_port(port)
    _refuse_second_demo(keep=True)
    _prepare(say)
    addresses, staff = _addresses(port)
    connection.close()
    serve = [*VERKSTAD, "serve", "--host", HOST, "--port", str(port), "--workers", str(workers)]
    with Together() as together:
        together.start("web server", [*serve, "--with-parent"])
        together.start("worker", [*VERKSTAD, "worker", "--with-parent"])
        say("Starting web server and worker …")
        if _comes_true(lambda: _is_ready(port), lambda: together.wait(0.1)):
            say("\n".join([READY, *addresses, "", SIGN_IN, *staff, "", "Press Ctrl-C to end it."]))
            while together.wait(3600):
                pass
        ended = together.ended()
        say("Ending …")
    if ended:
        raise CommandError(f"The demo ended because its {' and '.join(ended)} ended; the lines above tell why.")


def _addresses(port: int) -> tuple[list[str], list[str]]:
    """Of residents' pages, and who can sign in to those of staff."""
    demo = settings.REPOSITORY / "demo"
    fronts = {one: f"http://localhost:{port}/{one.slug}/" for one in queries.all_municipalities()}
    staff = [line for one, front in fronts.items() for line in sign_ins(demo, one, front)]
    return [f"  {front}" for front in fronts.values()], staff


def run_in_background(*, port: int, workers: int, say: Say) -> None:
    """Return when the demo is ready."""
    _refuse_taken_port(port)
    _refuse_second_demo(keep=False)
    log = Path(settings.HOME) / "demo.log"
    command = [*VERKSTAD, "demo", "--port", str(port), "--workers", str(workers)]
    say(f"Starting the demo; {log} tells how it goes …")
    with log.open("w") as file:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT, start_new_session=True
        )
    is_ready = _comes_true(lambda: READY in log.read_text(), lambda: process.poll() is None)
    say(log.read_text().rstrip().replace("Press Ctrl-C to end it.", "End it with “make stop”."))
    if not is_ready:
        raise CommandError("The demo did not start; the lines above tell why.")


def stop(say: Say) -> None:
    """End the demo, wherever it was started, and wait until nothing of it is left."""
    mark = Mark()
    if mark.take():
        say("The demo is not running.")
        return
    os.kill(mark.holder(), signal.SIGTERM)
    until = time.monotonic() + STOP_SECONDS
    while not mark.take():
        if time.monotonic() > until:
            raise CommandError(f"Process {mark.holder()} has not ended.")
        time.sleep(0.1)
    say("The demo has ended.")


def _refuse_taken_port(port: int) -> None:
    try:
        refuse_taken(HOST, port)
    except Unusable as problem:
        raise CommandError(f"{problem}; choose a free one: make demo PORT={port + 1}") from problem


def _refuse_second_demo(*, keep: bool) -> None:
    mark = Mark()
    if not mark.take():
        raise CommandError(
            f"The demo already runs in {settings.HOME}; end it with “make stop”, or start another beside it: "
            "make demo PORT=8001 VERKSTAD_HOME=.verkstad-2"
        )
    if keep:
        # A copy that only the end of the process closes: who waits for the lock then knows that nothing is left.
        os.dup(mark.file.fileno())
    mark.file.close()


def _prepare(say: Say) -> None:
    say("Preparing the database …")
    call_command("migrate", verbosity=0)
    _collect_static_files(say)
    if not demo.is_loaded():
        call_command("load_demo")
    save_appointments(demo.FOLDER)
    if not import_string(settings.READINESS["index"])():
        say("Building the search index …")
        call_command("rebuild_index")


def _collect_static_files(say: Say) -> None:
    """Unless the files are those of the last time."""
    note = Path(settings.HOME) / "static.fingerprint"
    paths = sorted(Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([]))
    facts = [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in paths]
    fingerprint = hashlib.sha256("\n".join(facts).encode()).hexdigest()
    if not note.exists() or note.read_text() != fingerprint:
        say("Collecting style sheets, fonts and pictures …")
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        note.write_text(fingerprint)


def _is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/health/ready", timeout=5):
            return True
    except OSError:
        return False


def _comes_true(fact: Callable[[], bool], goes_on: Callable[[], bool]) -> bool:
    until = time.monotonic() + START_SECONDS
    while goes_on() and time.monotonic() < until:
        if fact():
            return True
        time.sleep(0.1)
    return False
