"""verkstad write-template"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from verkstad.municipalities.commands import municipality_named
from verkstad.services.importing.export import export
from verkstad.services.importing.table import template


class Command(BaseCommand):
    help = "Writes the spreadsheet that a municipality fills in with its services and “import table” reads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="Ends in .xlsx or .csv.")
        parser.add_argument("--municipality", required=True, metavar="NAME", help="In whose languages it is.")
        parser.add_argument("--filled", action="store_true", help="With the services that are there, to be mended.")

    def handle(self, **options: Any) -> None:
        file, municipality = options["file"], municipality_named(options["municipality"])
        kind = "csv" if file.suffix == ".csv" else "xlsx"
        if options["filled"]:
            table = export(municipality, kind)
        else:
            table = template(municipality.main_language, municipality.languages, kind)
        try:
            file.write_bytes(table.content)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error
