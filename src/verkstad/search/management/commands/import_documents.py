from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.progress import Progress

from verkstad.municipalities.commands import municipality_named
from verkstad.search import actions
from verkstad.search.document_files import BrokenFile, Refused, read_documents


class Command(BaseCommand):
    help = "Takes minutes, reports and other documents into the search, from CSV or JSON lines."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "file", type=Path, help="CSV with a header, or .jsonl: title, address, date, kind, text[, language, id]."
        )
        parser.add_argument("--municipality", required=True, help="Whose documents they are (its name in addresses).")
        parser.add_argument(
            "--remove-missing",
            action="store_true",
            help="The file holds everything: remove what is not in it from the search.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Only tell what would be done.")

    def handle(self, *args: Any, **options: Any) -> None:
        municipality = municipality_named(options["municipality"])
        try:
            documents, refused = read_documents(options["file"], municipality)
        except BrokenFile as problem:
            raise CommandError(f"Nothing has been changed. {problem}") from problem
        if options["remove_missing"] and (refused or not documents):
            self._tell_refused(refused)
            raise CommandError("Nothing has been changed: to remove what is missing, the whole file must be readable.")
        with Progress(disable=options["verbosity"] == 0) as progress:
            bar = progress.add_task("Documents", total=len(documents))
            report = actions.import_documents(
                documents,
                municipality=municipality,
                remove_missing=options["remove_missing"],
                dry_run=options["dry_run"],
                tick=lambda: progress.advance(bar),
            )
        if options["verbosity"]:
            self._tell_refused(refused)
            self._tell(report, len(refused), dry_run=options["dry_run"])

    def _tell_refused(self, refused: list[Refused]) -> None:
        for problem in refused:
            self.stdout.write(f"Line {problem.line} is refused: {problem.reason}.")

    def _tell(self, report: actions.DocumentReport, refused: int, *, dry_run: bool) -> None:
        if dry_run:
            self.stdout.write("Nothing has been changed; this is what would be:")
        self.stdout.write(
            f"{len(report.added)} added, {len(report.changed)} changed, {len(report.unchanged)} unchanged, "
            f"{len(report.removed)} removed, {refused} refused."
        )
