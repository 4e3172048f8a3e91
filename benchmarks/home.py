"""A throw-away home with a database of its own, below .cache, in which everything is measured."""

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
HOME = REPOSITORY / ".cache" / "benchmark-home"
HOST = "storstad.example.org"
PLACES = 1_000
SERVICES = 10_000


def environment() -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "verkstad.config.settings",
        "VERKSTAD_HOME": str(HOME),
        "VERKSTAD_DEMO": "1",
        "VERKSTAD_SECRET_KEY": "only-for-benchmarks-0123456789-abcdefghijklmnopqrstuvwxyz",
    }


def start_django(settings: str = "verkstad.config.settings") -> None:
    os.environ |= environment() | {"DJANGO_SETTINGS_MODULE": settings}
    from verkstad.config import database  # noqa: PLC0415 -- reads the environment

    database.provide(HOME)
    import django  # noqa: PLC0415

    django.setup()
