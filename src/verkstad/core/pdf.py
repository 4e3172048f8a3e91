"""PDF files from HTML of our own, each made by WeasyPrint in a process that ends with it (``core.typesetter``).

WeasyPrint takes 50 MB and the library Pango; so nothing that serves pages grows by it, or needs it to start.
"""

import atexit
import os
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from time import monotonic

# The files that a page may ask for, by addresses below this one.
STATIC = Path(__file__).resolve().parent.parent / "static"
PATIENCE_SECONDS = 120
# How long somebody looks at the page with the button before the process that waits for them is in the way.
WAIT_SECONDS = 300


def is_set_up() -> bool:
    """Whether WeasyPrint finds what it needs; if so, it is begun, for whoever is about to ask for a file."""
    if found := _is_found():
        _ahead.begin()
    return found


def make_pdf(html: str, *, sizes: Sequence[float]) -> bytes:
    """The page as a PDF that can be read aloud, ``html`` having its language and title.

    ``sizes``: of the text of its root, in points. The first with which all stands on one page is taken, else the last.
    Raises subprocess.CalledProcessError for a page that asks for more than our static files and what it brings itself.
    """
    with _ahead.take() as process:
        try:
            made, _ = process.communicate(f"{' '.join(map(str, sizes))}\n{html}".encode(), timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return made


@cache
def _is_found() -> bool:
    with _python("-c", "import weasyprint", stderr=subprocess.DEVNULL) as process:
        process.communicate()
    return process.returncode == 0


class _Ahead:
    """At most one process that has read in what it needs and waits for a page: that takes longer than most pages."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._until = 0.0

    def begin(self) -> None:
        with self._lock:
            self._process = self._waiting() or self._begun()

    def take(self) -> subprocess.Popen[bytes]:
        with self._lock:
            process, self._process = self._waiting() or self._begun(), None
        return process

    def end(self) -> None:
        if self._process:
            with self._process as process:
                process.kill()
            self._process = None

    def _waiting(self) -> subprocess.Popen[bytes] | None:
        if monotonic() > self._until:
            self.end()
        return self._process

    def _begun(self) -> subprocess.Popen[bytes]:
        self._until = monotonic() + WAIT_SECONDS
        return _python("-m", "verkstad.core.typesetter")


_ahead = _Ahead()
atexit.register(_ahead.end)


def _python(*arguments: str, stderr: int | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *arguments],
        # Where it finds compilers, Python asks them where libraries lie, and that takes a third of all the time.
        env=os.environ | {"PATH": ""},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
    )
