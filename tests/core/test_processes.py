import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from verkstad.core import processes
from verkstad.core.processes import Together

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
SHORT = [sys.executable, "-c", ""]
# Hears no SIGTERM, and has a child of its own.
STUBBORN = ["sh", "-c", "trap '' TERM; sleep 60 & echo $! $$ > {file}; wait; sleep 60"]
FOLLOWER = "from verkstad.core.processes import end_with_parent; import time; end_with_parent(); time.sleep(60)"


@pytest.fixture(autouse=True)
def _handlers_are_put_back():
    before = {number: signal.getsignal(number) for number in processes.ENDING_SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def is_running(pid: str) -> bool:
    """A process that has ended but that nobody has asked after counts as ended."""
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


def test_waiting_goes_on_while_all_run():
    with Together() as together:
        together.start("sleeper", SLEEPER)
        assert together.wait(0.3)
        assert together.ended() == []


def test_all_end_when_one_ends():
    with Together() as together:
        together.start("sleeper", SLEEPER)
        together.start("short", SHORT)
        assert not together.wait(10)
        assert together.ended() == ["short"]
        sleeper = together._children["sleeper"]
    assert sleeper.returncode == -signal.SIGTERM


@pytest.mark.parametrize("number", processes.ENDING_SIGNALS)
def test_all_end_at_a_signal_however_often_it_comes(number):
    with Together() as together:
        together.start("sleeper", SLEEPER)
        os.kill(os.getpid(), number)
        os.kill(os.getpid(), number)
        assert not together.wait(10)
        sleeper = together._children["sleeper"]
    assert sleeper.returncode == -signal.SIGTERM


def test_signal_that_was_ignored_before_stays_ignored():
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with Together() as together:
        os.kill(os.getpid(), signal.SIGHUP)
        assert together.wait(0.2)


def test_child_that_does_not_listen_is_killed_with_its_own_children(monkeypatch, tmp_path):
    monkeypatch.setattr(processes, "PATIENCE_SECONDS", 0.3)
    file = tmp_path / "pids"
    with Together() as together:
        together.start("stubborn", [part.format(file=file) for part in STUBBORN])
        while not file.exists() or not file.read_text():
            time.sleep(0.05)
    time.sleep(0.1)
    assert [pid for pid in file.read_text().split() if is_running(pid)] == []


def test_process_ends_when_its_parent_is_gone():
    follower = subprocess.Popen([sys.executable, "-c", FOLLOWER], stdin=subprocess.PIPE)
    follower.stdin.write(b"hello")
    follower.stdin.close()
    assert follower.wait(10) == -signal.SIGTERM
