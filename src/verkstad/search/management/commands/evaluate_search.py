from dataclasses import fields
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from rich.progress import Progress

from verkstad.search.evaluation import Figures, UnreadableCollection, as_json, evaluate, read_collection, worst

# Of what was wanted and of what was found.
_SHOWN = 3


class Command(BaseCommand):
    help = "Measures how well the search answers judged questions; nothing is stored."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("folder", type=Path, help="Holds corpus.jsonl, queries.jsonl and qrels.tsv.")
        parser.add_argument("--language", required=True, help="Of the texts and the questions, such as sv.")
        parser.add_argument("--json", action="store_true", help="Print the figures as JSON.")
        parser.add_argument(
            "--worst", type=int, default=0, metavar="N", help="Show the N questions answered worst too."
        )
        parser.add_argument("--only", default="", metavar="BEGINNING", help="Of these, only whose _id begins so.")
        parser.add_argument("--no-embeddings", action="store_true", help="By words alone, without meaning.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["no_embeddings"]:
            settings.EMBEDDER = ""
        try:
            collection = read_collection(options["folder"])
        except UnreadableCollection as error:
            raise CommandError(str(error)) from error
        if not connection.introspection.table_names():
            # In a fresh clone, where nothing was started yet.
            call_command("migrate", verbosity=0)
        with Progress(disable=options["json"] or options["verbosity"] == 0) as progress:
            bar = progress.add_task("Reading what can be found", total=None)
            results, asked = evaluate(
                collection, options["language"], lambda done, of: progress.update(bar, completed=done, total=of)
            )
        self.stdout.write(as_json(results) if options["json"] else "\n".join(map(_told, results.items())))
        looked_at = [one for one in asked if one.key.startswith(options["only"])]
        names = {key: texts.name for key, texts in collection.corpus}
        for rank, one in worst(looked_at, collection.right, options["worst"]):
            found = "; ".join(names[key] for key in one.found[:_SHOWN]) or "nothing"
            wanted = "; ".join(names[key] for key in list(collection.right[one.key])[:_SHOWN])
            self.stdout.write(f"{rank:.2f} {one.key} {one.text}\n     wanted: {wanted}\n     found: {found}")


def _told(result: tuple[str, Figures]) -> str:
    file, figures = result
    told = [f"  {field.name:15} {_number(getattr(figures, field.name))}" for field in fields(figures)]
    return "\n".join([file, *told])


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}".rstrip("0").rstrip(".")
