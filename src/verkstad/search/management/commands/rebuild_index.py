from typing import Any

from django.core.management.base import BaseCommand
from rich.progress import Progress

from verkstad.municipalities.commands import municipality_named
from verkstad.search import actions, sources


class Command(BaseCommand):
    help = "Builds the search index anew; the search goes on from the old one meanwhile."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--municipality", help="Only what this municipality sees (its name in addresses).")

    def handle(self, *args: Any, **options: Any) -> None:
        slug = options["municipality"]
        municipality = municipality_named(slug) if slug else None
        with Progress(disable=options["verbosity"] == 0) as progress:
            bar = progress.add_task("Building the index", total=sources.count_items(municipality))
            actions.rebuild_index(municipality, tick=lambda: progress.advance(bar))
        if options["verbosity"]:
            self.stdout.write("The index is built.")
