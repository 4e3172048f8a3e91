"""PDF files from HTML of our own, each made by WeasyPrint in a process that ends with it (``core.typesetter``).

WeasyPrint takes 50 MB and the library Pango; so nothing that serves pages grows by it, or needs it to start.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

# The files that a page may ask for, by addresses below this one.
STATIC = Path(__file__).resolve().parent.parent / "static"
PATIENCE_SECONDS = 120


@cache
def is_set_up() -> bool:
    """Whether WeasyPrint finds on this machine what it needs."""
    return _python("-c", "import weasyprint", stderr=subprocess.DEVNULL).returncode == 0


def make_pdf(html: str, *, sizes: Sequence[float]) -> bytes:
    """The page as a PDF that can be read aloud, ``html`` having its language and title.

    ``sizes``: of the text of its root, in points. The first with which all stands on one page is taken, else the last.
    Raises subprocess.CalledProcessError for a page that asks for more than our static files and what it brings itself.
    """
    made = _python("-m", "verkstad.core.typesetter", *map(str, sizes), page=html)
    made.check_returncode()
    return made.stdout


def _python(*arguments: str, page: str = "", stderr: int | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *arguments],
        check=False,
        # Where it finds compilers, Python asks them where libraries lie, and that takes a third of all the time.
        env=os.environ | {"PATH": ""},
        input=page.encode(),
        stdout=subprocess.PIPE,
        stderr=stderr,
        timeout=PATIENCE_SECONDS,
    )
