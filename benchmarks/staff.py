"""Staff pages with much behind them: a town in a home of its own, and how long its pages take."""

import argparse
import atexit
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from home import start_with_town
from machine import median_and_p99

HEADS = ("what", "median", "99th percentile", "work of a core, median", "queries")


def set_up(description: str, **numbers: int) -> tuple[argparse.Namespace, Any]:
    """What was said on the command line, where each of the numbers can be given, and the town.

    Its database is thrown away afterwards, or kept in the folder that is named.
    """
    parser = argparse.ArgumentParser(description=description)
    for name, number in numbers.items():
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--home", type=Path, help="Keep the database here, and use it again.")
    arguments = parser.parse_args()
    folder = arguments.home or Path(tempfile.mkdtemp(prefix="verkstad-benchmark-"))
    if not arguments.home:
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    town = start_with_town(folder)
    from django.core.management import call_command
    from django.db import connection

    call_command("collectstatic", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        # All of a query's work is then that of one connection, which worked() reads.
        cursor.execute("SET max_parallel_workers_per_gather = 0")
    return arguments, town


def execute(statements: str, numbers: dict[str, Any]) -> None:
    """One after the other, and then tidy up as the database itself does after a while."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        for statement in filter(str.strip, statements.split(";\n")):
            cursor.execute(statement, numbers)
    tidy()


def tidy() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def signed_in(town: Any, role: str = "reader") -> Any:
    from allauth.mfa.models import Authenticator
    from django.test import Client
    from django.utils import timezone

    from verkstad.identity.models import Membership, User

    user, _made = User.objects.get_or_create(username="reader", email="reader@example.org")
    Membership.objects.update_or_create(user=user, municipality=town, defaults={"role": role})
    Authenticator.objects.get_or_create(user=user, type="totp", data={"secret": "not-used"})
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["began_at"] = session["used_at"] = timezone.now().timestamp()
    session.save()
    return client


def pages(client: Any, asked: Iterable[tuple[str, str]], rounds: int) -> Iterator[list[object]]:
    """Through the whole program; ``asked`` are what to call each page, and its address."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for name, address in asked:
        times, work = [], []
        for _number in range(rounds):
            start, before = time.perf_counter(), worked()
            response = client.get(address)
            times.append((time.perf_counter() - start) * 1000)
            work.append(worked() - before)
            assert response.status_code == 200, response
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        yield [name, *median_and_p99(times), median_and_p99(work)[0], len(queries)]


def worked() -> float:
    """Milliseconds of a core that this process and its database connection have had, whoever else is busy."""
    from django.db import connection

    connection.ensure_connection()
    backend = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return time.process_time() * 1000 + int(backend.read_text().split()[0]) / 1e6
