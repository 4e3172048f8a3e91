import gc
import os
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management.base import BaseCommand, CommandError
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from verkstad.core.ports import Unusable, port, refuse_taken
from verkstad.core.processes import end_with_parent

THREADS_PER_PROCESS = 4


class Command(BaseCommand):
    help = "Runs the web server, behind a proxy that speaks HTTPS."
    requires_system_checks = ()

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="The address to listen on (%(default)s).")
        parser.add_argument("--port", type=port, default=8000, help="The port to listen on (%(default)s).")
        parser.add_argument(
            "--workers", type=int, default=os.cpu_count() or 1, help="How many processes (one per core: %(default)s)."
        )
        parser.add_argument("--with-parent", action="store_true", help="End when the program that started this ends.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["with_parent"]:
            end_with_parent()
        if not Path(settings.STATIC_ROOT, ManifestStaticFilesStorage.manifest_name).exists():
            raise CommandError("Style sheets and fonts are missing; run “verkstad collectstatic”.")
        try:
            refuse_taken(options["host"], options["port"])
        except Unusable as problem:
            raise CommandError(f"{problem}; choose another with --port or --host.") from problem
        _load_once()
        Granian(
            "verkstad.config.wsgi:application",
            address=options["host"],
            port=options["port"],
            interface=Interfaces.WSGI,
            workers=options["workers"],
            blocking_threads=THREADS_PER_PROCESS,
            respawn_failed_workers=True,
            workers_kill_timeout=5,
            log_level=LogLevels.warning,
        ).serve()


def _load_once() -> None:
    """What every process needs, before they fork from this one: loading takes most of a start, and memory is shared."""
    import_module("verkstad.config.wsgi")
    import_module(settings.ROOT_URLCONF)
    gc.freeze()
