"""What every test stands on: its database, and rules about queries that no page may break."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlsplit

import hypothesis
import jinja2
import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.query import MAX_GET_RESULTS
from django.db.models.sql.compiler import SQLCompiler
from django.test import TransactionTestCase
from django.test.signals import template_rendered
from playwright.sync_api import Browser, Playwright, expect, sync_playwright
from psycopg.sql import SQL, Identifier
from xdist.scheduler import LoadScopeScheduling

import tests.measured  # noqa: F401 -- before the measuring begins
from tests.factories.municipalities import MunicipalityFactory
from verkstad.municipalities.models import Municipality
from verkstad.search import lexicons

# How long one example takes tells what else the machine is doing. CONTRIBUTING.md tells how to run the thorough one.
hypothesis.settings.register_profile("quick", deadline=None, max_examples=40, derandomize=True)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=1000)
hypothesis.settings.load_profile("quick")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# A page takes many seconds when the machine has much else to do.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
WAITED_IN_VAIN = [r"Timeout \d+ms exceeded", "(Locator|Page) expected to "]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("journeys") or item.get_closest_marker("engines"):
            item.add_marker(pytest.mark.flaky(reruns=1))
        elif {"playwright", "record"}.intersection(item.fixturenames):
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=WAITED_IN_VAIN))
    # The other journeys need the demo that these end.
    items.sort(key=lambda item: item.path.name == "test_stopping.py")


class JourneysTogether(LoadScopeScheduling):
    """Any test in any process, but all journeys in one: the demo and the browser are started once."""

    def _split_scope(self, nodeid: str) -> str:
        journeys = "tests/journeys/"
        return journeys if nodeid.startswith(journeys) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> JourneysTogether:
    return JourneysTogether(config, log)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Make the template that test databases are copied from, once per set of migrations."""
    template = settings.DATABASES["default"]["TEST"]["TEMPLATE"]
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(7326)")
        databases = [name for (name,) in server.execute("SELECT datname FROM pg_database").fetchall()]
        if template in databases:
            return
        for name in databases:
            if name.startswith("template_") or (name.startswith("test_") and not _is_running(name)):
                server.execute(SQL("DROP DATABASE {}").format(Identifier(name)))
        server.execute("CREATE DATABASE template_new")
        _migrate("template_new")
        server.execute(SQL("ALTER DATABASE template_new RENAME TO {}").format(Identifier(template)))


def _is_running(database: str) -> bool:
    try:
        os.kill(int(database.split("_")[1]), 0)
    except ProcessLookupError:
        return False
    return True


def _migrate(database: str) -> None:
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()
    command = [sys.executable, "-m", "django", "migrate", "--verbosity=0", "--skip-checks"]
    subprocess.run(command, check=True, env=unmeasured() | {"DATABASE_URL": url})


def unmeasured(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment of a program whose lines are not counted: it takes half as long again where they are."""
    return {name: value for name, value in environment.items() if not name.startswith("COVERAGE_")}


@pytest.fixture(scope="session", autouse=True)
def _tables_are_emptied_quickly() -> Iterator[None]:
    """After a test that commits, Django truncates all tables and makes all permissions anew; few rows are there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", _empty_tables)
        yield


def _empty_tables(case: TransactionTestCase) -> None:
    kept = {"django_migrations", "django_content_type", "auth_permission"}
    tables = {*connection.introspection.django_table_names(only_existing=True, include_views=False)} - kept
    deletes = [f"DELETE FROM {connection.ops.quote_name(table)}" for table in sorted(tables)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("; ".join(deletes))


class UnorderedSlice(Exception):
    """A page takes the first rows of a query that has no order, so which rows it gets is chance."""


@pytest.fixture(scope="session", autouse=True)
def _words_are_those_of_the_test() -> Iterator[None]:
    """What a test wrote is taken back; the words of the catalogue too, which a process trusts for a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lexicons, "TRUSTED_SECONDS", 0.0)
        yield


@pytest.fixture(scope="session", autouse=True)
def _unordered_queries_come_in_any_order() -> Iterator[None]:
    """The database promises no order where none is asked for: shuffle, so that a test sees who relies on one."""
    original = SQLCompiler._order_by_pairs

    def shuffled(compiler: SQLCompiler) -> Iterator[tuple[OrderBy, bool]]:
        pairs = list(original(compiler))
        query = compiler.query
        rows = (query.default_cols or query.select) and query.group_by is None and not query.combinator
        if pairs or query.distinct or not rows:
            return iter(pairs)
        if query.is_sliced and query.high_mark != MAX_GET_RESULTS:
            raise UnorderedSlice(query.model)
        return iter([(OrderBy(Random()), False)])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLCompiler, "_order_by_pairs", shuffled)
        yield


@pytest.fixture(scope="session", autouse=True)
def _pages_tell_what_they_were_given() -> Iterator[None]:
    """For response.context, which the test client fills for Django's own templates only."""
    original = jinja2.Template.render

    def render(template: jinja2.Template, context: dict[str, object]) -> str:
        template_rendered.send(sender=template, template=template, context=context)
        return original(template, context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Template, "render", render)
        yield


@pytest.fixture
def bjorkhamn(db: None) -> Municipality:
    """A Swedish municipality that also speaks Danish and English, reached at /bjorkhamn/sv/ and so on."""
    return MunicipalityFactory(
        slug="bjorkhamn", name={"sv": "Björkhamn"}, languages=["sv", "da", "en"], main_language="sv"
    )


@pytest.fixture
def egesund(db: None) -> Municipality:
    """A Danish municipality that also speaks Swedish and English, reached at /egesund/da/ and so on."""
    return MunicipalityFactory(
        slug="egesund",
        name={"da": "Egesund"},
        country="DK",
        languages=["da", "sv", "en"],
        main_language="da",
        time_zone="Europe/Copenhagen",
    )


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    # Playwright keeps an event loop in this thread, which Django would mistake for asynchronous code of ours.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as running:
        yield running
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@contextmanager
def started(playwright: Playwright, program: str | None) -> Iterator[Browser]:
    with playwright.chromium.launch(executable_path=program, args=CHROMIUM_OPTIONS) as running:
        running.on("context", lambda context: context.set_default_timeout(PATIENCE))
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    with started(playwright, CHROMIUM) as running:
        yield running


@pytest.fixture(scope="session")
def browser(chromium: Browser) -> Browser:
    """The one that people have; tests/engines puts others in its place."""
    return chromium
