"""The security document answers every requirement, and what it says is shown by tests that exist."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
DOCUMENT = (REPOSITORY / "docs" / "operate" / "security.md").read_text()
ROWS = re.findall(r"^\| (V\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \|$", DOCUMENT, re.MULTILINE)
# How many requirements of levels 1 and 2 each section of ASVS 5.0 has; within a section they are numbered from 1.
SECTIONS = {
    "V2.1": 3, "V2.2": 3, "V2.3": 4, "V2.4": 1,
    "V4.1": 3, "V4.2": 1, "V4.3": 2, "V4.4": 4,
    "V5.1": 1, "V5.2": 3, "V5.3": 2, "V5.4": 3,
    "V6.1": 3, "V6.2": 12, "V6.3": 4, "V6.4": 4, "V6.5": 5, "V6.6": 3, "V6.8": 4,
    "V7.1": 3, "V7.2": 4, "V7.3": 2, "V7.4": 5, "V7.5": 2, "V7.6": 2,
    "V8.1": 2, "V8.2": 3, "V8.3": 1, "V8.4": 1,
}  # fmt: skip
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py(?:::\w+)?)`", DOCUMENT)))


def test_every_requirement_is_answered_once():
    wanted = [f"{section}.{number + 1}" for section, count in SECTIONS.items() for number in range(count)]
    assert [requirement for requirement, _answer, _how in ROWS] == wanted
    assert {answer for _requirement, answer, _how in ROWS} <= {"met", "n/a", "open"}


@pytest.mark.parametrize("named", NAMED)
def test_every_test_it_names_exists(named):
    file, _, test = named.partition("::")
    assert re.search(rf"def {test}\b" if test else "def test_", (REPOSITORY / file).read_text())


@pytest.mark.parametrize(("header", "is_secure"), [(None, False), (("HTTP_X_FORWARDED_PROTO", "https"), True)])
def test_forwarded_headers_are_believed_from_a_proxy_only(rf, settings, header, is_secure):
    settings.SECURE_PROXY_SSL_HEADER = header
    assert rf.get("/", headers={"X-Forwarded-Proto": "https"}).is_secure() is is_secure


def test_outside_the_demo_no_code_of_another_half_minute_is_taken():
    program = "from verkstad.config import settings; print(settings.MFA_TOTP_TOLERANCE, settings.SEARCHES_PER_MINUTE)"
    variables = {"VERKSTAD_DEMO": "0", "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    command = [sys.executable, "-c", program]
    assert subprocess.check_output(command, env=os.environ | variables, text=True) == "0 600\n"
