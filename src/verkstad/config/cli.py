"""The one command of those who run Verkstad: ``verkstad``."""

import os
import secrets
import signal
import sys
from pathlib import Path
from typing import NoReturn

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import BaseCommand, ManagementUtility, get_commands, load_command_class
from django.db import DatabaseError, connection

from verkstad.config import database, env
from verkstad.core.database_faults import why_refused

# Commands of Django's that an operator needs, in plainer words than its own.
DJANGO_COMMANDS = {
    "migrate": "Brings the tables of the database up to this version of the program. Run it after each update.",
    "collectstatic": "Copies style sheets and fonts to where the web server reads them. Run it after each update.",
    "check": "Looks for mistakes in how the program is set up.",
    "shell": "Opens a Python prompt inside the program.",
    "dbshell": "Opens a prompt of the database.",
}
HELP = ("help", "--help", "-h")
WITHOUT_DATABASE = (*HELP, "--version", "new-secret", "record", "stop")
# Options of every Django command that nobody needs who runs Verkstad.
DJANGO_OPTIONS = {
    "--version",
    "--settings",
    "--pythonpath",
    "--traceback",
    "--no-color",
    "--force-color",
    "--skip-checks",
}
# What runs for real is never the demo because somebody forgot its settings.
NEVER_DEMO_BY_DEFAULT = ("serve", "worker")


class Commands(ManagementUtility):
    """Names of commands are written with hyphens outside Python."""

    def fetch_command(self, subcommand: str) -> BaseCommand:
        command = super().fetch_command(subcommand.replace("-", "_"))
        command.suppressed_base_arguments = DJANGO_OPTIONS
        return command


def main() -> None:
    signal.signal(signal.SIGTERM, _end)
    arguments = sys.argv[1:] or ["help"]
    try:
        _run(arguments)
    except ImproperlyConfigured as problem:
        sys.exit(f"Verkstad cannot start: {problem}")
    except DatabaseError as problem:
        if why := why_refused(problem):
            sys.exit(f"Verkstad cannot do that: {why}")
        raise
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)


def _run(arguments: list[str]) -> None:
    _prepare(arguments)
    if len(arguments) == 1 and arguments[0] in HELP:
        _print_help()
    else:
        Commands(["verkstad", *arguments]).execute()
    if arguments[0] == "stop":
        database.stop_unused(_home())


def _end(signum: int, frame: object) -> NoReturn:
    """Through the exit handlers, so that the database of our own is stopped too."""
    sys.exit(128 + signum)


def _prepare(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verkstad.config.settings")
    home = _home()
    if arguments[0] in WITHOUT_DATABASE or "--background" in arguments:
        _load_settings_without_database()
        return
    if _is_demo_by_default(arguments[0]):
        os.environ.setdefault("VERKSTAD_DEMO", "1")
        _say_whose_database(arguments, home)
    try:
        if env.flag("VERKSTAD_DEMO", default=False) and not env.is_given("VERKSTAD_SECRET_KEY"):
            _keep_secret(home)
        env.secret("VERKSTAD_SECRET_KEY")
        database.provide(home)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{error.filename}, where VERKSTAD_HOME leads, cannot be used ({error.strerror})."
        ) from error
    _reach_database()


def _is_demo_by_default(command: str) -> bool:
    is_set_up = any(map(env.is_given, ("DATABASE_URL", "VERKSTAD_SECRET_KEY", "VERKSTAD_DEMO")))
    return command == "demo" or not (is_set_up or command in NEVER_DEMO_BY_DEFAULT)


def _say_whose_database(arguments: list[str], home: Path) -> None:
    """Whoever forgot the settings of the real one sees it before they wonder where their data is."""
    if arguments[0] != "demo" and not set(arguments) & set(HELP):
        print(f"No DATABASE_URL is set: this is about the demo's own database in {home}.", file=sys.stderr)


def _home() -> Path:
    default = Path(__file__).resolve().parents[3] / ".verkstad"
    home = Path(os.environ.get("VERKSTAD_HOME") or default).expanduser().resolve()
    os.environ["VERKSTAD_HOME"] = str(home)
    return home


def _load_settings_without_database() -> None:
    """Some commands need neither database nor secret; what stands in for them is not left to child processes."""
    before = os.environ.copy()
    os.environ |= {"DATABASE_URL": "postgresql:///none", "VERKSTAD_SECRET_KEY": secrets.token_urlsafe(50)}
    os.environ.pop("DATABASE_URL_FILE", None)
    os.environ.pop("VERKSTAD_SECRET_KEY_FILE", None)
    _ = settings.INSTALLED_APPS
    os.environ.clear()
    os.environ.update(before)


def _reach_database() -> None:
    _ = settings.INSTALLED_APPS
    try:
        connection.ensure_connection()
    except DatabaseError as problem:
        reason = str(problem).strip().partition("\n")[0]
        raise ImproperlyConfigured(f"the database named by DATABASE_URL does not answer ({reason}).") from problem
    connection.close()


def _keep_secret(home: Path) -> None:
    """The demo makes its own secret once; anything else must be given one."""
    file = home / "secret-key"
    if not file.exists():
        home.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50) + "\n", encoding="utf-8")
    os.environ["VERKSTAD_SECRET_KEY_FILE"] = str(file)


def _print_help() -> None:
    django.setup()
    apps = {name: str(app) for name, app in sorted(get_commands().items())}
    ours = {name: load_command_class(app, name).help for name, app in apps.items() if app.startswith("verkstad.")}
    print("verkstad COMMAND: what those who run Verkstad can ask it to do. “verkstad COMMAND --help” tells more.\n")
    for title, commands in (("Verkstad", ours), ("Django", DJANGO_COMMANDS)):
        print(f"{title}:")
        for name, words in commands.items():
            print(f"  {name.replace('_', '-'):<22} {words}")
        print()


if __name__ == "__main__":
    main()
