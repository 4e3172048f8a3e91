from typing import Any

from django.core.management.base import BaseCommand, CommandError

from verkstad.measurement.actions import rebuild_counts
from verkstad.measurement.queries import wrong_counts


class Command(BaseCommand):
    help = "Compares the counts of enquiries with the enquiries themselves."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--rebuild", action="store_true", help="Count them anew if they differ.")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = wrong_counts()
        if not wrong:
            self.stdout.write("The counts agree with the enquiries.")
        elif options["rebuild"]:
            rebuild_counts()
            self.stdout.write(f"{wrong} counts were wrong and have been made anew.")
        else:
            raise CommandError(f"{wrong} counts are wrong. Run this with --rebuild to make them anew.")
