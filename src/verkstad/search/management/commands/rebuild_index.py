from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.progress import Progress

from verkstad.municipalities.models import Municipality
from verkstad.search import actions, sources


class Command(BaseCommand):
    help = "Builds the search index anew; the search goes on from the old one meanwhile."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--municipality", help="Only what this municipality sees (its name in addresses).")

    def handle(self, *args: Any, **options: Any) -> None:
        slug = options["municipality"]
        municipality = Municipality.objects.filter(slug=slug).first() if slug else None
        if slug and municipality is None:
            raise CommandError(f"There is no municipality “{slug}”.")
        with Progress(disable=options["verbosity"] == 0) as progress:
            bar = progress.add_task("Building the index", total=sources.count_items(municipality))
            actions.rebuild_index(municipality, tick=lambda: progress.advance(bar))
        if options["verbosity"]:
            self.stdout.write("The index is built.")
