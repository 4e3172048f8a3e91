"""verkstad import-ptv"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import track
from rich.table import Table

from verkstad.municipalities.models import Municipality
from verkstad.municipalities.queries import municipality_by_slug
from verkstad.services.ptv import BrokenFile, Report, import_descriptions

_TITLES = {
    "added": "Added",
    "changed": "Changed",
    "unchanged": "Unchanged",
    "withdrawn": "Withdrawn: no longer in the files",
    "refused": "Refused: not as a description should be",
    "left_out": "Left out: no name in the main language",
}


class Command(BaseCommand):
    help = "Import services from the general descriptions of the Finnish Service Catalogue (PTV)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files",
            nargs="+",
            type=Path,
            metavar="FILE",
            help="general descriptions as JSON; the vocabularies lie in the first one's folder",
        )
        parser.add_argument(
            "--municipality",
            required=True,
            metavar="NAME",
            help="the municipality that offers the services, by its name in addresses (lovskar)",
        )
        parser.add_argument(
            "--languages",
            default="",
            metavar="CODES",
            help="the languages wanted, such as sv,en,fi; without it, those the municipality uses",
        )
        parser.add_argument(
            "--phone", default="", metavar="NUMBER", help="the number that answers for all of the services"
        )
        parser.add_argument("--dry-run", action="store_true", help="tell what would happen and change nothing")
        parser.add_argument("--report", type=Path, metavar="FILE", help="also write the report to this file, as JSON")

    def handle(self, **options: Any) -> None:
        console = Console(file=cast(IO[str], self.stdout), quiet=options["verbosity"] == 0)
        try:
            report = import_descriptions(
                options["files"],
                municipality=_municipality(options["municipality"]),
                languages=[code for code in options["languages"].replace(" ", "").split(",") if code],
                phone=options["phone"],
                dry_run=options["dry_run"],
                track=lambda batches: track(batches, "Saving services", console=console),
            )
        except BrokenFile as problem:
            raise CommandError(f"Nothing has been changed. {problem}") from problem
        _show(report, console, dry_run=options["dry_run"])
        if options["report"]:
            _write(report, options["report"])


def _municipality(slug: str) -> Municipality:
    if municipality := municipality_by_slug(slug):
        return municipality
    raise CommandError(f"There is no municipality {slug}.")


def _write(report: Report, file: Path) -> None:
    text = json.dumps(report.as_json(), ensure_ascii=False, indent=2) + "\n"
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(
            f"All is done but the report, which cannot be written to {file} ({error.strerror})."
        ) from error


def _show(report: Report, console: Console, *, dry_run: bool) -> None:
    table = Table(title="Nothing has been changed: this is what would happen" if dry_run else None)
    table.add_column("Services")
    table.add_column("Number", justify="right")
    for name, number in report.counts().items():
        table.add_row(_TITLES[name], str(number))
    console.print(table)
    for refusal in report.refused:
        console.print(f"{refusal.file}, line {refusal.line}: {refusal.reason}.", highlight=False, markup=False)
