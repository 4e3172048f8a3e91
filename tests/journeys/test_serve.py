"""The web server alone, as it runs behind a proxy."""

import signal
import subprocess
import time
from contextlib import suppress
from urllib.request import urlopen

import pytest

from tests.journeys.conftest import free_port

pytestmark = pytest.mark.journeys


def test_server_answers_until_it_is_told_to_end(demo, server):
    port = free_port()
    command = demo.command("serve", "--port", str(port), "--workers", "1")
    process = subprocess.Popen(command, env=demo.environment | {"VERKSTAD_DEMO": "1"})
    assert answer(f"http://127.0.0.1:{port}/health/live") == b"alive"
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=120) == 0


def answer(address: str) -> bytes:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(OSError), urlopen(address) as response:
            return response.read()
        time.sleep(0.2)
    raise AssertionError(f"{address} does not answer")
