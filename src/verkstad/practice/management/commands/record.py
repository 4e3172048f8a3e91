from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from verkstad.practice.recorded.hosts import host_of, hosts
from verkstad.practice.recorded.tree import Refused


class Command(BaseCommand):
    help = "Records a walk through a service's test environment in a browser, to make a practice copy of two of them."
    requires_system_checks = ()

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("url", help="Where the walk begins. Only in a test environment, with made-up people.")
        parser.add_argument("file", type=Path, help="What the walk is written to, such as walk-1.zip.")
        parser.add_argument("--host", action="append", default=[], help="One more host of the service.")
        parser.add_argument("--never", action="append", default=[], help="One more host that is never recorded.")

        codes = [code for code, _name in settings.LANGUAGES]
        parser.add_argument(
            "--language",
            choices=codes,
            default="sv",
            help="Of the banner in the browser; sv if left out.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            from verkstad.practice.recorded.recorder import NoBrowser, by_hand, record  # noqa: PLC0415 -- an extra
        except ImportError as error:
            raise CommandError("Recording needs Playwright: install Verkstad with the extra “record”.") from error
        if not host_of(options["url"]):
            raise CommandError("Write the whole address, such as https://test.example.org/.")
        if options["file"].exists():
            raise CommandError(f"{options['file']} is there already; choose another name.")
        places = hosts(options["url"], options["host"], options["never"])
        try:
            with translation.override(options["language"]):
                report = record(options["url"], options["file"], by_hand, places)
        except NoBrowser as error:
            raise CommandError("There is no Chromium on this machine.") from error
        except Refused as refused:
            raise CommandError(f"What was recorded {refused}. Nothing is kept.") from refused
        for host in sorted(report.refused):
            self.stdout.write(f"Nothing was recorded on {host}; if it is of the service, say --host {host}.")
        self.stdout.write(f"The walk is in {options['file']}, with {len(report.milliseconds)} views.")
