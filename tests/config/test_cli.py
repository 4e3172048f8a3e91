import os
import re
import socket
import subprocess
import sys

import pytest

SECRET = "a-secret-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz"
# By Django's measure too.
STRONG = "".join(map(chr, range(35, 123)))
NOWHERE = "postgresql://eva:hemligt@127.0.0.1:1/town"


def verkstad(*arguments, **variables) -> subprocess.CompletedProcess:
    ours = ("VERKSTAD_", "DATABASE_", "DJANGO_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    command = [sys.executable, "-m", "verkstad.config.cli", *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, env=environment | variables)


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({}, "The setting VERKSTAD_SECRET_KEY is missing; see docs/operate/configuration.md."),
        (
            {"DATABASE_URL": NOWHERE},
            "The setting VERKSTAD_SECRET_KEY is missing; see docs/operate/configuration.md.",
        ),
        (
            {"DATABASE_URL": NOWHERE, "VERKSTAD_SECRET_KEY": "hemligt"},
            (
                "The setting VERKSTAD_SECRET_KEY is too weak: it must be at least 50 random characters "
                "(make one with “verkstad new-secret”)."
            ),
        ),
        (
            {"DATABASE_URL": "mysql://eva@db/town", "VERKSTAD_SECRET_KEY": SECRET},
            "DATABASE_URL must begin with postgresql://, because Verkstad runs on PostgreSQL.",
        ),
        (
            {"DATABASE_URL": NOWHERE, "VERKSTAD_SECRET_KEY": SECRET},
            (
                "the database named by DATABASE_URL does not answer (connection failed: connection to server at "
                '"127.0.0.1", port 1 failed: Connection refused).'
            ),
        ),
        (
            {"DATABASE_URL": NOWHERE, "VERKSTAD_SECRET_KEY": SECRET, "VERKSTAD_DEBUG": "maybe"},
            "The setting VERKSTAD_DEBUG must be 1 or 0, not “maybe”.",
        ),
        (
            {"DATABASE_URL": NOWHERE, "VERKSTAD_SECRET_KEY": SECRET, "VERKSTAD_LOG_LEVEL": "LOUD"},
            "The setting VERKSTAD_LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR, not “LOUD”.",
        ),
        (
            {"DATABASE_URL": NOWHERE, "VERKSTAD_SECRET_KEY": SECRET, "VERKSTAD_MAIL_URL": "smtp://mail.example"},
            "VERKSTAD_MAIL_URL is set, so VERKSTAD_MAIL_FROM must say who letters come from.",
        ),
        (
            {"DATABASE_URL": NOWHERE, "VERKSTAD_SECRET_KEY": SECRET, "VERKSTAD_LETTERS_KEPT_DAYS": "some"},
            "The setting VERKSTAD_LETTERS_KEPT_DAYS must be a whole number, not “some”.",
        ),
        (
            {"VERKSTAD_HOME": "/dev/null/home", "VERKSTAD_SECRET_KEY": SECRET},
            "/dev/null/home, where VERKSTAD_HOME leads, cannot be used (Not a directory).",
        ),
    ],
)
def test_start_is_refused_with_one_sentence(variables, sentence):
    result = verkstad("serve", **variables)
    assert (result.returncode, result.stdout, result.stderr) == (1, "", f"Verkstad cannot start: {sentence}\n")


def test_worker_is_refused_in_the_same_words():
    assert verkstad("worker").stderr == verkstad("serve").stderr != ""


@pytest.mark.parametrize("command", [("rebuild-index",), ("rebuild_index",), ("load-folder", "demo")])
def test_database_without_tables_is_told_of_in_one_sentence(command):
    result = verkstad(*command, DATABASE_URL=os.environ["DATABASE_URL"], VERKSTAD_SECRET_KEY=SECRET)
    why = "the database lacks the tables of this version of the program. Run “verkstad migrate”."
    assert result.stderr == f"Verkstad cannot do that: {why}\n"


@pytest.fixture
def with_styles(tmp_path):
    """The settings of a web server that has its style sheets."""
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").touch()
    settings = {"DATABASE_URL": os.environ["DATABASE_URL"], "VERKSTAD_SECRET_KEY": SECRET}
    return settings | {"VERKSTAD_HOME": str(tmp_path)}


def test_server_does_not_share_the_port_of_another(with_styles):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = verkstad("serve", "--port", str(port), **with_styles)
    words = f"CommandError: Port {port} is taken by another program; choose another with --port or --host.\n"
    assert (result.returncode, result.stderr) == (1, words)


def test_server_does_not_start_without_its_styles(with_styles, tmp_path):
    (tmp_path / "static" / "staticfiles.json").unlink()
    words = "CommandError: Style sheets and fonts are missing; run “verkstad collectstatic”.\n"
    assert verkstad("serve", **with_styles).stderr == words


def test_new_secret_needs_nothing_and_is_strong_enough(tmp_path):
    result = verkstad("new-secret", VERKSTAD_HOME=str(tmp_path / "home"))
    assert re.fullmatch(r"[\w-]{60,}\n", result.stdout)
    assert not (tmp_path / "home").exists()


def test_recording_needs_no_database(tmp_path):
    home, walk = tmp_path / "home", tmp_path / "walk.zip"
    walk.touch()
    result = verkstad("record", "https://test.example.org/", str(walk), VERKSTAD_HOME=str(home))
    assert result.stderr == f"CommandError: {walk} is there already; choose another name.\n"
    assert not home.exists()


def test_help_names_every_command_with_hyphens():
    lines = verkstad("help").stdout.splitlines()
    named = [line.split()[0] for line in lines if line.startswith("  ")]
    assert {"demo", "new-secret", "serve", "stop", "worker", "migrate"} <= set(named)
    assert not [name for name in named if "_" in name]


@pytest.mark.parametrize("asked", [("help", "new-secret"), ("new-secret", "--help")])
def test_help_about_one_command_names_it_as_it_is_typed_and_no_option_of_django_s(asked):
    words = verkstad(*asked).stdout
    assert "usage: verkstad new-secret [-h]" in words
    assert "Prints a new secret key" in words
    assert "--settings" not in words


def test_stop_with_nothing_running(tmp_path):
    result = verkstad("stop", VERKSTAD_HOME=str(tmp_path))
    assert (result.returncode, result.stdout) == (0, "The demo is not running.\n")


def test_demo_keeps_its_secret_and_tells_whoever_works_on_it_without_saying_so(tmp_path):
    command = ("shell", "-v0", "-c", "from django.conf import settings; print(settings.DEMO, settings.SECRET_KEY)")
    first = verkstad(*command, VERKSTAD_HOME=str(tmp_path))
    second = verkstad(*command, VERKSTAD_HOME=str(tmp_path), VERKSTAD_DEMO="1")
    assert first.stdout == second.stdout == f"True {(tmp_path / 'secret-key').read_text()}"
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
    assert first.stderr == f"No DATABASE_URL is set: this is about the demo's own database in {tmp_path}.\n"
    assert second.stderr == verkstad("shell", "--help", VERKSTAD_HOME=str(tmp_path)).stderr == ""


def test_nothing_is_found_wrong_with_how_it_is_set_up():
    settings = {"DATABASE_URL": os.environ["DATABASE_URL"], "VERKSTAD_SECRET_KEY": STRONG}
    assert "no issues" in verkstad("check", "--deploy", **settings).stdout
