"""The one command of those who run Verkstad: ``verkstad``."""

import os
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management import ManagementUtility, get_commands, load_command_class
from django.db.utils import OperationalError

from verkstad.config import database

DJANGO_COMMANDS_SHOWN = ("migrate", "check", "shell", "dbshell", "collectstatic")
WITHOUT_DATABASE = ("help", "--help", "-h", "--version", "new_secret")


def main() -> None:
    arguments = sys.argv[1:] or ["help"]
    arguments[0] = arguments[0].replace("-", "_") if not arguments[0].startswith("-") else arguments[0]
    try:
        _prepare(starts_database=arguments[0] not in WITHOUT_DATABASE)
        if arguments in (["help"], ["--help"], ["-h"]):
            _print_help()
        else:
            ManagementUtility(["verkstad", *arguments]).execute()
    except ImproperlyConfigured as problem:
        sys.exit(f"Verkstad cannot start: {problem}")
    except OperationalError as problem:
        reason = str(problem).strip().splitlines()[-1]
        sys.exit(f"Verkstad cannot start: the database named by DATABASE_URL does not answer ({reason}).")


def _prepare(*, starts_database: bool) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verkstad.config.settings")
    home = _home()
    if "DATABASE_URL" not in os.environ and "VERKSTAD_SECRET_KEY" not in os.environ:
        os.environ.setdefault("VERKSTAD_DEMO", "1")
    if os.environ.get("VERKSTAD_DEMO") == "1":
        _keep_secret(home)
    if starts_database:
        database.provide(home)
    else:
        os.environ.setdefault("DATABASE_URL", "postgresql:///none")


def _home() -> Path:
    default = Path(__file__).resolve().parents[3] / ".verkstad"
    return Path(os.environ.setdefault("VERKSTAD_HOME", str(default))).resolve()


def _keep_secret(home: Path) -> None:
    """The demo makes its own secret once; anything else must be given one."""
    if "VERKSTAD_SECRET_KEY" in os.environ or "VERKSTAD_SECRET_KEY_FILE" in os.environ:
        return
    file = home / "secret-key"
    if not file.exists():
        from django.core.management.utils import get_random_secret_key  # noqa: PLC0415 -- slow import

        home.mkdir(parents=True, exist_ok=True)
        file.write_text(get_random_secret_key() + "\n", encoding="utf-8")
        file.chmod(0o600)
    os.environ["VERKSTAD_SECRET_KEY_FILE"] = str(file)


def _print_help() -> None:
    import django  # noqa: PLC0415 -- settings must be in place first

    django.setup()
    commands = get_commands()
    ours = sorted(name for name, app in commands.items() if str(app).startswith("verkstad."))
    print("verkstad COMMAND: what those who run Verkstad can ask it to do. “verkstad COMMAND --help” tells more.\n")
    for title, names in (("Verkstad", ours), ("Django", DJANGO_COMMANDS_SHOWN)):
        print(f"{title}:")
        for name in names:
            app = commands[name]
            command = load_command_class(app, name) if isinstance(app, str) else app
            print(f"  {name.replace('_', '-'):<22} {command.help}")
        print()
