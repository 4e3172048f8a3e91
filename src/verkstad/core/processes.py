"""Programs that run together: they start together, and when one ends or a signal comes they all end."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType

ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE_SECONDS = 10


class Together:
    """The children of this process, each in a session of its own so that only this one hears the terminal."""

    def __init__(self) -> None:
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._asked_to_end = threading.Event()

    def __enter__(self) -> "Together":
        for number in ENDING_SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._ask_to_end)
        return self

    def __exit__(self, *problem: object) -> None:
        for child in self._children.values():
            child.terminate()
        until = time.monotonic() + PATIENCE_SECONDS
        for child in self._children.values():
            _end(child, until)

    def start(self, name: str, command: Sequence[str]) -> None:
        self._children[name] = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)

    def wait(self, seconds: float) -> bool:
        """Wait; False as soon as everything should end, because of a signal or a child that has ended."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._asked_to_end.wait(0.1) and not self.ended():
            pass
        return not (self._asked_to_end.is_set() or self.ended())

    def ended(self) -> list[str]:
        """The children that have ended by themselves."""
        return [name for name, child in self._children.items() if child.poll() is not None]

    def _ask_to_end(self, signum: int, frame: FrameType | None) -> None:
        self._asked_to_end.set()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Signals to end wait until the block has ended."""
    came: list[int] = []
    before = {each: signal.signal(each, lambda number, _: came.append(number)) for each in ENDING_SIGNALS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        for number in came:
            signal.raise_signal(number)


def _end(child: subprocess.Popen[bytes], until: float) -> None:
    """Wait for the child, then make an end of whatever it has left in its session."""
    with suppress(subprocess.TimeoutExpired):
        child.wait(max(0, until - time.monotonic()))
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.communicate()


def end_with_parent() -> None:
    """End this process when the one that started it is gone, however it ended: standard input is a pipe from it."""
    threading.Thread(target=_end_after, args=(sys.stdin.fileno(),), daemon=True).start()


def _end_after(pipe: int) -> None:
    while os.read(pipe, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
