from typing import Any

from django.core.management.base import BaseCommand

from verkstad.core.processes import end_with_parent
from verkstad.core.worker import Worker


class Command(BaseCommand):
    help = "Runs what happens beside the web server: keeps the search index, and does what pages have put off."
    requires_system_checks = ()

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--with-parent", action="store_true", help="End when the program that started this ends.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["with_parent"]:
            end_with_parent()
        Worker().run()
