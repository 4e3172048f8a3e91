import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured

from verkstad.config import database

USE_DATABASE = """
import os, sys
from pathlib import Path
from verkstad.config import database
database.provide(Path(sys.argv[1]))
print(os.environ["DATABASE_URL"], flush=True)
sys.stdin.read()
"""


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.delenv("DATABASE_URL")
    return tmp_path / "a home with spaces"


def user_of(home: Path) -> subprocess.Popen:
    command = [sys.executable, "-c", USE_DATABASE, str(home)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_address_is_taken_apart():
    settings = database.settings("postgresql://eva:a%40b%2Fc@db.example.org:5433/my%20town?sslmode=require")
    assert settings == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "my town",
        "USER": "eva",
        "PASSWORD": "a@b/c",
        "HOST": "db.example.org",
        "PORT": "5433",
        "OPTIONS": {**database.PREPARED, "connect_timeout": "10", "sslmode": "require"},
    }


def test_socket_is_the_host():
    settings = database.settings("postgresql://postgres@/verkstad?host=/tmp/a%20b&connect_timeout=3")
    options = {**database.PREPARED, "connect_timeout": "3"}
    assert (settings["HOST"], settings["PORT"], settings["OPTIONS"]) == ("/tmp/a b", "", options)


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("mysql://eva@db/town", "must begin with postgresql://"),
        ("", "must begin with postgresql://"),
        ("postgresql://eva@db", "names no database"),
        ("postgresql://eva@db/", "names no database"),
        ("postgresql://eva@db:99999/town", "cannot be read: write postgresql://"),
        ("postgresql://eva@db:five/town", "cannot be read: write postgresql://"),
        ("postgresql://eva@[::1/town", "cannot be read: write postgresql://"),
    ],
)
def test_unusable_address_is_told(url, complaint):
    with pytest.raises(ImproperlyConfigured, match=f"^DATABASE_URL {complaint}"):
        database.settings(url)


@pytest.mark.parametrize("url", ["postgres-hemligt://eva:hemligt@db/town", "postgresql://eva:hemligt#1@db/town"])
def test_complaint_does_not_tell_the_password(url):
    with pytest.raises(ImproperlyConfigured) as problem:
        database.settings(url)
    assert "hemligt" not in str(problem.value)


@pytest.mark.parametrize("name", ["DATABASE_URL", "DATABASE_URL_FILE"])
def test_given_database_is_used(home, monkeypatch, name):
    monkeypatch.setenv(name, "given")
    database.provide(home)
    assert (os.environ.get(name), home.exists()) == ("given", False)


def test_server_of_our_own_stops_with_its_last_user(home):
    first, second = user_of(home), user_of(home)
    url = first.stdout.readline().strip()
    assert second.stdout.readline().strip() == url
    first.communicate()
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT current_database()").fetchone() == ("verkstad",)
    second.communicate()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_server_left_by_a_killed_process_is_stopped(home):
    user = user_of(home)
    url = user.stdout.readline().strip()
    user.kill()
    user.communicate()
    psycopg.connect(url).close()
    subprocess.run(
        [sys.executable, "-c", f"from verkstad.config.database import *; stop_unused(Path({str(home)!r}))"], check=True
    )
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_home_with_a_very_long_name_works(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL")
    user = user_of(tmp_path / ("long" * 30))
    with psycopg.connect(user.stdout.readline().strip()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    user.communicate()


def test_server_that_does_not_start_is_told(home):
    (home / "postgres").mkdir(parents=True)
    (home / "postgres" / "PG_VERSION").write_text("18\n")
    with pytest.raises(ImproperlyConfigured, match=r"postgres does not start; .*postgres.log tells why"):
        database.Server(home / "postgres").start()
