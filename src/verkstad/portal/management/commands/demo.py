from typing import Any

from django.core.management.base import BaseCommand

from verkstad.core.ports import port
from verkstad.portal import launch


class Command(BaseCommand):
    help = "Runs the demo: made-up municipalities, with everything they need, on this machine. Ctrl-C ends it."
    requires_system_checks = ()

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--port", type=port, default=8000, help="The port to answer on (%(default)s).")
        parser.add_argument("--workers", type=int, default=2, help="How many web processes (%(default)s).")
        parser.add_argument("--background", action="store_true", help="Return as soon as it is ready.")

    def handle(self, *args: Any, **options: Any) -> None:
        start = launch.run_in_background if options["background"] else launch.run
        start(port=options["port"], workers=options["workers"], say=self.say)

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
