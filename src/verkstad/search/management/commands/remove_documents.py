from typing import Any

from django.core.management.base import BaseCommand, CommandError

from verkstad.municipalities.commands import municipality_named
from verkstad.search import actions


class Command(BaseCommand):
    help = "Takes documents out of the search, and the words that only they were called by."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("addresses", nargs="+", metavar="address", help="Where a document lies, as imported.")
        parser.add_argument("--municipality", required=True, help="Whose documents they are (its name in addresses).")

    def handle(self, *args: Any, **options: Any) -> None:
        municipality = municipality_named(options["municipality"])
        removed = actions.remove_documents(options["addresses"], municipality=municipality)
        for address in removed:
            self.stdout.write(f"Removed: {address}")
        unknown = [address for address in options["addresses"] if address not in removed]
        if unknown:
            raise CommandError(f"Not among the documents of {municipality}: {', '.join(unknown)}")
