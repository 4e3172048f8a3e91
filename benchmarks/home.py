"""A throw-away home with a database of its own, most often below .cache, in which everything is measured."""

import os
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
HOME = REPOSITORY / ".cache" / "benchmark-home"
HOST = "storstad.example.org"
PLACES = 1_000
SERVICES = 10_000


def environment(home: Path = HOME) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "verkstad.config.settings",
        "VERKSTAD_HOME": str(home),
        "VERKSTAD_DEMO": "1",
        "VERKSTAD_SECRET_KEY": "only-for-benchmarks-0123456789-abcdefghijklmnopqrstuvwxyz",
    }


def start_django(settings: str = "verkstad.config.settings", home: Path = HOME) -> None:
    os.environ |= environment(home) | {"DJANGO_SETTINGS_MODULE": settings}
    from verkstad.config import database

    database.provide(home)
    import django

    django.setup()


def start_with_town(home: Path) -> Any:
    """Start Django with a database in this folder, and return the municipality that is made there."""
    start_django(home=home)
    from django.core.management import call_command

    from verkstad.municipalities.actions import MunicipalityData, save_municipality

    call_command("migrate", verbosity=0)
    return save_municipality(
        MunicipalityData(
            slug="storstad",
            name={"sv": "Storstads kommun"},
            country="SE",
            languages=["sv", "en"],
            time_zone="Europe/Stockholm",
            phone="+46 1 234",
            email="post@storstad.example.org",
        )
    )
