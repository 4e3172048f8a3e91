"""“make demo” and “make stop”: what they say, and that nothing is left running. They come after all other journeys."""

import os
import signal
from pathlib import Path

import pytest

from tests.journeys.conftest import free_port

pytestmark = pytest.mark.journeys


@pytest.fixture(scope="module")
def stopped(demo, first_start) -> tuple[str, list[str]]:
    """What “make stop” says, and what still runs then."""
    told = demo.run("stop")
    return told.stdout + told.stderr, demo.processes()


def test_demo_says_where_the_municipalities_are(first_start):
    assert "/bjorkhamn/" in first_start.output
    assert "/egesund/" in first_start.output
    assert "/lovskar/" in first_start.output
    assert first_start.output.rstrip().endswith("End it with “make stop”.")


def test_stop_leaves_no_process(first_start, stopped):
    assert len(first_start.processes) >= 5
    assert stopped == ("The demo has ended.\n", [])


@pytest.fixture
def started(demo, stopped):
    port = free_port()
    process = demo.start(port)
    yield process, port
    process.kill()
    process.communicate()
    demo.stop_what_is_left()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_all_however_often_it_comes(demo, started, number):
    process, _port = started
    process.send_signal(number)
    process.send_signal(number)
    process.communicate(timeout=120)
    assert (process.returncode, demo.processes()) == (0, [])


@pytest.mark.parametrize(("part", "name"), [("serve", "web server"), ("worker", "worker")])
def test_all_ends_when_a_part_dies(demo, started, part, name):
    process, _port = started
    os.kill(process_number(process.pid, part), signal.SIGKILL)
    output, _ = process.communicate(timeout=120)
    assert f"The demo ended because its {name} ended" in output
    assert (process.returncode, demo.processes()) == (1, [])


def process_number(parent: int, part: str) -> int:
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return next(int(child) for child in children if f"\0{part}\0" in Path(f"/proc/{child}/cmdline").read_text())
