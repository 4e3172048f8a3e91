"""verkstad import"""  # noqa: N999 -- the name of the command

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from verkstad.core.entries import WEB_ADDRESS
from verkstad.municipalities.commands import municipality_named
from verkstad.services.importing import actions, report
from verkstad.services.importing.entries import sentence
from verkstad.services.importing.formats import formats
from verkstad.services.importing.queries import counts
from verkstad.services.models.imports import Action, Import, ImportState

_PART = 1_000_000


class Command(BaseCommand):
    help = "Imports services and places from other systems: a file or a web address, in one of several formats."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("format", metavar="FORMAT", choices=list(formats()), help=", ".join(formats()))
        parser.add_argument("source", metavar="FILE_OR_URL", help="A file, or an address that begins with https://.")
        parser.add_argument(
            "--municipality",
            required=True,
            metavar="NAME",
            help="The municipality it is for, by its name in addresses (bjorkhamn).",
        )
        parser.add_argument("--system", default="", metavar="NAME", help="Which of several systems of the kind it is.")
        parser.add_argument("--publish", action="store_true", help="Show what is new to residents at once.")
        parser.add_argument(
            "--withdraw-missing",
            action="store_true",
            help="It holds everything: withdraw what came from there before and is no longer in it.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Tell what would happen and change nothing.")
        parser.add_argument("--report", type=Path, metavar="FILE", help="Also write the report to this file, as JSON.")

    def handle(self, **options: Any) -> None:
        console = Console(file=cast(IO[str], self.stdout), quiet=options["verbosity"] == 0)
        one = _request(options)
        actions.work(one)
        if one.state == ImportState.FAILED:
            problem = sentence(one.problem)
            actions.drop_import(one)
            raise CommandError(f"Nothing has been changed. {problem}")
        if not options["dry_run"]:
            _write(one, console)
        _show(one, console, dry_run=options["dry_run"])
        if options["report"]:
            _keep(one, options["report"])
        if options["dry_run"]:
            actions.drop_import(one)


def _request(options: dict[str, Any]) -> Import:
    source = options["source"]
    try:
        return actions.request_import(
            formats()[options["format"]],
            municipality=municipality_named(options["municipality"]),
            name=source,
            content=None if source.startswith(WEB_ADDRESS) else _parts(Path(source)),
            source=options["system"],
            publish=options["publish"],
            withdraw_missing=options["withdraw_missing"],
        )
    except OSError as error:
        raise CommandError(f"{source}: {error.strerror}.") from error
    except actions.TooLarge as error:
        raise CommandError(f"{source} is larger than what is taken in.") from error


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while part := file.read(_PART):
            yield part


def _write(one: Import, console: Console) -> None:
    actions.start_import(one)
    with Progress(console=console) as progress:
        task = progress.add_task("Writing", total=one.total)
        while actions.work(one, seconds=1):
            progress.update(task, completed=counts(one).finished)
        progress.update(task, completed=one.total)


def _show(one: Import, console: Console, *, dry_run: bool) -> None:
    table = Table(title="Nothing has been changed: this is what would happen" if dry_run else None)
    table.add_column("Entries")
    table.add_column("Number", justify="right")
    numbers = counts(one)
    for action in Action:
        table.add_row(str(action.label), str(numbers.by_action[action]))
    console.print(table)
    for row in one.rows.exclude(problem={}).order_by("pk").iterator():
        console.print(f"Row {row.number}, {row.name}: {sentence(row.problem)}", highlight=False, markup=False)
    if numbers.by_action[Action.UNSURE]:
        for row in one.rows.filter(action=Action.UNSURE).order_by("pk").iterator():
            text = f"Row {row.number}, {row.name}: perhaps the same as “{row.thing_name}”; left out."
            console.print(text, highlight=False, markup=False)
        console.print("Upload the file on the staff pages to choose what these are.", highlight=False)


def _keep(one: Import, file: Path) -> None:
    text = json.dumps(report.as_json(one), ensure_ascii=False, indent=2) + "\n"
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(
            f"All is done but the report, which cannot be written to {file} ({error.strerror})."
        ) from error
